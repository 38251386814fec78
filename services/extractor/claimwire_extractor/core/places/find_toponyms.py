"""Names that may be places, by gazetteer and the words around them."""

from collections.abc import Iterator, Sequence
from typing import Final

from claimwire_extractor.core.gazetteer import Gazetteer
from claimwire_extractor.core.places.known_names import Found, is_small, known_name
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.places.name_runs import PARTICLES, name_runs
from claimwire_extractor.core.places.no_place import NoPlace
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.sort_of_place import sort_of_place
from claimwire_extractor.core.places.title_case import in_title_case
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.places.unknown_names import unknown_names
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.token import Token

_LONGEST_NO_NAME = 3
_LARGE: Final = 100_000
"""People of a place whose by-names are known too."""
_CLASSED: Final = frozenset({PlaceSort.SETTLEMENT, PlaceSort.DISTRICT, PlaceSort.REGION})


def find_toponyms(reading: Reading, words: PlaceWords, gazetteer: Gazetteer) -> list[Toponym]:
    """Find every name the gazetteer knows and every other name that stands where a place stands.

    What "the village of X" shows to be a place is one wherever the article names it. Demonyms, week
    days, months, people and common words are left out. Whether something happened at the place is
    for the caller to say.
    """
    no_place = NoPlace(reading, words)
    found: list[Toponym] = []
    titles = {sentence.index for sentence in reading.sentences if in_title_case(sentence)}
    for sentence in reading.sentences:
        for run in name_runs(sentence):
            found.extend(_names(sentence, run, no_place, gazetteer, in_title=sentence.index in titles))
    classed = {toponym.key for toponym in found if _is_shown_by_class(toponym)}
    found = [toponym for toponym in found if toponym.shown or toponym.key in classed]
    names = {toponym.tokens[0].lower for toponym in found}
    common = {token.text for token in reading.tokens if token.lower in names and token.text.islower()}
    told = {toponym.key for toponym in found if toponym.tokens[0].sentence not in titles}
    return [
        toponym
        for toponym in found
        if not no_place.is_another_word(toponym, common)
        and (toponym.tokens[0].sentence not in titles or toponym.key in told or not _is_doubtful(toponym))
    ]


def _names(
    sentence: Sentence, run: Sequence[Token], no_place: NoPlace, gazetteer: Gazetteer, *, in_title: bool
) -> Iterator[Toponym]:
    """Match the longest known names from the left; what stays over may be an unknown place, or a person."""
    reading, words = no_place.reading, no_place.words
    position = 0
    rest: list[Token] = []
    while position < len(run):
        if run[position].lower in words.no_name_openers and (passed := _no_name(run[position:], words)):
            position += passed
            continue
        found = known_name(reading, run[position:], words, gazetteer, in_title=in_title)
        length, entries = found
        if not length:
            rest.append(run[position])
            position += 1
            continue
        name = run[position : position + length]
        if _goes_on(rest, name, words) or no_place.is_part(name, entries, rest, run[position + length :]):
            # "Tell al-Bab" is no al-Bab.
            rest.extend(name)
        else:
            if rest:
                yield from unknown_names(reading, sentence, rest, words)
                rest = []
            yield _known(no_place, sentence, name, found, gazetteer)
        position += length
    if rest:
        yield from unknown_names(reading, sentence, rest, words)


def _no_name(run: Sequence[Token], words: PlaceWords) -> int:
    """Count the words of a name that is no place: "White House", "Real Madrid"."""
    lengths = range(min(len(run), _LONGEST_NO_NAME), 1, -1)
    return next((n for n in lengths if " ".join([token.lower for token in run[:n]]) in words.no_names), 0)


def _goes_on(rest: Sequence[Token], name: Sequence[Token], words: PlaceWords) -> bool:
    """Tell the end of a name from a name: "Tell al-Bab" is no al-Bab, and "Tal Hamis" no Hamis; "Syrian al-Bab" is."""
    if not rest:
        return False
    begun = rest[-1].space_after and rest[-1].lower in words.place_openers
    return begun or (name[0].lower in PARTICLES and rest[-1].lower not in words.demonyms)


def _is_shown_by_class(toponym: Toponym) -> bool:
    """Tell an unknown name that "the village of X" shows to be a place; "City TV" shows nothing of TV."""
    return not toponym.known and toponym.sort in _CLASSED and not toponym.tokens[0].text.isupper()


def _is_doubtful(toponym: Toponym) -> bool:
    """Tell what may be any word with a capital: names that the gazetteer has not, or has for a village or as a by-name."""
    if not toponym.known:
        return True
    return len(toponym.tokens) == 1 and all(
        is_small(entry) or (entry.population < _LARGE and name_key(entry.name) != toponym.key)
        for entry in toponym.entries
    )


def _known(no_place: NoPlace, sentence: Sentence, name: Sequence[Token], found: Found, gazetteer: Gazetteer) -> Toponym:
    reading = no_place.reading
    printed = reading.text[name[0].start : name[-1].end]
    return Toponym(
        tuple(name),
        found[1],
        sort_of_place(sentence, name, no_place.words),
        name_key(printed),
        after_comma=name[0].index > 0 and reading.tokens[name[0].index - 1].text == ",",
        possessive=printed.endswith("s") and not gazetteer.named(printed),
    )

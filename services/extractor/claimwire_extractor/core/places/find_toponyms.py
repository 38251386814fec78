"""Names that may be places, by gazetteer and the words around them."""

from collections.abc import Iterator, Sequence

from claimwire_extractor.core.gazetteer import Gazetteer, GazetteerEntry
from claimwire_extractor.core.places.known_names import is_small, known_name
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.places.name_runs import PARTICLES, name_runs
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.sort_of_place import sort_of_place
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.places.unknown_names import is_edge, unknown_names
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.token import Token


def find_toponyms(reading: Reading, words: PlaceWords, gazetteer: Gazetteer) -> list[Toponym]:
    """Find every name the gazetteer knows and every other name that stands where a place stands.

    Demonyms, week days, months, people with a title and the like are left out. Whether something
    happened at the place is for the caller to say.
    """
    found: list[Toponym] = []
    for sentence in reading.sentences:
        for run in name_runs(sentence):
            found.extend(_names(reading, sentence, run, words, gazetteer))
    return found


def _names(
    reading: Reading, sentence: Sentence, run: Sequence[Token], words: PlaceWords, gazetteer: Gazetteer
) -> Iterator[Toponym]:
    """Match the longest known names from the left; what stays over may be an unknown place."""
    position = 0
    rest: list[Token] = []
    while position < len(run):
        length, entries = known_name(reading, run[position:], words, gazetteer)
        following = run[position + length] if position + length < len(run) else None
        if length and _is_part(run[position : position + length], entries, rest, following, words):
            rest.extend(run[position : position + length])
        elif length:
            yield from unknown_names(reading, sentence, rest, words)
            rest = []
            name = tuple(run[position : position + length])
            yield _known(reading, name, entries, sort_of_place(sentence, name, words), gazetteer)
        else:
            rest.append(run[position])
        position += max(length, 1)
    yield from unknown_names(reading, sentence, rest, words)


def _is_part(
    name: Sequence[Token],
    entries: Sequence[GazetteerEntry],
    before: Sequence[Token],
    following: Token | None,
    words: PlaceWords,
) -> bool:
    """Tell a known word that is only part of a longer name: "Tell al-Bab" is no al-Bab, "Ann Clay" no village."""
    if before and name[0].lower in PARTICLES:
        return True
    small = len(name) == 1 and all(map(is_small, entries))
    goes_on = following is not None and following.lower in PARTICLES
    return small and (goes_on or any(not is_edge(token, words) for token in before))


def _known(
    reading: Reading,
    name: tuple[Token, ...],
    entries: tuple[GazetteerEntry, ...],
    sort: PlaceSort,
    gazetteer: Gazetteer,
) -> Toponym:
    printed = reading.text[name[0].start : name[-1].end]
    return Toponym(
        name,
        entries,
        sort,
        name_key(printed),
        after_comma=name[0].index > 0 and reading.tokens[name[0].index - 1].text == ",",
        possessive=printed.endswith("s") and not gazetteer.named(printed),
    )

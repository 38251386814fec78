"""Names that may be places, by gazetteer and the words around them."""

from collections.abc import Iterator, Sequence

from claimwire.events import PlacePrecision
from claimwire_extractor.core.gazetteer import Gazetteer, GazetteerEntry
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.token import Token

_LONGEST = 6
_SHORTEST = 3
_SMALL = 30_000
"""People from which a settlement is known by its name alone."""
_LIST = 16
"""Words back to the class noun of a list of names."""
_PARTICLES = frozenset({"al", "el", "ez", "az", "ash", "as", "ar", "at", "ad", "ul", "de", "on", "na"})
_HYPHENS = frozenset({"-", "–", "\u2011"})


def find_toponyms(reading: Reading, words: PlaceWords, gazetteer: Gazetteer) -> list[Toponym]:
    """Find every name the gazetteer knows and every other name that stands where a place stands.

    Demonyms, week days, months, people with a title and the like are left out. Whether something
    happened at the place is for the caller to say.
    """
    found: list[Toponym] = []
    for sentence in reading.sentences:
        for run in _runs(sentence):
            found.extend(_names(reading, sentence, run, words, gazetteer))
    return found


def _runs(sentence: Sentence) -> Iterator[list[Token]]:
    """Cut the sentence into runs of capitalised words, hyphens and particles included."""
    run: list[Token] = []
    tokens = sentence.tokens
    for position, token in enumerate(tokens):
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if _is_name(token) or (run and _joins(run[-1], token, following)) or _opens(token, following):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos not in {"DET", "PRON", "ADP", "AUX", "CCONJ", "SCONJ", "NUM", "PUNCT"}


def _joins(before: Token, token: Token, following: Token | None) -> bool:
    if token.text in _HYPHENS:
        return not before.space_after and following is not None and not token.space_after
    return (before.text in _HYPHENS and not before.space_after) or _opens(token, following)


def _opens(token: Token, following: Token | None) -> bool:
    """Tell whether a small particle begins or goes on with a name ("al-Bab", "Deir ez-Zor")."""
    return token.lower in _PARTICLES and not token.space_after and following is not None and following.text in _HYPHENS


def _abbreviated(
    reading: Reading, run: Sequence[Token], words: PlaceWords, gazetteer: Gazetteer
) -> tuple[int, tuple[GazetteerEntry, ...]]:
    """Read "Fla." or "FL" behind a comma."""
    first = run[0].index
    if first < 2 or reading.tokens[first - 1].text != "," or not reading.tokens[first - 2].text[:1].isupper():
        return 0, ()
    for length in (2, 1):
        name = words.abbreviations.get(reading.text[run[0].start : run[min(length, len(run)) - 1].end])
        if name and length <= len(run):
            return length, tuple(entry for entry in gazetteer.named(name) if entry.precision is PlacePrecision.REGION)
    return 0, ()


def _names(
    reading: Reading, sentence: Sentence, run: Sequence[Token], words: PlaceWords, gazetteer: Gazetteer
) -> Iterator[Toponym]:
    """Match the longest known names from the left; what stays over may be an unknown place."""
    position = 0
    rest: list[Token] = []
    while position < len(run):
        length, entries = _abbreviated(reading, run[position:], words, gazetteer)
        if not length:
            length, entries = _longest(reading, run[position : position + _LONGEST], words, gazetteer)
        following = run[position + length] if position + length < len(run) else None
        if length and _is_part(run[position : position + length], entries, rest, following, words):
            rest.extend(run[position : position + length])
        elif length:
            yield from _unknown(reading, sentence, rest, words)
            rest = []
            name = tuple(run[position : position + length])
            yield _known(reading, name, entries, _sort(sentence, name, words), gazetteer)
        else:
            rest.append(run[position])
        position += max(length, 1)
    yield from _unknown(reading, sentence, rest, words)


def _is_part(
    name: Sequence[Token],
    entries: Sequence[GazetteerEntry],
    before: Sequence[Token],
    following: Token | None,
    words: PlaceWords,
) -> bool:
    """Tell a known word that is only part of a longer name: "Tell al-Bab" is no al-Bab, "Ann Clay" no village."""
    if before and name[0].lower in _PARTICLES:
        return True
    small = len(name) == 1 and all(
        (entry.is_settlement or entry.precision is PlacePrecision.DISTRICT) and entry.population < _SMALL
        for entry in entries
    )
    goes_on = following is not None and following.lower in _PARTICLES
    return small and (goes_on or any(not _is_edge(token, words) for token in before))


def _known(
    reading: Reading, name: tuple[Token, ...], entries: tuple[GazetteerEntry, ...], sort: PlaceSort, gazetteer: Gazetteer
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


def _longest(
    reading: Reading, run: Sequence[Token], words: PlaceWords, gazetteer: Gazetteer
) -> tuple[int, tuple[GazetteerEntry, ...]]:
    if run[0].text in _HYPHENS or (run[0].index and _glued(reading, run[0])):
        return 0, ()
    for length in range(len(run), 0, -1):
        last = run[length - 1]
        if last.text in _HYPHENS or (length < len(run) and not last.space_after and run[length].text in _HYPHENS):
            continue
        if length == 1 and not _may_stand_alone(run[0], words):
            return 0, ()
        name = reading.text[run[0].start : last.end]
        entries = tuple(gazetteer.named(name) or gazetteer.named(_owner(name)))
        if entries:
            return length, entries
    return 0, ()


def _owner(name: str) -> str:
    """Undo a possessive whose apostrophe got lost on the way ("Syrias")."""
    return name[:-1] if name.endswith("s") and len(name) > _SHORTEST + 1 else ""


def _glued(reading: Reading, token: Token) -> bool:
    before = reading.tokens[token.index - 1]
    return before.text in _HYPHENS and not before.space_after


def _may_stand_alone(token: Token, words: PlaceWords) -> bool:
    if token.lower in words.demonyms or token.lower in words.class_nouns or token.lower in words.directions:
        return False
    if token.lower in {"us", "uk", "uae"}:
        return token.text.isupper()
    return token.lower not in words.never and len(token.text) >= _SHORTEST


def _unknown(reading: Reading, sentence: Sentence, rest: Sequence[Token], words: PlaceWords) -> Iterator[Toponym]:
    """Keep unknown names that stand where a place stands: "the village of X", "X district", "in X"."""
    for part in _parts(rest):
        tokens = list(part)
        while tokens and _is_edge(tokens[0], words):
            tokens.pop(0)
        while tokens and (_is_edge(tokens[-1], words) or tokens[-1].text[:1].islower()):
            tokens.pop()
        if not tokens or any(token.lower in words.never or token.lower in words.demonyms for token in tokens):
            continue
        name = tuple(tokens)
        sort = _sort(sentence, name, words)
        if sort is not PlaceSort.UNSAID or _is_located(name, words):
            yield Toponym(name, (), sort, name_key(reading.text[name[0].start : name[-1].end]))


def _parts(rest: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut a run of Arabic names that lost their commas: a name with "al-" ends behind it ("al-Hara Tell al-Assal")."""
    start = position = 0
    while position < len(rest):
        if rest[position].lower in _PARTICLES and position + 2 < len(rest) and rest[position + 1].text in _HYPHENS:
            yield rest[start : position + 3]
            position = start = position + 3
        else:
            position += 1
    yield rest[start:]


def _is_edge(token: Token, words: PlaceWords) -> bool:
    return token.lower in words.class_nouns or token.lower in words.directions or token.text in _HYPHENS


def _is_located(name: Sequence[Token], words: PlaceWords) -> bool:
    top = next((token for token in name if token.head not in name), name[-1])
    while top.dep == "conj" and top.head.index < top.index:
        top = top.head
    return (
        top.pos == "PROPN" and top.dep == "pobj" and top.head.lower in words.locative - {"of", "from", "by", "against"}
    )


def _sort(sentence: Sentence, name: Sequence[Token], words: PlaceWords) -> PlaceSort:
    first = name[0].index - sentence.tokens[0].index
    nouns = (
        _noun_behind(sentence.tokens[first + len(name) :], words),
        _noun_before(sentence.tokens[max(0, first - _LIST) : first], words),
    )
    for sort, listed in (
        (PlaceSort.REGION, words.region_nouns),
        (PlaceSort.DISTRICT, words.district_nouns),
        (PlaceSort.SETTLEMENT, words.settlement_nouns),
        (PlaceSort.SITE, words.site_nouns),
    ):
        if any(noun in listed for noun in nouns):
            return sort
    return PlaceSort.UNSAID


def _noun_before(tokens: Sequence[Token], words: PlaceWords) -> str:
    """Read the class noun before a name, across a list: "the town of X", "the villages of X, Y and Z"."""
    listed = False
    for position in range(len(tokens) - 1, -1, -1):
        token = tokens[position]
        if token.lemma in words.class_nouns:
            return token.lemma if not listed or token.tag == "NNS" else ""
        if token.lower in {",", "and", "or"} or _is_name(token) or token.text in _HYPHENS or token.lower in _PARTICLES:
            listed = True
        elif token.lower != "of":
            return ""
    return ""


def _noun_behind(tokens: Sequence[Token], words: PlaceWords) -> str:
    """Read the class noun behind a name, across a list: "the X, Y and Z regions"."""
    listed = False
    for token in tokens[:12]:
        if token.lemma in words.class_nouns:
            return token.lemma if not listed or token.tag == "NNS" else ""
        if token.lemma in words.site_nouns and token is tokens[0]:
            return token.lemma
        if token.lower in {",", "and", "or"}:
            listed = True
        elif (not _is_name(token) and token.text not in _HYPHENS and token.lower not in _PARTICLES) or not listed:
            return ""
    return ""

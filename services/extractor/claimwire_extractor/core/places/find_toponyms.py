"""Names that may be places, by gazetteer and the words around them."""

from collections.abc import Iterator, Sequence

from claimwire_extractor.core.gazetteer import Gazetteer, GazetteerEntry
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.token import Token

_LONGEST = 6
_SHORTEST = 3
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


def _names(
    reading: Reading, sentence: Sentence, run: Sequence[Token], words: PlaceWords, gazetteer: Gazetteer
) -> Iterator[Toponym]:
    """Match the longest known names from the left; what stays over may be an unknown place."""
    position = 0
    rest: list[Token] = []
    while position < len(run):
        length, entries = _longest(reading, run[position : position + _LONGEST], words, gazetteer)
        if length and rest and run[position].lower in _PARTICLES:
            # "Tell al-Bab" is no al-Bab: the name goes on from a word the gazetteer does not have.
            rest.extend(run[position : position + length])
        elif length:
            yield from _unknown(sentence, rest, words)
            rest = []
            name = tuple(run[position : position + length])
            yield Toponym(name, entries, _sort(sentence, name, words))
        else:
            rest.append(run[position])
        position += max(length, 1)
    yield from _unknown(sentence, rest, words)


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


def _unknown(sentence: Sentence, rest: Sequence[Token], words: PlaceWords) -> Iterator[Toponym]:
    """Keep an unknown name that stands where a place stands: "the village of X", "X district", "in X"."""
    tokens = list(rest)
    while tokens and _is_edge(tokens[0], words):
        tokens.pop(0)
    while tokens and _is_edge(tokens[-1], words):
        tokens.pop()
    if not tokens or any(token.lower in words.never or token.lower in words.demonyms for token in tokens):
        return
    name = tuple(tokens)
    sort = _sort(sentence, name, words)
    if sort is not PlaceSort.UNSAID or _is_located(name, words):
        yield Toponym(name, (), sort)


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
    behind = _noun_behind(sentence.tokens[first + len(name) :], words)
    before = [token.lemma for token in sentence.tokens[max(0, first - 3) : first]]
    if before[-1:] == ["of"]:
        before.pop()
    nouns = (behind, before[-1] if before else "")
    for sort, listed in (
        (PlaceSort.REGION, words.region_nouns),
        (PlaceSort.DISTRICT, words.district_nouns),
        (PlaceSort.SETTLEMENT, words.settlement_nouns),
    ):
        if any(noun in listed for noun in nouns):
            return sort
    return PlaceSort.UNSAID


def _noun_behind(tokens: Sequence[Token], words: PlaceWords) -> str:
    """Read the class noun behind a name, across a list: "the X, Y and Z regions"."""
    listed = False
    for token in tokens[:12]:
        if token.lemma in words.class_nouns:
            return token.lemma if not listed or token.tag == "NNS" else ""
        if token.lower in {",", "and", "or"}:
            listed = True
        elif (not _is_name(token) and token.text not in _HYPHENS and token.lower not in _PARTICLES) or not listed:
            return ""
    return ""

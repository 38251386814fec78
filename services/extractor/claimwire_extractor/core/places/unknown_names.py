"""Names that no gazetteer has and that stand where a place stands."""

from collections.abc import Iterator, Sequence

from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.places.name_runs import HYPHENS, PARTICLES
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.sort_of_place import sort_of_place
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.token import Token

_WHOSE = frozenset({"of", "from", "by", "against", "to", "between", "including"})
"""Prepositions behind which people stand as well as places."""


def unknown_names(reading: Reading, sentence: Sentence, rest: Sequence[Token], words: PlaceWords) -> Iterator[Toponym]:
    """Find unknown names and tell which stand where a place stands: "the village of X", "X district", "in X"."""
    for part in _parts(rest):
        tokens = list(part)
        while tokens and is_edge(tokens[0], words):
            tokens.pop(0)
        while tokens and (is_edge(tokens[-1], words) or tokens[-1].text[:1].islower()):
            tokens.pop()
        if not tokens or any(
            token.lower.removesuffix(".") in words.never or token.lower in words.demonyms for token in tokens
        ):
            continue
        name = tuple(tokens)
        sort = sort_of_place(sentence, name, words)
        shown = sort is not PlaceSort.UNSAID or _is_located(name, words)
        yield Toponym(name, (), sort, name_key(reading.text[name[0].start : name[-1].end]), shown=shown)


def _parts(rest: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut a run of Arabic names that lost their commas: a name with "al-" ends behind it ("al-Hara Tell al-Assal")."""
    start = position = 0
    while position < len(rest):
        if rest[position].lower in PARTICLES and position + 2 < len(rest) and rest[position + 1].text in HYPHENS:
            yield rest[start : position + 3]
            position = start = position + 3
        else:
            position += 1
    yield rest[start:]


def is_edge(token: Token, words: PlaceWords) -> bool:
    """Tell a word that may be capitalised beside a name without being part of it ("North", "City")."""
    return token.lower in words.class_nouns or token.lower in words.directions or token.text in HYPHENS


def _is_located(name: Sequence[Token], words: PlaceWords) -> bool:
    inside = set(name)
    top = next((token for token in name if token.head not in inside), name[-1])
    while top.dep == "conj" and top.head.index < top.index:
        top = top.head
    return top.pos == "PROPN" and top.dep == "pobj" and top.head.lower in words.locative - _WHOSE

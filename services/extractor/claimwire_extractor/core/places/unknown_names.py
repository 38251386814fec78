"""Names that no gazetteer has and that stand where a place stands."""

from collections.abc import Sequence
from dataclasses import replace

from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.places.name_runs import ARTICLES, HYPHENS, PARTICLES
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.sort_of_place import sort_of_place
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.token import Token

_WHOSE = frozenset({"of", "from", "by", "against", "to", "between", "including"})
"""Prepositions behind which people stand as well as places."""
_CLOSE = 2
_PARTS = frozenset(
    {"outskirt", "outskirts", "surroundings", "surrounding", "vicinity", "edge", "direction", "entrance"}
)


def unknown_names(reading: Reading, sentence: Sentence, rest: Sequence[Token], words: PlaceWords) -> list[Toponym]:
    """Find unknown names and tell which stand where a place stands: "the village of X", "X district", "in X"."""
    parts = _parts(rest, words)
    names = [name for part in parts if (name := _name(reading, sentence, part, words)) is not None]
    if len(names) > 1 and any(name.shown for name in names):
        # "in al-Basira al-Hawl" has lost its comma: the name beside a place is one too where it looks like one.
        return [replace(name, shown=True) if _looks_like_place(name) else name for name in names]
    return names


def _looks_like_place(name: Toponym) -> bool:
    return name.tokens[0].lower in ARTICLES


def _name(reading: Reading, sentence: Sentence, part: Sequence[Token], words: PlaceWords) -> Toponym | None:
    start, end = 0, len(part)
    while start < end and is_edge(part[start], words):
        start += 1
    while start < end and (is_edge(part[end - 1], words) or part[end - 1].text[:1].islower()):
        end -= 1
    name = tuple(part[start:end])
    for token in name:
        if token.lower in words.demonyms or token.lower.removesuffix(".") in words.never:
            return None
    if not name:
        return None
    sort = sort_of_place(sentence, name, words)
    shown = sort is not PlaceSort.UNSAID or _opens_as_place(name, words) or _is_located(name, words)
    return Toponym(name, (), sort, name_key(reading.text[name[0].start : name[-1].end]), shown=shown)


def _parts(rest: Sequence[Token], words: PlaceWords) -> list[Sequence[Token]]:
    """Cut a run of names that lost their commas behind a name with "al-" and behind "Kafr X".

    "al-Hara Tell al-Assal Kafr Saman Deskaya" is four names.
    """
    if len(rest) == 1:
        return [rest]
    parts: list[Sequence[Token]] = []
    start = position = 0
    while position < len(rest):
        length = _length(rest, position, words)
        if rest[position].lower in words.place_openers and start < position and length:
            parts.append(rest[start:position])
            start = position
        position += max(length, 1)
        if length:
            parts.append(rest[start:position])
            start = position
    return [*parts, rest[start:]]


def _length(rest: Sequence[Token], position: int, words: PlaceWords) -> int:
    """Count the words of a name that shows by itself where it ends: "al-X", "Kafr X", "Tell al-X"; 0 for any other."""
    first, behind = rest[position], rest[position + 1 : position + 2]
    if first.lower in PARTICLES:
        hyphened = position + 2 < len(rest) and behind[0].text in HYPHENS
        # "Maaret Al Numan" has lost its hyphen.
        return 3 if hyphened else 2 if behind and position and first.lower in ARTICLES else 0
    if first.lower in words.place_openers and first.space_after and behind:
        return 1 + (_length(rest, position + 1, words) or 1)
    return 0


def is_edge(token: Token, words: PlaceWords) -> bool:
    """Tell a word that may be capitalised beside a name without being part of it ("North", "City")."""
    return token.lower in words.class_nouns or token.lower in words.directions or token.text in HYPHENS


def _opens_as_place(name: Sequence[Token], words: PlaceWords) -> bool:
    """Tell "Kafr Saman" and "Nova Hrebelka", whose first word only places have."""
    return len(name) > 1 and name[0].lower in words.place_openers and name[0].space_after


def _is_located(name: Sequence[Token], words: PlaceWords) -> bool:
    top = name[0] if len(name) == 1 else next((token for token in name if token.head not in name), name[-1])
    while top.dep == "conj" and top.head.index < top.index:
        top = top.head
    if top.pos != "PROPN" or top.dep != "pobj":
        return False
    if top.head.lower == "of":
        # "on the outskirts of X", "north of X"; in "the town of X activist Y said" no comma tells X from Y.
        part = top.head.head
        close = name[0].index <= top.head.index + _CLOSE or top not in name
        return close and (part.lemma in _PARTS or part.lower in words.directions or part.lemma in words.class_nouns)
    return top.head.lower in words.locative and top.head.lower not in _WHOSE

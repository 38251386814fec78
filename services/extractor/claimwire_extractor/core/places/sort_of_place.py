"""What the words around a name say that it is."""

from collections.abc import Sequence

from claimwire_extractor.core.places.name_runs import HYPHENS, PARTICLES, is_name
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.toponym import PlaceSort
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.token import Token

_LIST = 16
"""Words between a class noun and the first or last name of its list."""
_BEHIND = 2
"""Words behind a class noun that may give it another name: "the X town of Y"."""
_APPOSED = 7
"""Words behind a name within which "a town" tells what it is."""
_LEAST = 3
_NOUNS = frozenset({"NOUN", "PROPN"})
_DESCRIBING = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "NUM", "VERB", "PUNCT"})


def sort_of_place(sentence: Sentence, name: Sequence[Token], words: PlaceWords) -> PlaceSort:
    """Read the class noun of a name: "the town of X", "X region", "the villages of X, Y and Z", "the X airfield"."""
    tokens = sentence.tokens
    first = name[0].index - tokens[0].index
    end = first + len(name)
    following = tokens[end : end + _LIST + _BEHIND]
    behind = _noun_behind(following, words) or _noun_apposed(following, words)
    before = _noun_before(tokens, first, words)
    if not (behind or before):
        return PlaceSort.UNSAID
    for sort, listed in (
        (PlaceSort.REGION, words.region_nouns),
        (PlaceSort.DISTRICT, words.district_nouns),
        (PlaceSort.SETTLEMENT, words.settlement_nouns),
        (PlaceSort.SITE, words.site_nouns),
    ):
        if behind in listed or before in listed:
            return sort
    return PlaceSort.UNSAID


def _noun_before(tokens: Sequence[Token], first: int, words: PlaceWords) -> str:
    """Read the class noun before the name at a position, across a list: "the town of X", "the villages of X, Y and Z"."""
    listed = False
    for position in range(first - 1, max(-1, first - 1 - _LIST), -1):
        token = tokens[position]
        noun = token.lemma.lower()
        if noun in words.class_nouns:
            return noun if not listed or token.tag == "NNS" else ""
        if token.lower in {",", "and", "or"} or is_name(token) or token.text in HYPHENS or token.lower in PARTICLES:
            listed = True
        elif token.lower != "of":
            return ""
    return ""


def _noun_behind(tokens: Sequence[Token], words: PlaceWords) -> str:
    """Read the class noun behind a name, across a list: "the X, Y and Z regions"."""
    listed = False
    for position, token in enumerate(tokens[:_LIST]):
        noun = token.lemma.lower()
        if noun in words.class_nouns:
            if noun in words.settlement_nouns and _is_named_by_of(tokens[position + 1 : position + 1 + _BEHIND]):
                return ""
            return noun if not listed or token.tag == "NNS" else ""
        if not position and noun in words.site_nouns:
            return noun
        if token.lower in {",", "and", "or"} or (not position and token.lower in PARTICLES):
            # "al-Hara al-Jadida and al-Midan districts" has lost its commas.
            listed = True
        elif not listed or not (is_name(token) or token.text in HYPHENS or token.lower in PARTICLES):
            return ""
    return ""


def _noun_apposed(tokens: Sequence[Token], words: PlaceWords) -> str:
    """Read the class noun of "X, a town in Y" and of "X a village in Y", which lost its comma."""
    comma = bool(tokens) and tokens[0].text == ","
    if len(tokens) < _LEAST or tokens[comma].lower not in ({"a", "an", "the"} if comma else {"a", "an"}):
        return ""
    for position, token in enumerate(tokens[comma + 1 : comma + _APPOSED], start=comma + 1):
        if token.lemma.lower() in words.class_nouns and not any(
            part.pos in _NOUNS for part in tokens[position + 1 : position + 2]
        ):
            return token.lemma.lower()
        if token.pos not in _DESCRIBING:
            return ""
    return ""


def _is_named_by_of(tokens: Sequence[Token]) -> bool:
    """Tell "the X town of Y", where X is no name of the town."""
    return len(tokens) > 1 and tokens[0].lower == "of" and tokens[1].text[:1].isupper()

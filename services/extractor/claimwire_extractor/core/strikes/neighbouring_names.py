"""Names that stand beside a place: others of its list, and what it lies in."""

from collections.abc import Sequence

from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.toponym import Toponym
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.token import Token

_ENCLOSING = 10
"""Words behind a place within which the region around it is named."""
_LIST_GAP = 5
"""Words between two places of a list."""


def enclosing_names(background: Background, names: Sequence[Toponym]) -> list[Toponym]:
    """Follow a place into what it lies in: "Orikhiv in the southern Zaporizhzhia region"."""
    words, tokens = background.lexicon.places, background.reading.tokens
    found: list[Toponym] = []
    queue = list(names)
    for name in queue:
        last = name.tokens[-1]
        into = False
        for token in tokens[last.index + 1 : last.index + 1 + _ENCLOSING]:
            outer = background.toponyms.get(token.index)
            if token.sentence != last.sentence or (outer is None and not _leads_on(token, words)):
                break
            into = into or token.lower in {"in", "near"}
            if outer is not None and not outer.is_country:
                if into and outer not in queue:
                    queue.append(outer)
                    found.append(outer)
                break
            if outer is not None and into and not _owns(background, outer):
                queue.append(outer)
                found.append(outer)
                break
    return found


def listed_names(background: Background, names: Sequence[Toponym]) -> list[Toponym]:
    """Read on through a list of places ("X, Y and the town of Z"), however it was parsed.

    Names that stand side by side are a list that lost its commas, and are read from its beginning.
    """
    found: list[Toponym] = []
    queue = list(names)
    for name in queue:
        for other in (_beside(background, name), _next_listed(background, name)):
            if other is not None and other not in queue:
                queue.append(other)
                found.append(other)
    return found


def _beside(background: Background, name: Toponym) -> Toponym | None:
    """Find the name right before: "al-Hara al-Jadida and al-Midan"."""
    before = background.toponyms.get(name.tokens[0].index - 1)
    if before is None or before.is_country or before.tokens[0].sentence != name.tokens[0].sentence:
        return None
    return before


def _next_listed(background: Background, name: Toponym) -> Toponym | None:
    words, last = background.lexicon.places, name.tokens[-1]
    linked = False
    for token in background.reading.tokens[last.index + 1 : last.index + 1 + _LIST_GAP]:
        outer = background.toponyms.get(token.index)
        if token.sentence != last.sentence:
            return None
        if outer is not None:
            linked = linked or token.index == last.index + 1
            return outer if linked and not outer.is_country and _stays(background, outer) else None
        if token.lower in {",", "and", "or", "&"}:
            linked = True
        elif (
            not (token.lower in {"the", "of", "as", "well"} or token.lemma in words.class_nouns) or token.pos == "VERB"
        ):
            return None
    return None


def _stays(background: Background, name: Toponym) -> bool:
    """Tell whether a name behind a comma is a thing of the list, and not who says or does something next."""
    top, bodies = name.top, background.lexicon.places.bodies
    behind = background.reading.tokens[name.tokens[-1].index + 1 : name.tokens[-1].index + 3]
    if any(token.lemma in bodies and token.sentence == top.sentence for token in behind):
        return False
    if behind and behind[0].pos == "PROPN" and behind[0].index not in background.toponyms and name.after_comma:
        # "the mayor of the city of X, Ivan Y": a first name may be a village too.
        return False
    while (
        top.dep in {"compound", "conj", "appos", "nmod"} and top.head.sentence == top.sentence and top.head is not top
    ):
        top = top.head
        if top.pos == "VERB":
            return False
    return top.dep not in {"nsubj", "nsubjpass", "poss", "agent"} or name.top.dep in {"conj", "appos"}


def _owns(background: Background, name: Toponym) -> bool:
    following = background.reading.tokens[name.tokens[-1].index + 1 :][:1]
    return name.possessive or any(token.tag == "POS" for token in following)


def _leads_on(token: Token, words: PlaceWords) -> bool:
    return (
        token.lower in {"in", "near", "of", "the", "a", ",", "and", "'s", "’s"}
        or token.lower in words.directions
        or token.lower in words.demonyms
        or token.lemma in words.class_nouns
        or token.lemma in words.buildings
        or token.pos == "ADJ"
    )

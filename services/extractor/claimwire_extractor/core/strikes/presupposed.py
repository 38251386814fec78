"""Whether a mention only takes its strike for granted."""

from collections.abc import Iterator
from itertools import islice

from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.strikes.syntax import child
from claimwire_extractor.core.token import Token

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
_RECALLING = frozenset({"recent", "earlier", "previous", "past", "latest"})
_TIMES = frozenset({"week", "month", "year", "weekend", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})  # fmt: skip
_KNOWN_BY = _RECALLING | _TIMES
_HEIGHT = 6


def is_presupposed(background: Background, trigger: Token) -> bool:
    """Tell "after the attack", "the strikes show", "Russia's bombardment has slowed" from "the attack killed two".

    What is taken for granted is nobody's claim: who says that talks failed after an attack does not say that there was one.
    """
    if trigger.pos in {"VERB", "AUX"}:
        return trigger.dep == "relcl"
    if background.has_beside(trigger, _KNOWN_BY) and any(
        _is_known(noun) and _is_recalled(noun) for noun in (trigger, *_nouns_above(trigger))
    ):
        return True
    words = background.lexicon.modality
    known = _is_known(trigger)
    new = any(part.lower in {"a", "an", "another", "one"} for part in trigger.children)
    behind = False
    below = trigger
    for above in islice(trigger.ancestors(), _HEIGHT):
        if above.pos in {"VERB", "AUX"}:
            # "There were talks before the strikes" tells of talks.
            told = _tells(above, below, words) and not (behind and above.lemma == "be")
            return (known or behind) and not told
        behind = behind or (above.lower in words.background_prepositions and not new)
        known = known or (above.pos in {"NOUN", "PROPN"} and _is_known(above))
        below = above
    return False


def _nouns_above(noun: Token) -> Iterator[Token]:
    for above in islice(noun.ancestors(), _HEIGHT):
        if above.pos in {"VERB", "AUX"}:
            return
        if above.pos in {"NOUN", "PROPN"}:
            yield above


def _is_recalled(noun: Token) -> bool:
    """Tell what everybody knows of already: "the recent attack", "last week’s strikes"."""
    return any(part.lower in _RECALLING or (part.dep == "poss" and part.lemma in _TIMES) for part in noun.children)


def _tells(verb: Token, below: Token, words: Modality) -> bool:
    """Tell whether a verb says what a strike did or was ("the attack killed", "reported the attack", "took place")."""
    if verb.lemma in words.effects or verb.pos == "AUX" or any(part.lower == "place" for part in verb.children):
        return True
    return verb.lemma in words.reporting and below.dep not in {"nsubj", "nsubjpass"}


def _is_known(noun: Token) -> bool:
    return (
        any(part.dep == "det" and part.lower in _DEFINITE for part in noun.children) or child(noun, "poss") is not None
    )

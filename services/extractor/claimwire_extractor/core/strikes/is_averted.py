"""Strikes that were kept from happening, where the parse does not show it."""

from collections.abc import Sequence
from itertools import islice

from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.token import Token

_WINDOW = 6
"""Words before a trigger that are looked at."""


def is_averted(background: Background, triggers: Sequence[Token]) -> bool:
    """Tell whether the words just before the first of some triggers keep it from happening ("Army averts attack on X").

    Headlines have words of every kind as proper nouns, and are parsed wrong.
    """
    first, words = triggers[0], background.lexicon.modality
    if not background.has_beside(first, background.lexicon.averting_words):
        return False
    sentence = background.reading.sentence_of(first)
    before = sentence.tokens[: first.index - sentence.tokens[0].index]
    near = [*islice((token for token in reversed(before) if token not in triggers), _WINDOW)][::-1]
    stems = [_stem(token) for token in near]
    pairs = (f"{stem} {following.lower}" for stem, following in zip(stems, near[1:], strict=False))
    return not (words.averted.isdisjoint(stems) and words.awaited.isdisjoint(pairs))


def _stem(token: Token) -> str:
    return token.lemma.lower().removesuffix("s") if token.pos == "PROPN" else token.lemma.lower()

"""Strikes that were kept from happening, where the parse does not show it."""

from collections.abc import Sequence
from itertools import pairwise

from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.token import Token

_WINDOW = 6
"""Words before a trigger that are looked at."""


def is_averted(before: Sequence[Token], words: Modality) -> bool:
    """Tell whether the words just before a trigger keep it from happening ("Army averts attack on X").

    Headlines have words of every kind as proper nouns, and are parsed wrong.
    """
    near = before[-_WINDOW:]
    pairs = pairwise(near)
    return any(_stem(token) in words.averted for token in near) or any(
        f"{_stem(first)} {second.lower}" in words.awaited for first, second in pairs
    )


def _stem(token: Token) -> str:
    return token.lemma.lower().removesuffix("s") if token.pos == "PROPN" else token.lemma.lower()

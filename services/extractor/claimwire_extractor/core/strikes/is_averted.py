"""Strikes that were kept from happening, where the parse does not show it."""

from collections.abc import Sequence
from itertools import islice

from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.token import Token

_WINDOW = 6
"""Words before a trigger that are looked at."""


def is_averted(sentence: Sentence, triggers: Sequence[Token], words: Modality) -> bool:
    """Tell whether the words just before the first of some triggers keep it from happening ("Army averts attack on X").

    Headlines have words of every kind as proper nouns, and are parsed wrong.
    """
    before = sentence.tokens[: triggers[0].index - sentence.tokens[0].index]
    near = [*islice((token for token in reversed(before) if token not in triggers), _WINDOW)][::-1]
    stems = [_stem(token) for token in near]
    pairs = (f"{stem} {following.lower}" for stem, following in zip(stems, near[1:], strict=False))
    return not (words.averted.isdisjoint(stems) and words.awaited.isdisjoint(pairs))


def _stem(token: Token) -> str:
    return token.lemma.lower().removesuffix("s") if token.pos == "PROPN" else token.lemma.lower()

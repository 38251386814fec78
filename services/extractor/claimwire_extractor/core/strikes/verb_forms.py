"""Dictionary forms that a verb's printed form may have."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from claimwire_extractor.core.token import Token

_REGULAR: Final = (("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("es", ""), ("s", ""))
"""Regular endings and what stands in their place in the dictionary."""


def verb_forms(token: Token) -> Sequence[str]:
    """Give the model's lemma, then what the regular endings leave.

    The model guesses the lemma of a verb it has never seen, and guesses wrong ("zorched": "zorche"), so a
    new trigger word would not be found under its dictionary form.
    """
    return (token.lemma, *regular_stems(token.lower))


@lru_cache(maxsize=20_000)
def regular_stems(word: str) -> tuple[str, ...]:
    """Give what the regular endings of a printed word leave, none where it has none."""
    stems: list[str] = []
    for ending, replacement in _REGULAR:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            stems.append(stem + replacement)
            if stem[-1:] == stem[-2:-1] and not replacement:
                stems.append(stem[:-1])
    return tuple(stems)

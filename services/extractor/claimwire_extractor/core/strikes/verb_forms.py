"""Dictionary forms that a verb's printed form may have."""

from collections.abc import Iterator
from typing import Final

from claimwire_extractor.core.token import Token

_REGULAR: Final = (("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("es", ""), ("s", ""))
"""Regular endings and what stands in their place in the dictionary."""


def verb_forms(token: Token) -> Iterator[str]:
    """Give the model's lemma, then what the regular endings leave.

    The model guesses the lemma of a verb it has never seen, and guesses wrong ("zorched": "zorche"), so a
    new trigger word would not be found under its dictionary form.
    """
    yield token.lemma
    for ending, replacement in _REGULAR:
        if token.lower.endswith(ending):
            stem = token.lower.removesuffix(ending)
            yield stem + replacement
            if stem[-1:] == stem[-2:-1] and not replacement:
                yield stem[:-1]

"""Phrases of several words."""

from collections.abc import Mapping, Sequence

from claimwire_extractor.core.token import Token


def phrase_at(
    phrases: Mapping[str, Sequence[tuple[str, ...]]], tokens: Sequence[Token], index: int
) -> tuple[str, ...] | None:
    """Find which phrase begins at a token; they are given by their first word, in lower case."""
    for phrase in phrases.get(tokens[index].lower, ()):
        if tuple([token.lower for token in tokens[index : index + len(phrase)]]) == phrase:
            return phrase
    return None

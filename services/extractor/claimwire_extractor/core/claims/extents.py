"""How far the words that hang on a word reach."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.token import Token


@dataclass(frozen=True, slots=True)
class Extents:
    """First and last token index under each token.

    Computed once for the article: asking a token of a 10,000-word sentence for its subtree over and
    over would take quadratic time.
    """

    first: Sequence[int]
    last: Sequence[int]

    @classmethod
    def of(cls, reading: Reading) -> "Extents":
        """Climb from each token in turn, from either end of the article, to where another came by."""
        count = len(reading.tokens)
        return cls(_reached_first(reading.tokens, count), _reached_first(reversed(reading.tokens), count))

    def range_of(self, token: Token) -> tuple[int, int]:
        """First index and the index after the last of the token's words."""
        return self.first[token.index], self.last[token.index] + 1


def _reached_first(tokens: Iterable[Token], count: int) -> list[int]:
    """For each token the index of the one under it, or itself, that comes first in the order given; sets each once."""
    reached = [-1] * count
    for token in tokens:
        above, at = token, token.index
        while reached[at] < 0:
            reached[at] = token.index
            above = above.head
            at = above.index
    return reached

"""How far the words that hang on a word reach."""

from collections.abc import Sequence
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
        """Walk each tree once from its root, without recursion."""
        first = list(range(len(reading.tokens)))
        last = first.copy()
        ordered = [token for token in reading.tokens if token.head is token]
        for token in ordered:
            ordered += token.children
        for token in reversed(ordered):
            head, index = token.head.index, token.index
            if first[index] < first[head]:
                first[head] = first[index]
            if last[index] > last[head]:
                last[head] = last[index]
        return cls(first, last)

    def range_of(self, token: Token) -> tuple[int, int]:
        """First index and the index after the last of the token's words."""
        return self.first[token.index], self.last[token.index] + 1

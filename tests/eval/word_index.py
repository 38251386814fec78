"""The words of an article, numbered."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from tests.eval.offsets import Offsets

_WORD: Final = re.compile(r"\w+")


class WordIndex:
    """Turns spans into sets of words, so that punctuation and quote marks at their edges do not matter."""

    def __init__(self, text: str) -> None:
        """Number the words of ``text``."""
        self._words = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in self._words]

    def words_in(self, spans: Iterable[Offsets]) -> frozenset[int]:
        """Numbers of all words that any of the spans touches."""
        touched: set[int] = set()
        for start, end in spans:
            first = bisect_left(self._starts, start)
            if first and self._words[first - 1][1] > start:
                first -= 1
            touched.update(range(first, bisect_left(self._starts, end)))
        return frozenset(touched)

"""Where quotation marks open and close."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from claimwire_extractor.core.reading import Reading

_MARK = re.compile(r"[“”„«»\"]|''|``")
_OPENING = frozenset("“„«") | {"``"}
_CLOSING = frozenset("”»")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks; offsets of the article."""

    start: int
    """Of the opening mark."""
    end: int
    """After the closing mark, or the end of the paragraph where none closes it."""
    inner_start: int
    inner_end: int
    runs_on: bool
    """No mark closes it because the next paragraph opens with one: the same speaker goes on."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """All quotations of an article in order; they never nest and never cross a paragraph break."""

    all: tuple[Quote, ...]
    _starts: list[int]

    @classmethod
    def of(cls, reading: Reading) -> "Quotes":
        """Pair the marks of each paragraph; takes one pass over the text."""
        found: list[Quote] = []
        for index, paragraph in enumerate(reading.paragraphs):
            open_at: re.Match[str] | None = None
            for mark in _MARK.finditer(reading.text, paragraph.start, paragraph.end):
                kind = mark.group()
                if open_at is None:
                    if kind not in _CLOSING:
                        open_at = mark
                elif kind not in _OPENING:
                    if mark.start() > open_at.end():
                        found.append(Quote(open_at.start(), mark.end(), open_at.end(), mark.start(), False))
                    open_at = None
            if open_at is not None and open_at.end() < paragraph.end:
                following = reading.paragraphs[index + 1] if index + 1 < len(reading.paragraphs) else None
                runs_on = following is not None and _MARK.match(reading.text, following.start) is not None
                if runs_on or open_at.group() in _OPENING:
                    found.append(Quote(open_at.start(), paragraph.end, open_at.end(), paragraph.end, runs_on))
        return cls(tuple(found), [quote.start for quote in found])

    def index_at(self, offset: int) -> int | None:
        """Index of the quotation that holds the code point at ``offset``."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.all[index].end else None

    def at(self, offset: int) -> Quote | None:
        """The quotation that holds the code point at ``offset``."""
        index = self.index_at(offset)
        return None if index is None else self.all[index]

    def between(self, start: int, end: int) -> tuple[Quote, ...]:
        """Quotations that open at or after ``start`` and before ``end``."""
        low = bisect_right(self._starts, start - 1)
        return self.all[low : bisect_right(self._starts, end - 1)]

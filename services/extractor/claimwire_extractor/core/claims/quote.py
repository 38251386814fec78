"""One quotation."""

from typing import NamedTuple


class Quote(NamedTuple):
    """Words between quotation marks, or between dashes; offsets of the article."""

    start: int
    """Of the opening mark."""
    end: int
    """After the closing mark, or the end of the paragraph where none closes it."""
    inner_start: int
    inner_end: int
    runs_on: bool
    """No mark closes it because the next paragraph opens with one: the same speaker goes on."""
    dashed: bool = False
    """Dashes stand for its marks."""
    single: bool = False
    """Its marks are single ones."""

"""Offsets into an article, as labels and finds have them."""

from collections.abc import Iterable, Sequence

from claimwire.events import Span

Offsets = tuple[int, int]
"""First code point, and the one after the last."""


def offsets_of(spans: Iterable[Span]) -> list[Offsets]:
    """Where spans of the extractor stand."""
    return [(span.start, span.end) for span in spans]


def occurrences(text: str, words: str) -> list[Offsets]:
    """Everywhere that ``words`` stand in ``text``, overlapping ones too."""
    found: list[Offsets] = []
    start = text.find(words)
    while start >= 0:
        found.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return found


def shared(some: Sequence[Offsets], others: Sequence[Offsets]) -> int:
    """Code points that the best pair of one of each has in common; 0 or less where no pair meets."""
    return max((min(end, last) - max(start, first) for start, end in some for first, last in others), default=0)

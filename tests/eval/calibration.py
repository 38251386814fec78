"""Whether what is said to be sure at nine in ten is right nine times in ten."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

BINS: Final = 10
"""Ranges of confidence, each as wide as the others."""


@dataclass(frozen=True, slots=True)
class Bin:
    """What was said with a confidence of one range."""

    said: int = 0
    right: int = 0
    confidence: float = 0.0
    """Sum of what was said."""

    def __add__(self, other: "Bin") -> "Bin":
        return Bin(self.said + other.said, self.right + other.right, self.confidence + other.confidence)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidence and truth lie apart: the expected calibration error."""

    bins: tuple[Bin, ...] = (Bin(),) * BINS

    @classmethod
    def of(cls, said: Iterable[tuple[float, bool]]) -> Self:
        """Count confidences, each from 0 to 1, beside whether what was said is right."""
        bins = [Bin()] * BINS
        for confidence, right in said:
            index = min(int(confidence * BINS), BINS - 1)
            bins[index] += Bin(1, int(right), confidence)
        return cls(tuple(bins))

    def __add__(self, other: "Calibration") -> "Calibration":
        return Calibration(tuple(ours + theirs for ours, theirs in zip(self.bins, other.bins, strict=True)))

    @property
    def whole(self) -> Bin:
        """All ranges together."""
        return sum(self.bins, start=Bin())

    @property
    def value(self) -> float:
        """Mean distance, over all that was said, between its range's mean confidence and its share that is right."""
        apart = sum(abs(found.confidence - found.right) for found in self.bins)
        return apart / self.whole.said if self.whole.said else 0.0

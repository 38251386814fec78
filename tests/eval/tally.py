"""What a measure counts."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of what was found is labelled, and how much of what is labelled was found."""

    hits: int = 0
    found: int = 0
    labelled: int = 0

    @classmethod
    def of(cls, *, labelled: object, found: object, right: object = True) -> Self:
        """Count one thing by whether it is labelled, was found, and is the same in both."""
        return cls(int(bool(labelled and found and right)), int(bool(found)), int(bool(labelled)))

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.hits + other.hits, self.found + other.found, self.labelled + other.labelled)

    @property
    def precision(self) -> float:
        """Share of what was found that is labelled; 0 where nothing was found."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found; 0 where nothing is labelled."""
        return self.hits / self.labelled if self.labelled else 0.0

    @property
    def value(self) -> float:
        """F1, the harmonic mean of precision and recall."""
        both = self.found + self.labelled
        return 2 * self.hits / both if both else 0.0

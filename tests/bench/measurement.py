"""One line of the table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What was measured, beside what it is held against."""

    name: str
    value: float
    """Ours, in ``unit``; the median of all rounds."""
    unit: str
    baseline: float | None = None
    """The raw way, in the same unit and the same run; null where there is none."""
    ratio: float | None = None
    """Median over the rounds of ours by raw; null without a baseline."""
    aim: str | None = None
    """As the project states it ("ratio >= 0.6"); null where nothing is promised."""
    met: bool | None = None
    """Whether the aim is met; null where there is none."""

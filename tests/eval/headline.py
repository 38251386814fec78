"""The measures that count."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Headline:
    """One measure, with what it is held against; null where nobody has said."""

    labelled_set: str
    figure: str
    title: str
    people: float | None = None
    """What two people reach against each other."""
    floor: float | None = None
    """The least that is acceptable."""
    reach: float | None = None
    """What is aimed at."""
    less_is_better: bool = False
    guarded: bool = True
    """Whether it counts as a loss when it gets worse; else it is only shown."""


HEADLINES: Final[Sequence[Headline]] = (
    Headline("claims", "relation overlap", "PolNeAR: relation overlap F", 0.786, 0.69, 0.73),
    Headline("claims", "relation strict", "PolNeAR: relation strict F", 0.601, 0.45, 0.50),
    Headline("claims", "right source", "PolNeAR: right source", 0.95, 0.94, 0.955),
    Headline("strikes", "current strikes", "strikes: current strikes F", 1.0, 0.78, 0.88),
    Headline("strikes", "slots overall", "strikes: slots overall F", 0.96, 0.78, 0.86),
    Headline("strikes", "traps taken", "strikes: traps taken", 0.02, 0.06, 0.03, less_is_better=True),
    Headline("strikes", "statuses", "strikes: statuses F", 0.94, 0.70, 0.85),
    Headline("snippets", "strike or not", "CASE 2021: strike or not F", None, 0.65, 0.80),
    Headline("snippets", "false alarms", "CASE 2021: false alarms", None, 0.05, 0.03, less_is_better=True),
    Headline("strikes", "strike confidence off by", "strikes: confidence off by", less_is_better=True, guarded=False),
    Headline("claims", "claim confidence off by", "PolNeAR: confidence off by", less_is_better=True, guarded=False),
    Headline("lgl", "within 161 km", "LGL: toponyms within 161 km", None, 0.60, 0.70),
    Headline("tr-news", "within 161 km", "TR-News: toponyms within 161 km", None, 0.65, 0.73),
    Headline("open", "relation overlap", "open: relation overlap F"),
    Headline("open", "right source", "open: right source"),
    Headline("open", "current strikes", "open: current strikes F"),
    Headline("open", "slots overall", "open: slots overall F"),
    Headline("open", "traps taken", "open: traps taken", less_is_better=True),
    Headline("open", "statuses", "open: statuses F"),
    Headline("open", "places resolved", "open: places resolved"),
)

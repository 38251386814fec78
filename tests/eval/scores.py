"""All that is measured on one labelled set."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.eval.calibration import Calibration
from tests.eval.miss import Miss
from tests.eval.share import Share
from tests.eval.tally import Tally

Figure = Tally | Share | Calibration
"""A measured number: its ``value``, and the counts it is made of."""


@dataclass(slots=True)
class Scores:
    """Named figures and the misses behind them, added up article by article."""

    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    shares: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    calibrations: defaultdict[str, Calibration] = field(default_factory=lambda: defaultdict(Calibration))
    misses: list[Miss] = field(default_factory=list)

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure by its name."""
        return {**self.tallies, **self.shares, **self.calibrations}

    def include(self, other: "Scores") -> None:
        """Add what was measured elsewhere."""
        for name, tally in other.tallies.items():
            self.tallies[name] += tally
        for name, share in other.shares.items():
            self.shares[name] += share
        for name, calibration in other.calibrations.items():
            self.calibrations[name] += calibration
        self.misses += other.misses

"""How sure a claim or a strike is."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from claimwire_extractor.core.reason import Reason, field_of


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weighs the rules that gave a fact its values: a logistic model that can be read.

    ``data/confidence.toml`` says how the weights came about.
    """

    start: float
    """Log-odds of a fact of which no rule weighs anything."""
    weights: Mapping[str, float]
    """What is added for a rule, by its name, or for a field, whichever rule found it."""

    @classmethod
    def parse(cls, text: str, fact: str) -> Self:
        """Read the table of one sort of fact, ``claim`` or ``strike``, from the text of ``confidence.toml``."""
        table: dict[str, Any] = tomllib.loads(text)[fact]
        return cls(float(table["start"]), {name: float(weight) for name, weight in table["weights"].items()})

    def of(self, reasons: Iterable[Reason]) -> float:
        """Weigh each rule and each field once, and give the probability in hundredths."""
        names = _names(reasons)
        log_odds = self.start + sum([weight for name, weight in self.weights.items() if name in names])
        return round(1 / (1 + math.exp(-log_odds)), 2)

    def told(self, reasons: Iterable[Reason]) -> str:
        """Say of what a fact's log-odds are made up: "start +0.25, places +0.75"."""
        parts = {"start": self.start, **self.weighed(reasons)}
        return ", ".join(f"{name} {weight:+.2f}" for name, weight in parts.items())

    def weighed(self, reasons: Iterable[Reason]) -> dict[str, float]:
        """Tell which rules and fields weigh something, and how much."""
        names = _names(reasons)
        return {name: weight for name, weight in self.weights.items() if name in names}


def _names(reasons: Iterable[Reason]) -> set[str]:
    """Name the rules and their fields."""
    names = {reason.rule for reason in reasons}
    names.update([field_of(rule) for rule in names])
    return names

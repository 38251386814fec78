"""How fast history is told again."""

import re
from dataclasses import dataclass
from typing import Final, Self

from claimwire.log import EntryId

_FACTOR: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?)x")


@dataclass(frozen=True, slots=True)
class Pace:
    """Recorded intervals divided by a factor, or no intervals at all."""

    factor: float | None
    """Null for as fast as it goes."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``10x``, ``0.5x`` or ``max``.

        Raises:
            ValueError: it is another text, or stands still.
        """
        if text == "max":
            return cls(None)
        found = _FACTOR.fullmatch(text)
        if not found or not float(found[1]):
            raise ValueError(f"{text!r} is no speed: give a factor such as 10x, or max")
        return cls(float(found[1]))

    def due_s(self, first: EntryId, entry: EntryId) -> float:
        """Seconds after the first entry at which another one is due."""
        return 0.0 if self.factor is None else (entry.ms - first.ms) / 1000 / self.factor

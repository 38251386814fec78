"""What words of time come to."""

from dataclasses import dataclass
from datetime import date

from claimwire.events import DatePrecision


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, inclusive, and how exactly the words fix them; null is open."""

    first: date | None
    last: date | None
    precision: DatePrecision

    @classmethod
    def one(cls, day: date) -> "Days":
        """Exactly one day."""
        return cls(day, day, DatePrecision.DAY)

    @classmethod
    def between(cls, first: date, last: date, precision: DatePrecision = DatePrecision.DAYS) -> "Days":
        """Some time from one day to another; the days may come in either order."""
        return cls(min(first, last), max(first, last), precision)

    @classmethod
    def unknown(cls, precision: DatePrecision = DatePrecision.VAGUE) -> "Days":
        """Words of time with nothing to count them from."""
        return cls(None, None, precision)

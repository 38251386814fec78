"""From where words of time are counted."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reference:
    """The days an article takes for known."""

    published: date | None
    """Day of publication: "on Friday" is the latest Friday up to it."""
    war_began: date | None = None
    """First day of the war the article speaks of."""
    told: date | None = None
    """The day named last before the words: "the same day", "a day later"."""

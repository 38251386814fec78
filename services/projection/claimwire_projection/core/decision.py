"""What an operator decided about something that was given up."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A command to retry or skip, as the read models remember it; the command itself stays in the log."""

    operator: str
    """Who gave it."""
    decided_at: datetime
    """When the log recorded it."""
    note: str | None
    """Why."""

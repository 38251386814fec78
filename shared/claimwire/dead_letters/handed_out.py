"""What a command made pending once more."""

from dataclasses import dataclass

from claimwire.events import Stream
from claimwire.log import EntryId


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A dead letter's entry in its group."""

    stream: Stream
    group: str
    entry_id: EntryId
    """Where it is pending: its own place, or that of a copy."""
    finished: bool = False
    """Its group has finished it, well or not."""

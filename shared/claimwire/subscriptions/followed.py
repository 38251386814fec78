"""What can be followed."""

from collections.abc import Collection
from typing import Protocol

from claimwire.events import Stream
from claimwire.log import Entry, EntryId


class Followed(Protocol):
    """A log, or archive and log as one; see :class:`~claimwire.log.port.EventLog`."""

    async def open(self) -> None:
        """Connect, or look again after an outage whether it is still the same log."""
        ...

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        """Read the next entries in log order."""
        ...

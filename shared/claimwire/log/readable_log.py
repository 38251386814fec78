"""The log for those who only read it."""

from collections.abc import Collection
from typing import Protocol

from claimwire.events import Stream
from claimwire.log.entry import Entry
from claimwire.log.position import EntryId


class ReadableLog(Protocol):
    """The part of :class:`~claimwire.log.port.EventLog`, which is one, that leaves the log as it is."""

    @property
    def epoch(self) -> str:
        """Identity of this log's history; known after :meth:`open`."""
        ...

    async def open(self) -> None:
        """Connect and check that this is the log we know."""
        ...

    async def close(self) -> None:
        """Let go of all connections."""
        ...

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        """Read the next entries of several streams as one sequence in log order."""
        ...

    async def end(self) -> EntryId:
        """The id of the newest entry of any stream."""
        ...

    async def trim_line(self) -> EntryId:
        """The greatest id that may have been trimmed."""
        ...

"""What reads history: the log itself, or the archive and the log as one."""

from collections.abc import Collection
from typing import Protocol

from claimwire.events import Stream
from claimwire.log import Entry, EntryId


class HistoryReader(Protocol):
    """The reading half of :class:`~claimwire.log.port.EventLog`, which is one; the archive's ``History`` is another."""

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        """Read the next entries of several streams in log order; as the port of the log says.

        Raises:
            BehindTrimLine: entries after ``after`` have been trimmed, and this reader has no archive.
        """
        ...

    async def end(self) -> EntryId:
        """The id of the newest entry."""
        ...

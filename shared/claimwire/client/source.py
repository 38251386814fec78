"""What a subscription reads."""

from collections.abc import Collection
from typing import Protocol

from claimwire.events import Stream
from claimwire.log import Entry, EntryId
from claimwire.subscriptions import Followed


class Source(Followed, Protocol):
    """A log, or archive and log as one."""

    async def end(self) -> EntryId:
        """The id of the newest entry of any stream."""
        ...

    async def close(self) -> None:
        """Let go of all connections."""
        ...


class Onward:
    """Reads a source, and knows how far it has come in streams where nothing is said.

    Else a subscriber to a quiet stream would keep the position of its last entry while all else goes
    on, and find it trimmed one day, though it has missed nothing.
    """

    def __init__(self, source: Source) -> None:
        """Nothing is read yet."""
        self._source = source
        self.end = EntryId.START
        """After a read that found nothing: there is nothing of these streams up to here."""

    async def open(self) -> None:
        """See the log's port."""
        await self._source.open()

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        """See the log's port."""
        if entries := await self._source.read(after, streams, limit=limit):
            return entries
        # Before the last look: whatever comes after it has a greater id.
        self.end = await self._source.end()
        return await self._source.read(after, streams, limit=limit, wait_ms=wait_ms)

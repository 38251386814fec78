"""Articles of history by their position."""

import asyncio
from collections.abc import Mapping
from typing import Final

from claimwire.errors import EntryMissing
from claimwire.events import Event, Stream
from claimwire.log import Entry, EntryId, Position
from claimwire.replay import Extent, HistoryReader

_PAGE: Final = 32


class HistoryPage:
    """Looks up entries of the articles stream, and keeps the page it read: requests come in log order."""

    def __init__(self, history: HistoryReader, partition: int) -> None:
        """``history`` is of one partition."""
        self._history = history
        self._partition = partition
        self._page: Mapping[EntryId, Entry] = {}
        self._reading = asyncio.Lock()

    async def event_at(self, position: Position) -> Event:
        """Find the event at a position; a tombstone, where its article was taken down.

        Raises:
            EntryMissing: nothing stands there.
            UndecodableEntry: what stands there is not one of our events.
            BehindTrimLine: it has been trimmed from the log, and no archive is known here.
        """
        if position.partition != self._partition:
            raise EntryMissing(f"{position} is of another partition than this log, which is {self._partition}")
        async with self._reading:
            if position.id not in self._page:
                before = Extent(position.id, position.id).after
                page = await self._history.read(before, [Stream.ARTICLES], limit=_PAGE)
                self._page = {entry.id: entry for entry in page}
            entry = self._page.get(position.id)
        if entry is None:
            raise EntryMissing(f"no article stands at {position}, neither in the log nor in the archive")
        return entry.event()

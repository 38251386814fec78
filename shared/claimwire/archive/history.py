"""Archive and log as one."""

from collections.abc import Collection

from claimwire.archive.archive import Archive
from claimwire.errors import BehindTrimLine
from claimwire.events import Stream
from claimwire.log import Entry, EntryId, ReadableLog


class History:
    """Reads from the archive while a position is before the trim line, then from the log: no seam, no double.

    It reads as the log's port does, so whoever reads history need not know which of the two it reads.
    """

    def __init__(self, log: ReadableLog, archive: Archive) -> None:
        """``archive`` is that of the log's partition; it is opened when it is first needed."""
        self._log = log
        self._archive = archive
        self._trimmed = EntryId.START
        self._nothing: tuple[EntryId, frozenset[Stream], EntryId] | None = None

    async def open(self) -> None:
        """Open the log; see its port."""
        await self._log.open()
        self._archive.expect(self._log.epoch)
        self._trimmed, self._nothing = EntryId.START, None

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        """Read the next entries; see the log's port.

        Raises:
            BehindTrimLine: entries after ``after`` are neither in the log nor in the archive.
            LogMismatch: the archive is of another log.
            ArchiveUnavailable: it cannot be read for now.
            DamagedArchive: a segment is missing or not what its manifest says.
        """
        position = self._passed(after, streams)
        while True:
            if position >= self._trimmed:
                try:
                    return await self._log.read(position, streams, limit=limit, wait_ms=wait_ms)
                except BehindTrimLine:
                    self._trimmed = await self._log.trim_line()
            self._archive.expect(self._log.epoch)
            entries, end = await self._archive.read_on(position, streams, limit=limit)
            if entries:
                return entries
            if end <= position:
                raise BehindTrimLine(
                    f"the log is trimmed up to {self._trimmed} and the archive at {self._archive.url} ends at {end}: "
                    f"what was recorded after {position} is in neither; restore the archive, or read the one that the archiver writes"
                )
            # Nothing of these streams up to there: without this, a reader that waits for the next entry
            # would read the same part of the archive again each time it asks.
            self._nothing = after, frozenset(streams), end
            position = end

    async def end(self) -> EntryId:
        """The id of the newest entry of any stream, ``0-0`` in an empty log."""
        return await self._log.end()

    async def close(self) -> None:
        """Let go of the log and of the archive."""
        await self._log.close()
        await self._archive.close()

    def _passed(self, after: EntryId, streams: Collection[Stream]) -> EntryId:
        if self._nothing and self._nothing[:2] == (after, frozenset(streams)):
            return self._nothing[2]
        return after

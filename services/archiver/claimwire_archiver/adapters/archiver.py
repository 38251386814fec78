"""The log into segments, for as long as the process runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from claimwire.archive import Archive, Segment
from claimwire.errors import ArchiveIncomplete, RetryableError
from claimwire.events import HISTORY
from claimwire.log import Entry, EntryId, EventLog
from claimwire.subscriptions import Backoff, Progress, follow
from claimwire.takedown import is_takedown
from claimwire_archiver.adapters.takedown import Takedown
from claimwire_archiver.adapters.upkeep import Upkeep
from claimwire_archiver.core.limits import Limits

if TYPE_CHECKING:
    from claimwire.archive.segment_writer import SegmentWriter

logger = logging.getLogger(__name__)

READER: Final = "archiver"
"""Under this name the log knows how far the archive is; trimming never passes it."""

_PAGE: Final = 1_000


class Archiver:
    """Reads history in order, closes segment after segment, and has the log trimmed behind them.

    A segment that is not published when the process ends is written anew by the next one: where to go
    on is told by the archive alone.
    """

    def __init__(
        self,
        log: EventLog,
        archive: Archive,
        upkeep: Upkeep,
        progress: Progress,
        *,
        limits: Limits,
        now_ms: Callable[[], int],
    ) -> None:
        """``now_ms`` tells the time in milliseconds since 1970."""
        self._log = log
        self._archive = archive
        self._upkeep = upkeep
        self._progress = progress
        self._takedown = Takedown(log, archive, progress)
        self._limits = limits
        self._now_ms = now_ms

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set; the log is open already.

        Raises:
            LogMismatch: the archive is of another log.
            ArchiveIncomplete: the log was trimmed beyond the end of the archive, or ends before it.
            ArchiveInUse: another archiver writes the same archive.
            DamagedArchive: the archive's last manifest cannot be read.
        """
        backoff = Backoff()
        try:
            while not stop.is_set():
                try:
                    await self._archive_on(stop, backoff)
                except RetryableError as error:
                    logger.warning("archiving failed, going on from the last segment: %s", error)
                    await backoff.wait()
        finally:
            await self._archive.close()

    async def _archive_on(self, stop: asyncio.Event, backoff: Backoff) -> None:
        """Write segments from the archive's end on, up to an article that is taken down."""
        await self._archive.hold()
        writer = await self._archive.begin(self._log.epoch)
        try:
            await self._check(writer.after)
            await self._tell(writer.after)
            logger.info("archiving goes on after %s", writer.after)
            reading = follow(self._log, writer.after, HISTORY, stop=stop, limit=_PAGE)
            async with aclosing(reading) as batches:
                async for entries in batches:
                    if commands := self._takedown.due(entries):
                        # What was read of these articles is in the file: it is written anew, of tombstones.
                        await asyncio.to_thread(writer.abandon)
                        await self._takedown.carry_out(commands)
                        return
                    if entries:
                        await asyncio.to_thread(writer.add, entries)
                        self._progress.moved(entries[-1].id)
                    if self._closes(writer, entries):
                        await self._publish(writer, stop)
                        writer = await self._archive.begin(self._log.epoch)
                    backoff.succeeded()
                    await self._upkeep.after(writer.after)
                    if not entries:
                        self._progress.idle()
        finally:
            await asyncio.to_thread(writer.abandon)

    async def _check(self, archived: EntryId) -> None:
        trimmed, end = await self._log.trim_line(), await self._log.end()
        if archived < trimmed:
            raise ArchiveIncomplete(
                f"the log is trimmed up to {trimmed}, but the archive at {self._archive.url} ends at {archived}: "
                "what was recorded between them is missing; give the archiver the archive that holds it, or restore that"
            )
        if end < archived:
            raise ArchiveIncomplete(
                f"the archive at {self._archive.url} ends at {archived}, but the log at {end}: the log has lost what is archived; "
                "restore a newer copy of it, or move away the manifests of the segments that end after it"
            )

    def _closes(self, writer: "SegmentWriter", entries: Sequence[Entry]) -> bool:
        # Who gave the command waits until the archive has come past it, and no command is carried out twice.
        if any(map(is_takedown, entries)):
            return True
        return writer.first is not None and self._limits.reached(
            entries=writer.entries,
            bytes=writer.bytes,
            age_ms=self._now_ms() - writer.first.ms,
            caught_up=len(entries) < _PAGE,
        )

    async def _publish(self, writer: "SegmentWriter", stop: asyncio.Event) -> None:
        # Not to be tried again: whatever cannot be written to the spool is abandoned and read anew.
        await asyncio.to_thread(writer.finish)
        closed_at = datetime.fromtimestamp(self._now_ms() / 1000, UTC)
        segment = await self._insist(
            partial(self._archive.publish, writer, epoch=self._log.epoch, closed_at=closed_at), stop
        )
        logger.info("archived %d entries up to %s in %s", segment.entries, segment.last, segment.file)
        self._progress.moved(segment.last)
        await self._tell(segment.last)

    async def _insist(self, publish: Callable[[], Awaitable[Segment]], stop: asyncio.Event) -> Segment:
        # What was read need not be read again because a bucket was away for a moment.
        backoff = Backoff()
        while True:
            try:
                return await publish()
            except RetryableError as error:
                if stop.is_set():
                    raise
                logger.warning("publishing a segment failed, trying again: %s", error)
                await backoff.wait()

    async def _tell(self, archived: EntryId) -> None:
        # Only now that the manifest is on disk: what is reported may be trimmed.
        await self._log.report_checkpoint(READER, HISTORY, archived)

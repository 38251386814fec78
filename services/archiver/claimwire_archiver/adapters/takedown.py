"""Articles out of log and archive."""

import asyncio
import logging
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any, Final

from claimwire.archive import Archive
from claimwire.errors import UndecodableEntry, UnknownEventVersion
from claimwire.events import Event, Redact, to_fields
from claimwire.log import Entry, EventLog, Tombstone
from claimwire.subscriptions import Progress
from claimwire.takedown import in_archive, in_log, is_takedown, is_tombstone_of, tombstone

logger = logging.getLogger(__name__)

_TELL_EVERY_S: Final = 5.0


class Takedown:
    """Carries out each ``control.redact`` of the log's history, once in a process.

    Every step may be repeated: a process that is killed at any of them leaves the command where the next one
    meets it again, since the archive does not reach up to it before all is done.
    """

    def __init__(self, log: EventLog, archive: Archive, progress: Progress) -> None:
        """The archive's writer must be the one who asks."""
        self._log = log
        self._archive = archive
        self._progress = progress
        self._done: set[str] = set()

    def due(self, entries: Iterable[Entry]) -> list[Event]:
        """The commands among entries that are yet to be carried out.

        Raises:
            UnknownEventVersion: one is of a later build; passed over, the article would stay.
        """
        events = (_command(entry) for entry in entries if is_takedown(entry))
        return [event for event in events if event and event.id not in self._done]

    async def carry_out(self, commands: Sequence[Event]) -> None:
        """Put tombstones in the places of all that speaks of these articles; no segment may be half written.

        Raises:
            RetryableError: log or archive are away; what was done stays, the call may be repeated.
        """
        for command in commands:
            assert isinstance(command.data, Redact)
            await self._carry_out(command, command.data.article_id)
            self._done.add(command.id)

    async def _carry_out(self, command: Event, article_id: str) -> None:
        # First: what is extracted at this moment would else be added behind the search.
        await self._log.bar(article_id)
        kept = [
            Tombstone(entry.stream, entry.id, entry.event())
            if is_tombstone_of(entry, article_id)
            else tombstone(entry, article_id, command)
            async for entry in in_log(self._log, article_id, self._progress.working)
        ]
        archived = [pair async for pair in in_archive(self._archive, article_id, self._progress.working)]
        found = [tombstone(entry, article_id, command) for _, entries in archived for entry in entries]
        await self._at_work(self._log.redact([*kept, *found]))
        for segment, entries in archived:
            replace = {(entry.stream, entry.id): _in_place(tombstone(entry, article_id, command)) for entry in entries}
            # One that this command has rewritten already may have been cut off before its old file was removed.
            if replace or command.id in segment.rewritten:
                await self._at_work(self._archive.rewrite(segment, replace, redactions=[command.id]))
        await self._archive.clear()
        logger.info("took down article %s: %d entries in the log, %d in the archive", article_id, len(kept), len(found))

    async def _at_work(self, work: Coroutine[Any, Any, object]) -> None:
        # A stream or an archive may be large, and a process that seems stuck is killed and begins anew.
        task = asyncio.create_task(work)
        try:
            while not task.done():
                self._progress.working()
                await asyncio.wait([task], timeout=_TELL_EVERY_S)
            await task
        finally:
            task.cancel()


def _command(entry: Entry) -> Event | None:
    try:
        return entry.event()
    except UnknownEventVersion:
        raise
    except UndecodableEntry as error:
        logger.warning("%s/%s is no takedown that can be carried out: %s", entry.stream, entry.id, error)
        return None


def _in_place(made: Tombstone) -> Entry:
    return Entry(made.stream, made.id, to_fields(made.event))

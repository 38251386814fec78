"""The log into the read models, for as long as the process runs."""

import asyncio
import logging
from collections.abc import Sequence

from claimwire.errors import RetryableError
from claimwire.events import HISTORY
from claimwire.log import Entry, EntryId, EventLog
from claimwire.subscriptions import Backoff, Progress, follow
from claimwire.views import view_name
from claimwire_projection.adapters.view_store import ViewStore

logger = logging.getLogger(__name__)


class Projector:
    """Reads a partition's streams in order and applies every entry once."""

    def __init__(self, log: EventLog, store: ViewStore, progress: Progress, *, batch: int) -> None:
        """``batch`` is the greatest number of entries in one transaction."""
        self._log = log
        self._store = store
        self._progress = progress
        self._batch = batch
        self._applied: EntryId | None = None
        self._reported: EntryId | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set; the log is open already.

        Raises:
            LogMismatch: the view was built from another log.
            ViewInUse: another projection writes the same view.
        """
        try:
            await self._follow(stop)
        finally:
            await asyncio.to_thread(self._store.close)

    async def _follow(self, stop: asyncio.Event) -> None:
        position = await self._open(stop)
        logger.info("%s goes on after %s", view_name(), position)
        await self._report()
        async for entries in follow(self._log, position, HISTORY, stop=stop, limit=self._batch):
            if entries:
                await self._apply(entries, stop)
            # Also when idle: what could not be told after the last batch would else stand as a lag for ever.
            await self._report()
            if not entries:
                self._progress.idle()

    async def _open(self, stop: asyncio.Event) -> EntryId:
        backoff = Backoff()
        while not stop.is_set():
            try:
                self._applied = await asyncio.to_thread(self._store.open, self._log.epoch, self._log.partition)
            except RetryableError as error:
                logger.warning("opening the view failed, trying again: %s", error)
                await backoff.wait()
            else:
                return self._applied
        return EntryId.START

    async def _apply(self, entries: Sequence[Entry], stop: asyncio.Event) -> None:
        # The reader has moved on: giving this batch up would leave a hole, so only a stop ends the tries.
        backoff = Backoff()
        while not stop.is_set():
            try:
                await asyncio.to_thread(self._store.apply, entries)
            except RetryableError as error:
                logger.warning("writing the view failed, trying again: %s", error)
                await backoff.wait()
            else:
                self._applied = entries[-1].id
                self._progress.moved(self._applied)
                return

    async def _report(self) -> None:
        applied = self._applied
        if applied is None or applied == self._reported:
            return
        try:
            await self._log.report_checkpoint(view_name(), HISTORY, applied)
        except RetryableError as error:
            logger.warning("telling the log how far the view is failed: %s", error)
        else:
            self._reported = applied

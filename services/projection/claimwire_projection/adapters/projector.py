"""The log into the read models, for as long as the process runs."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import aclosing
from functools import partial

from claimwire.events import HISTORY
from claimwire.log import Entry, EventLog
from claimwire.subscriptions import Followed, Progress, follow
from claimwire.takedown import is_takedown
from claimwire.views import ViewBuilds
from claimwire_projection.adapters.chosen_build import cut_at_choices
from claimwire_projection.adapters.insisting import Stopped, insist
from claimwire_projection.adapters.reports import Reports
from claimwire_projection.adapters.switchover import Switchover
from claimwire_projection.adapters.takedowns import Takedowns
from claimwire_projection.adapters.view_store import ViewStore

logger = logging.getLogger(__name__)


class Projector:
    """Reads a partition's streams in order and applies every entry once to the live build."""

    def __init__(
        self, log: EventLog, builds: ViewBuilds, progress: Progress, *, batch: int, history: Followed | None = None
    ) -> None:
        """``batch`` is the greatest number of entries in one transaction; without ``history`` the log alone is read."""
        self._log = log
        self._history = history or log
        self._builds = builds
        self._progress = progress
        self._batch = batch
        self._reports = Reports(log, builds)
        self._switchover = Switchover(log, self._history, builds, progress, batch=batch)
        self._takedowns = Takedowns(log, builds)
        self._store: ViewStore | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set; the log is open already.

        Raises:
            LogMismatch: the view was built from another log.
            ViewDamaged: the view is broken.
            ViewInUse: another projection writes the same view.
        """
        try:
            self._store = await self._open(stop)
            while not stop.is_set():
                await self._reports.tidy(self._store.build)
                await self._follow(self._store, stop)
        except Stopped:
            pass
        finally:
            if self._store:
                await asyncio.to_thread(self._store.close)
            await asyncio.to_thread(self._builds.close)

    async def _open(self, stop: asyncio.Event) -> ViewStore:
        async def opened() -> ViewStore:
            number = await asyncio.to_thread(self._builds.live)
            store = ViewStore(self._builds.database(number))
            try:
                await asyncio.to_thread(store.open, self._log.epoch, self._log.partition)
            except BaseException:
                await asyncio.to_thread(store.close)
                raise
            return store

        return await insist("opening the view", opened, stop)

    async def _follow(self, store: ViewStore, stop: asyncio.Event) -> None:
        logger.info("%s goes on after %s", store.build, store.position)
        await self._takedowns.finish(store, stop)
        await self._reports.tell(store)
        async with aclosing(follow(self._history, store.position, HISTORY, stop=stop, limit=self._batch)) as batches:
            async for entries in batches:
                if await self._apply(entries, store, stop):
                    return
                # Also when idle: what could not be told after the last batch would else stand as a lag for ever.
                await self._reports.tell(store)
                if not entries:
                    self._progress.idle()
                    await self._takedowns.again(store, stop)

    async def _apply(self, entries: Sequence[Entry], store: ViewStore, stop: asyncio.Event) -> bool:
        """Apply a batch; true where another build has become the live one, and goes on from its own checkpoint."""
        for number, part in cut_at_choices(entries):
            if number and number != store.build.number:
                chosen = await self._switchover.to(number, part[0].id, store, stop)
                if chosen:
                    self._store = chosen
                    await asyncio.to_thread(store.close)
                    return True
            # The reader has moved on: giving this part up would leave a hole, so only a stop ends the tries.
            await insist("writing the view", partial(asyncio.to_thread, store.apply, part), stop)
            self._progress.moved(store.position)
            # Before the position is told: who gave the command takes it for a sign that all is done.
            if any(map(is_takedown, part)):
                await self._takedowns.finish(store, stop)
        return False

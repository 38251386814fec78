"""From the live build to another one."""

import asyncio
import logging
from contextlib import aclosing
from functools import partial

from claimwire.errors import LogMismatch, ViewInUse
from claimwire.events import HISTORY
from claimwire.log import EntryId, EventLog
from claimwire.subscriptions import Followed, Progress, follow
from claimwire.views import BuildName, ViewBuilds
from claimwire_projection.adapters.insisting import Stopped, insist
from claimwire_projection.adapters.view_store import ViewStore

logger = logging.getLogger(__name__)


class _Refused(Exception):
    """The command names a build that cannot be read; the message says why."""


class Switchover:
    """Obeys the command to read another build from now on.

    The live build stands before the command until the other one is chosen, and never applies it: so
    whoever dies on the way meets the command again. From the choice on the other build goes on, with
    the command itself, of which nothing is left to do.
    """

    def __init__(self, log: EventLog, history: Followed, builds: ViewBuilds, progress: Progress, *, batch: int) -> None:
        """``history`` is what is read; ``batch`` is the greatest number of entries in one transaction."""
        self._log = log
        self._history = history
        self._builds = builds
        self._progress = progress
        self._batch = batch

    async def to(self, number: int, command: EntryId, live: ViewStore, stop: asyncio.Event) -> ViewStore | None:
        """Bring a build to where the live one stands and choose it; null where that is refused, which changes nothing.

        Raises:
            Stopped: before the choice.
        """
        store = ViewStore(self._builds.database(number))
        try:
            await self._open(store, command, stop)
            await self._catch_up(store, live.position, stop)
            await insist("choosing a build", partial(asyncio.to_thread, self._builds.switch, number), stop)
        except (_Refused, LogMismatch, ViewInUse) as error:
            await asyncio.to_thread(store.close)
            logger.error("the switch at %s is refused, %s stays live: %s", command, live.build, error)  # noqa: TRY400 - an operator's mistake, not ours
            return None
        except BaseException:
            await asyncio.to_thread(store.close)
            raise
        logger.info("%s is read from now on, instead of %s", store.build, live.build)
        return store

    async def _open(self, store: ViewStore, command: EntryId, stop: asyncio.Event) -> None:
        found: list[BuildName] = await insist(
            "looking for builds", partial(asyncio.to_thread, self._builds.found), stop
        )
        if store.build not in found:
            raise _Refused(
                f"there is no finished {store.build}; `claimwire rebuild projection --list` shows what is there"
            )
        opened = partial(asyncio.to_thread, store.open, self._log.epoch, self._log.partition)
        if await insist("opening a build", opened, stop) >= command:
            # The live build was deleted or restored, and reads old commands a second time.
            raise _Refused(f"{store.build} stands at {store.position}, so the command is of the past")

    async def _catch_up(self, store: ViewStore, goal: EntryId, stop: asyncio.Event) -> None:
        if store.position >= goal:
            return
        logger.info("%s is brought from %s to %s", store.build, store.position, goal)
        reading = follow(self._history, store.position, HISTORY, stop=stop, limit=self._batch)
        async with aclosing(reading) as batches:
            async for batch in batches:
                if entries := [entry for entry in batch if entry.id <= goal]:
                    await insist("writing a build", partial(asyncio.to_thread, store.apply, entries), stop)
                    self._progress.moved(store.position)
                if store.position >= goal or not entries:
                    return
        raise Stopped

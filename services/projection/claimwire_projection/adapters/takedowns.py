"""Articles taken down, out of the files and out of all builds."""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial

from sqlalchemy import RowMapping

from claimwire.errors import LogMismatch, ViewInUse
from claimwire.log import EventLog
from claimwire.views import VIEWS_VERSION, ViewBuilds
from claimwire_projection.adapters.insisting import insist
from claimwire_projection.adapters.view_store import ViewStore

logger = logging.getLogger(__name__)


class Takedowns:
    """Carries what the live build has taken down into the others, which would else hold it until they are caught up.

    What is to be done follows from the builds alone, so whoever dies on the way finds it again when it starts.
    """

    def __init__(self, log: EventLog, builds: ViewBuilds) -> None:
        """Nothing is opened yet."""
        self._log = log
        self._builds = builds
        self._left = False

    async def finish(self, live: ViewStore, stop: asyncio.Event) -> None:
        """Do all there is to do for the articles that the open live build has taken down.

        Raises:
            Stopped: before it was done.
        """
        rows = await insist("asking what was taken down", partial(asyncio.to_thread, live.taken_down), stop)
        if rows:
            await insist("ridding the view's files of what was deleted", partial(asyncio.to_thread, live.scrub), stop)
            carry = partial(asyncio.to_thread, self._carry, live, rows)
            self._left = not await insist("taking articles out of other builds", carry, stop)

    async def again(self, live: ViewStore, stop: asyncio.Event) -> None:
        """Try again where a build was in use.

        Raises:
            Stopped: before it was done.
        """
        if self._left:
            await self.finish(live, stop)

    def _carry(self, live: ViewStore, rows: Sequence[RowMapping]) -> bool:
        done = True
        for build in self._builds.found():
            if build.version != VIEWS_VERSION or build == live.build:
                continue
            store = ViewStore(self._builds.database(build.number, finished=build.finished))
            try:
                store.open(self._log.epoch, self._log.partition)
                store.take_down(rows)
                store.scrub()
            except ViewInUse:
                done = False
            except LogMismatch as error:
                logger.warning("%s is not of this log, so nothing is taken out of it: %s", build, error)
            finally:
                store.close()
        return done

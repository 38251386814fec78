"""What the log is told of how far the builds have read."""

import asyncio
import logging

from claimwire.errors import RetryableError
from claimwire.events import HISTORY
from claimwire.log import EntryId, EventLog
from claimwire.views import BuildName, ViewBuilds
from claimwire_projection.adapters.view_store import ViewStore

logger = logging.getLogger(__name__)


class Reports:
    """Tells the live build's checkpoint, and takes back what builds told that are gone or no longer live.

    A build that is kept to go back to, of another shape too, holds no trimming up: what it has missed is read
    from the archive. Where a service of that shape is still at work, it tells where it is with its next batch.
    """

    def __init__(self, log: EventLog, builds: ViewBuilds) -> None:
        """Nothing is told yet."""
        self._log = log
        self._builds = builds
        self._told: tuple[BuildName, EntryId] | None = None

    async def tell(self, store: ViewStore) -> None:
        """Tell where an open build stands, unless that was told; an outage is told about and waited out by others."""
        standing = store.build, store.position
        if standing == self._told:
            return
        try:
            await self._log.report_checkpoint(store.build.reader, HISTORY, store.position)
        except RetryableError as error:
            logger.warning("telling the log how far the view is failed: %s", error)
        else:
            self._told = standing

    async def tidy(self, live: BuildName) -> None:
        """Forget what other builds told, unless they are at work."""
        try:
            found = await asyncio.to_thread(self._builds.found)
            at_work = {build.reader for build in found if not build.finished}
            for reader in (await self._log.status()).readers:
                service, _, label = reader.name.partition("/")
                if (
                    service in {"projection", "rebuild"}
                    and BuildName.parse(label)
                    and reader.name not in at_work | {live.reader}
                ):
                    await self._log.forget_reader(reader.name)
                    logger.info("forgot the reader %s: its build is gone, or kept aside", reader.name)
        except RetryableError as error:
            logger.warning("forgetting the readers of builds that are gone failed: %s", error)

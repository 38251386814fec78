"""Waiting until everything in the log can be read in the views."""

import asyncio
from collections.abc import Callable, Collection
from typing import Final

from claimwire.errors import RetryableError
from claimwire.log import EventLog, LogStatus

_LOOK_EVERY_S: Final = 0.1


async def caught_up(
    log: EventLog, services: Collection[str], stopped: Callable[[], bool], look_after: Callable[[], None]
) -> bool:
    """Wait until every reader of these services has finished all there is; false when told to stop first.

    A service is ready, and so is its reader known, before this is asked. ``look_after`` is called
    meanwhile, so that what dies is started again. The log is closed at the end.
    """
    try:
        while not stopped():
            try:
                await log.open()
                if _nothing_left(await log.status(), services):
                    return True
            except RetryableError:
                pass
            look_after()
            await asyncio.sleep(_LOOK_EVERY_S)
    finally:
        await log.close()
    return False


def _nothing_left(status: LogStatus, services: Collection[str]) -> bool:
    # Strangers' groups read when they like, and in an empty log our own have nothing to read.
    ours = [reader for reader in status.readers if reader.name.partition("/")[0] in services]
    return all(reader.behind == 0 and not reader.pending for reader in ours)

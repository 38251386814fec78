"""Waiting until everything in the log can be read in the views."""

import asyncio
from collections.abc import Callable
from typing import Final

from claimwire.errors import RetryableError
from claimwire.log import EventLog, LogStatus

_LOOK_EVERY_S: Final = 0.1


async def caught_up(log: EventLog, stopped: Callable[[], bool], look_after: Callable[[], None]) -> bool:
    """Wait until every consumer has finished all there is; false when told to stop first.

    ``look_after`` is called meanwhile, so that what dies is started again. The log is closed at the end.
    """
    try:
        while not stopped():
            try:
                await log.open()
                if _nothing_left(await log.status()):
                    return True
            except RetryableError:
                pass
            look_after()
            await asyncio.sleep(_LOOK_EVERY_S)
    finally:
        await log.close()
    return False


def _nothing_left(status: LogStatus) -> bool:
    """Whether no reader has anything to do; with no reader at all nobody has started yet."""
    return bool(status.readers) and all(reader.behind == 0 and not reader.pending for reader in status.readers)

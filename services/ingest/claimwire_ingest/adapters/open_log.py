"""The log of a service that is asked at any time: opened when it is there, and again after an outage."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from claimwire.errors import LogUnavailable, MisuseError, RetryableError
from claimwire.log import EventLog
from claimwire.subscriptions import Backoff

logger = logging.getLogger(__name__)


class OpenLog:
    """Hands the log out only after it was checked, since its last outage, to be the log we know."""

    def __init__(self, log: EventLog, refuse: Callable[[], None]) -> None:
        """``refuse`` ends the process; it is called when the log is one that we must not write to."""
        self._log = log
        self._refuse = refuse
        self._checked = False

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[EventLog]:
        """Give the log for one request.

        Raises:
            LogUnavailable: it cannot be reached, or is none we may write to.
        """
        try:
            if not self._checked:
                await self._log.open()
                self._checked = True
            yield self._log
        except LogUnavailable:
            self._checked = False
            raise
        except MisuseError as error:
            logger.error("refusing to go on: %s", error)  # noqa: TRY400 - the sentence says all, the place nothing
            self._refuse()
            raise LogUnavailable("the log is not the one this service was started with; it is ending") from error

    async def wait(self) -> None:
        """Return when it was opened for the first time, or refused."""
        backoff = Backoff()
        while True:
            try:
                async with self():
                    logger.info("the log is there (epoch %s)", self._log.epoch)
            except RetryableError as error:
                if isinstance(error.__cause__, MisuseError):
                    return
                logger.warning("the log is not there yet: %s", error)
                await backoff.wait()
            else:
                return

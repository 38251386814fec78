"""The log, for commands about what was given up."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from http import HTTPStatus
from typing import Final

from fastapi.concurrency import run_in_threadpool

from claimwire.dead_letters import Repair, Workbench
from claimwire.errors import MisuseError
from claimwire.http import ProblemError
from claimwire.log import EventLog
from claimwire.views import ViewReader

_SOURCE: Final = "claimwire/query"


class RepairDesk:
    """Lets operators act, where the service was told the log's address."""

    def __init__(self, view: ViewReader, log: EventLog | None, now: Callable[[], datetime]) -> None:
        """Nothing connects yet; ``now`` dates the commands."""
        self._log = log
        self._now = now
        self.bench = Workbench(view)

    @asynccontextmanager
    async def repair(self, operator: str) -> AsyncIterator[Repair]:
        """Give the log for one request, checked to be the one that the read models were built from.

        Raises:
            ProblemError: no log was named, or one that must not be written to.
            LogUnavailable: it cannot be reached.
            ViewUnavailable: the read models cannot be read.
        """
        if self._log is None:
            raise ProblemError(
                HTTPStatus.NOT_IMPLEMENTED,
                "No log to write to",
                "this service was not told where the log is: set CLAIMWIRE_REDIS_URL and start it again, or use `claimwire dead`",
            )
        repair = Repair(self._log, operator=operator, source=_SOURCE, now=self._now)
        try:
            await repair.open(await run_in_threadpool(self.bench.epoch))
        except MisuseError as error:
            raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "The log must not be written to", str(error)) from error
        yield repair

    async def close(self) -> None:
        """Let go of the log."""
        if self._log is not None:
            await self._log.close()

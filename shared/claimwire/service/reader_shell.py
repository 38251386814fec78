"""The FastStream application around a service that reads the log."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from faststream.asgi import AsgiFastStream, AsgiResponse, get
from faststream.asgi.types import Scope

from claimwire.errors import MisuseError, RetryableError
from claimwire.log import EventLog
from claimwire.service.exit_status import EXIT_FAILED, EXIT_MISUSE
from claimwire.service.http_server import HttpServer
from claimwire.subscriptions import Backoff, Progress

logger = logging.getLogger(__name__)

Reader = Callable[[asyncio.Event], Awaitable[None]]
"""Reads until the event is set, then finishes what it has taken and returns."""

_STUCK_AFTER_S: Final = 60.0


class _Application(AsgiFastStream):
    """A FastStream application whose reader is ours, so it has no broker to start."""

    async def _start_broker(self) -> None:
        # FastStream asserts here that there is a broker; a broker would connect before our own retries do.
        return


class ReaderShell:
    """Runs a reader beside its health page, and ends the process when the reader ends.

    FastStream gives the application, its lifespan and its routes; the reading loop is our own (see
    docs/adr/0003). ``/healthz`` fails when the reader has work and does not move; ``/readyz`` until
    it has first caught up.
    """

    def __init__(self, name: str, log: EventLog, reader: Reader, progress: Progress, *, host: str, port: int) -> None:
        """Take the port; nothing connects yet.

        Raises:
            PortTaken: something else listens there.
        """
        self._name = name
        self._log = log
        self._reader = reader
        self._progress = progress
        self._stop = asyncio.Event()
        self.app = _Application(
            lifespan=self._lifespan,
            logger=None,
            asgi_routes=[("/healthz", get(self._healthz)), ("/readyz", get(self._readyz))],
        )
        self._server = HttpServer(self.app, host=host, port=port)

    def serve(self) -> int:
        """Serve until told to stop; returns the exit status of the process."""
        return self._server.serve()

    @asynccontextmanager
    async def _lifespan(self) -> AsyncIterator[None]:
        reading = asyncio.create_task(self._read())
        reading.add_done_callback(self._ended)
        try:
            yield
        finally:
            self._stop.set()
            await asyncio.wait([reading])
            await self._log.close()

    async def _read(self) -> None:
        if await self._open():
            logger.info("reading the log (epoch %s)", self._log.epoch)
            await self._reader(self._stop)

    async def _open(self) -> bool:
        backoff = Backoff()
        while not self._stop.is_set():
            try:
                await self._log.open()
            except RetryableError as error:
                logger.warning("the log is not there yet: %s", error)
                await backoff.wait()
            else:
                return True
        return False

    def _ended(self, reading: asyncio.Task[None]) -> None:
        if reading.cancelled() or (self._stop.is_set() and not reading.exception()):
            return
        # A reader that ended while the page still answers would be a zombie: healthy and idle for ever.
        error = reading.exception()
        if isinstance(error, MisuseError):
            logger.error("the reader cannot work: %s", error)
            self._server.stop(EXIT_MISUSE)
        else:
            logger.error("the reader ended, so the process does too", exc_info=error)
            self._server.stop(EXIT_FAILED)

    async def _healthz(self, _scope: Scope) -> AsgiResponse:
        seconds = self._progress.seconds_without
        if seconds > _STUCK_AFTER_S:
            return AsgiResponse(f"{self._name} has work and has not moved for {seconds:.0f} s".encode(), 503)
        return AsgiResponse(b"ok", 200)

    async def _readyz(self, _scope: Scope) -> AsgiResponse:
        return AsgiResponse(b"ok", 200) if self._progress.caught_up else AsgiResponse(b"catching up", 503)

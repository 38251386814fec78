"""The ingest service, put together."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI

from claimwire.http import install_guards, install_problems
from claimwire.log import EventLog
from claimwire.service import HttpServer
from claimwire.service.exit_status import EXIT_MISUSE
from claimwire_ingest.adapters.article_index import ArticleIndex
from claimwire_ingest.adapters.editor import Editor
from claimwire_ingest.adapters.headroom import Headroom, private_folder
from claimwire_ingest.adapters.http_api import article_routes, health_routes
from claimwire_ingest.adapters.intake import Intake
from claimwire_ingest.adapters.open_log import OpenLog
from claimwire_ingest.settings import IngestSettings


class Ingest:
    """The service; nothing connects before its application starts."""

    def __init__(self, settings: IngestSettings, log: EventLog, now: Callable[[], datetime]) -> None:
        """Put it together; ``now`` gives the time in UTC."""
        self._settings = settings
        self._log = log
        self._index = ArticleIndex.in_folder(settings.data_dir)
        self._open_log = OpenLog(log, self._refuse)
        headroom = Headroom(
            log,
            private_folder(settings.data_dir, settings.redis_url),
            min_free_bytes=settings.min_free_bytes,
            monotonic=time.monotonic,
        )
        self._server: HttpServer | None = None
        self.app = FastAPI(
            title="claimwire ingest",
            description="Send articles; read what they say from the query service.",
            version="1",
            lifespan=self._lifespan,
            # The pages of FastAPI run scripts from elsewhere, and here they could write.
            docs_url=None,
            redoc_url=None,
        )
        install_problems(self.app)
        install_guards(
            self.app,
            allowed_hosts=settings.allowed_hosts,
            allowed_origins=settings.allowed_origins,
            max_body=settings.max_body_bytes,
        )
        intake = Intake(log, self._index, now, check_room=headroom.check, history=settings.history(log))
        self.app.include_router(article_routes(self._open_log, intake, Editor()))
        self.app.include_router(health_routes(self._open_log, headroom))

    def serve(self) -> int:
        """Serve until told to stop; returns the exit status of the process.

        Raises:
            PortTaken: something else listens on the port.
        """
        self._server = HttpServer(self.app, host=self._settings.host, port=self._settings.ingest_port)
        return self._server.serve()

    def _refuse(self) -> None:
        if self._server:
            self._server.stop(EXIT_MISUSE)

    @asynccontextmanager
    async def _lifespan(self, _app: FastAPI) -> AsyncIterator[None]:
        opening = asyncio.create_task(self._open_log.wait())
        try:
            yield
        finally:
            opening.cancel()
            await asyncio.wait([opening])
            await self._log.close()
            self._index.close()


def _utc_now() -> datetime:
    return datetime.now(UTC)


def build(settings: IngestSettings, *, log: EventLog | None = None, now: Callable[[], datetime] = _utc_now) -> Ingest:
    """Put the service together, by default with the log of the settings."""
    return Ingest(settings, log or settings.event_log(), now)

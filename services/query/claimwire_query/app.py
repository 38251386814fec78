"""Composition root of the query service."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import FastAPI

from claimwire.log import EventLog
from claimwire.service import HttpServer
from claimwire.views import ViewReader
from claimwire_query.adapters.http.application import make_application
from claimwire_query.adapters.http.repair_desk import RepairDesk
from claimwire_query.settings import QuerySettings


@dataclass(frozen=True, slots=True)
class QueryService:
    """The application and the server that it runs on."""

    app: FastAPI
    server: HttpServer

    def serve(self) -> int:
        """Serve until told to stop; returns the exit status of the process."""
        return self.server.serve()


def _now() -> datetime:
    return datetime.now(UTC)


def build(
    settings: QuerySettings, *, log: EventLog | None = None, clock: Callable[[], datetime] = _now
) -> QueryService:
    """Put the service together; only its port is taken, nothing is opened yet.

    Raises:
        PortTaken: something else listens on its port.
    """
    view = ViewReader(settings.views())
    app = make_application(view, settings, RepairDesk(view, log or settings.event_log(), clock))
    return QueryService(app, HttpServer(app, host=settings.host, port=settings.query_port))

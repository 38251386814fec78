"""Composition root of the query service."""

from dataclasses import dataclass

from fastapi import FastAPI

from claimwire.service import HttpServer
from claimwire.views import ViewReader
from claimwire_query.adapters.http.application import make_application
from claimwire_query.settings import QuerySettings


@dataclass(frozen=True, slots=True)
class QueryService:
    """The application and the server that it runs on."""

    app: FastAPI
    server: HttpServer

    def serve(self) -> int:
        """Serve until told to stop; returns the exit status of the process."""
        return self.server.serve()


def build(settings: QuerySettings) -> QueryService:
    """Put the service together; only its port is taken, nothing is opened yet.

    Raises:
        PortTaken: something else listens on its port.
    """
    app = make_application(ViewReader(settings.views()), settings)
    return QueryService(app, HttpServer(app, host=settings.host, port=settings.query_port))

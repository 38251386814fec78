"""Whether the service lives and whether it can answer."""

from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from claimwire.errors import ViewMissing, ViewUnavailable
from claimwire.http import ProblemError, problem_docs
from claimwire.views import ViewReader


class Health(BaseModel):
    """All is well."""

    status: Literal["ok"] = "ok"


class Readiness(Health):
    """Questions can be answered."""

    position: str
    """How far the read models have come (``partition:id``)."""


def health_routes(view: ViewReader) -> APIRouter:
    """``/healthz`` and ``/readyz``."""
    routes = APIRouter(tags=["health"], responses=problem_docs(503))

    @routes.get("/healthz")
    async def healthz() -> Health:
        """Answer while the process works; read models that are not there yet are no fault of it."""
        try:
            await run_in_threadpool(view.checkpoint)
        except ViewMissing:
            return Health()
        except ViewUnavailable as error:
            raise _not_ready(error) from error
        return Health()

    @routes.get("/readyz")
    async def readyz() -> Readiness:
        """Answer when the projection has opened the read models."""
        try:
            position = await run_in_threadpool(view.checkpoint)
        except ViewUnavailable as error:
            raise _not_ready(error) from error
        if position is None:
            raise ProblemError(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Not ready",
                "the read models hold no checkpoint: wait until the projection has opened them",
            )
        return Readiness(position=str(position))

    return routes


def _not_ready(error: ViewUnavailable) -> ProblemError:
    # Probed every second at start: that is no line for the log.
    return ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "Not ready", str(error))

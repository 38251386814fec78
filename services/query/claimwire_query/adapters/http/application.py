"""The FastAPI application: routes, guards and errors."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response

from claimwire.errors import BadCursor
from claimwire.http import GuardSettings, Problem, install_guards, install_problems, problem_response
from claimwire.views import ViewReader
from claimwire_query.adapters.http.articles import article_routes
from claimwire_query.adapters.http.claims import claim_routes
from claimwire_query.adapters.http.dead_letters import dead_letter_routes
from claimwire_query.adapters.http.health import health_routes
from claimwire_query.adapters.http.page import page_routes
from claimwire_query.adapters.http.places import place_routes
from claimwire_query.adapters.http.repair_desk import RepairDesk
from claimwire_query.adapters.http.secure_headers import SecureHeaders
from claimwire_query.adapters.http.speakers import speaker_routes
from claimwire_query.adapters.http.strike_map import strike_map_routes
from claimwire_query.adapters.http.strikes import strike_routes


def make_application(view: ViewReader, settings: GuardSettings, desk: RepairDesk) -> FastAPI:
    """Put the application together; it opens the read models when it is first asked, and the log when told to write."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        view.close()
        await desk.close()

    # The interactive documentation pages load scripts from elsewhere; the description itself stays.
    app = FastAPI(
        title="claimwire",
        summary="Who claimed what, and what was struck.",
        description="Claims and strikes that were read in news articles, as the read models hold them. A claim is not a fact.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    for routes in (
        article_routes,
        claim_routes,
        speaker_routes,
        strike_routes,
        strike_map_routes,
        place_routes,
        health_routes,
        page_routes,
    ):
        app.include_router(routes(view))
    app.include_router(dead_letter_routes(view, desk))
    install_problems(app)
    app.add_exception_handler(BadCursor, _bad_cursor)
    install_guards(
        app,
        allowed_hosts=settings.allowed_hosts,
        allowed_origins=settings.allowed_origins,
        max_body=settings.max_body_bytes,
    )
    app.add_middleware(SecureHeaders)
    return app


async def _bad_cursor(_request: Request, error: Exception) -> Response:
    return problem_response(Problem(title="Bad cursor", status=400, detail=str(error)))

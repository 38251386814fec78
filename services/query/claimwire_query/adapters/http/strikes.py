"""Strikes over HTTP."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from claimwire.http import ProblemError, problem_docs
from claimwire.views import ViewReader
from claimwire_query.adapters.http.answers import StrikeAnswer
from claimwire_query.adapters.http.asking import PROBLEMS, ask, next_address
from claimwire_query.adapters.http.examples import example
from claimwire_query.adapters.sql.strikes import strike, strike_page
from claimwire_query.core.filters import StrikeFilter, Times
from claimwire_query.core.items import StrikeItem


def strike_routes(view: ViewReader) -> APIRouter:
    """``/strikes`` and ``/strikes/{strike_id}``."""
    routes = APIRouter(tags=["strikes"], responses=PROBLEMS)

    @routes.get("/strikes", responses=example("strikes"))
    async def list_strikes(
        request: Request, response: Response, asked: Annotated[StrikeFilter, Query()]
    ) -> StrikeAnswer:
        """List current strikes, those of the newest article first, in the order of its text."""
        page = await ask(view, asked, response.headers, lambda connection: strike_page(connection, asked))
        address = next_address(request, response.headers, page.cursor)
        return StrikeAnswer(items=page.items, next=address, next_cursor=page.cursor)

    @routes.get("/strikes/{strike_id}", responses=example("strike") | problem_docs(404))
    async def read_strike(response: Response, strike_id: str, asked: Annotated[Times, Query()]) -> StrikeItem:
        """Read one strike, if it is current at the time asked about."""
        found = await ask(view, asked, response.headers, lambda connection: strike(connection, strike_id, asked))
        if found is None:
            raise ProblemError(
                HTTPStatus.NOT_FOUND,
                "No such current strike",
                f"no article reports the strike {strike_id!r}: it never did, or a newer revision or extraction no longer "
                "does; ask with as_of or recorded_as_of for an earlier time",
            )
        return found

    return routes

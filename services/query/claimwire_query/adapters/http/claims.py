"""Claims over HTTP."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from claimwire.http import ProblemError, problem_docs
from claimwire.views import ViewReader
from claimwire_query.adapters.http.answers import ClaimAnswer
from claimwire_query.adapters.http.asking import PROBLEMS, ask, next_address
from claimwire_query.adapters.http.examples import example
from claimwire_query.adapters.sql.claims import claim, claim_page
from claimwire_query.core.filters import ClaimFilter, Times
from claimwire_query.core.items import ClaimItem


def claim_routes(view: ViewReader) -> APIRouter:
    """``/claims`` and ``/claims/{claim_id}``."""
    routes = APIRouter(tags=["claims"], responses=PROBLEMS)

    @routes.get("/claims", responses=example("claims"))
    async def list_claims(request: Request, response: Response, asked: Annotated[ClaimFilter, Query()]) -> ClaimAnswer:
        """List current claims, those of the newest article first, in the order of its text."""
        page = await ask(view, asked, response.headers, lambda connection: claim_page(connection, asked))
        address = next_address(request, response.headers, page.cursor)
        return ClaimAnswer(items=page.items, next=address, next_cursor=page.cursor)

    @routes.get("/claims/{claim_id}", responses=example("claim") | problem_docs(404))
    async def read_claim(response: Response, claim_id: str, asked: Annotated[Times, Query()]) -> ClaimItem:
        """Read one claim, if it is current at the time asked about."""
        found = await ask(view, asked, response.headers, lambda connection: claim(connection, claim_id, asked))
        if found is None:
            raise ProblemError(
                HTTPStatus.NOT_FOUND,
                "No such current claim",
                f"no article reports the claim {claim_id!r}: it never did, or a newer revision or extraction no longer "
                "does; ask with as_of or recorded_as_of for an earlier time",
            )
        return found

    return routes

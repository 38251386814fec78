"""Places over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from claimwire.views import ViewReader
from claimwire_query.adapters.http.answers import PlaceAnswer
from claimwire_query.adapters.http.asking import PROBLEMS, ask, next_address
from claimwire_query.adapters.http.examples import example
from claimwire_query.adapters.sql.places import place_page
from claimwire_query.core.filters import PlaceFilter


def place_routes(view: ViewReader) -> APIRouter:
    """``/places``."""
    routes = APIRouter(tags=["strikes"], responses=PROBLEMS)

    @routes.get("/places", responses=example("places"))
    async def list_places(request: Request, response: Response, asked: Annotated[PlaceFilter, Query()]) -> PlaceAnswer:
        """List the places on which current strikes are reported, with the number of strikes; the last reported come first.

        Counted when asked: over a long history, narrow it with ``since``.
        """
        page = await ask(view, asked, response.headers, lambda connection: place_page(connection, asked))
        address = next_address(request, response.headers, page.cursor)
        return PlaceAnswer(items=page.items, next=address, next_cursor=page.cursor)

    return routes

"""Speakers over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from claimwire.views import ViewReader
from claimwire_query.adapters.http.answers import SpeakerAnswer
from claimwire_query.adapters.http.asking import PROBLEMS, ask, next_address
from claimwire_query.adapters.http.examples import example
from claimwire_query.adapters.sql.speakers import speaker_page
from claimwire_query.core.filters import SpeakerFilter


def speaker_routes(view: ViewReader) -> APIRouter:
    """``/speakers``."""
    routes = APIRouter(tags=["claims"], responses=PROBLEMS)

    @routes.get("/speakers", responses=example("speakers"))
    async def list_speakers(
        request: Request, response: Response, asked: Annotated[SpeakerFilter, Query()]
    ) -> SpeakerAnswer:
        """List who speaks in current claims, with the number of claims; who spoke last comes first.

        Counted when asked: over a long history, narrow it with ``since``.
        """
        page = await ask(view, asked, response.headers, lambda connection: speaker_page(connection, asked))
        address = next_address(request, response.headers, page.cursor)
        return SpeakerAnswer(items=page.items, next=address, next_cursor=page.cursor)

    return routes

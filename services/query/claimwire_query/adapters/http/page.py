"""The page that a person reads."""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy import Connection
from starlette.datastructures import MutableHeaders

from claimwire.errors import ViewUnavailable
from claimwire.rendering.page_templates import page_templates
from claimwire.views import ViewReader
from claimwire_query.adapters.http.asking import ask, next_address
from claimwire_query.adapters.sql.articles import article_page, readings
from claimwire_query.core.filters import PageFilter
from claimwire_query.core.items import ArticleReading

_ASK_AGAIN_S: Final = 5


def page_routes(view: ViewReader) -> APIRouter:
    """``/`` and its style sheet."""
    routes = APIRouter(include_in_schema=False)
    templates = page_templates("claimwire_query.adapters.page")

    @routes.get("/")
    async def read_articles(request: Request, asked: Annotated[PageFilter, Query()]) -> HTMLResponse:
        def question(connection: Connection) -> tuple[tuple[ArticleReading, ...], str | None]:
            page = article_page(connection, asked)
            return readings(connection, page, asked.as_of), page.cursor

        headers = MutableHeaders()
        try:
            found, cursor = await ask(view, asked, headers, question)
        except ViewUnavailable as error:
            again = {"Refresh": str(_ASK_AGAIN_S), "Retry-After": str(_ASK_AGAIN_S)}
            sorry = templates.get_template("trouble.html").render(sentence=str(error))
            return HTMLResponse(sorry, status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers=again)
        following = next_address(request, headers, cursor)
        shown = templates.get_template("articles.html").render(readings=found, next=following, asked=asked)
        return HTMLResponse(shown, headers=headers)

    routes.mount("/static", StaticFiles(packages=[("claimwire.rendering", "static")]))
    return routes

"""The page that a person reads."""

from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy import Connection
from starlette.datastructures import MutableHeaders

from claimwire.errors import ViewUnavailable
from claimwire.views import ViewReader
from claimwire_query.adapters.http.asking import ask, next_address
from claimwire_query.adapters.sql.articles import article_page, readings
from claimwire_query.core.filters import PageFilter
from claimwire_query.core.highlighting import highlighted_article
from claimwire_query.core.items import ArticleReading
from claimwire_query.core.links import web_link
from claimwire_query.core.phrases import ACTS, SIDES, amount, days, hurt, spaced

_ASK_AGAIN_S: Final = 5


def page_routes(view: ViewReader) -> APIRouter:
    """``/`` and its style sheet."""
    routes = APIRouter(include_in_schema=False)
    templates = _templates()

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

    routes.mount("/static", StaticFiles(directory=Path(__file__).parent.parent / "page" / "static"))
    return routes


def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("claimwire_query.adapters.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "act": ACTS.__getitem__,
        "amount": amount,
        "days": days,
        "hurt": hurt,
        "moment": _moment,
        "highlighted": highlighted_article,
        "side": SIDES.__getitem__,
        "spaced": spaced,
        "web_link": web_link,
    }
    return templates


def _moment(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}, {moment:%H:%M} UTC"

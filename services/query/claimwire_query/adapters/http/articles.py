"""Articles over HTTP."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from claimwire.http import ProblemError, problem_docs
from claimwire.views import ViewReader
from claimwire_query.adapters.http.answers import ArticleAnswer
from claimwire_query.adapters.http.asking import PROBLEMS, ask, next_address
from claimwire_query.adapters.http.examples import example
from claimwire_query.adapters.sql.articles import article, article_page, taken_down_at, withdrawal
from claimwire_query.core.filters import ArticleFilter, Times
from claimwire_query.core.items import ArticleDetail


def article_routes(view: ViewReader) -> APIRouter:
    """``/articles`` and ``/articles/{article_id}``."""
    routes = APIRouter(tags=["articles"], responses=PROBLEMS)

    @routes.get("/articles", responses=example("articles"))
    async def list_articles(
        request: Request, response: Response, asked: Annotated[ArticleFilter, Query()]
    ) -> ArticleAnswer:
        """List current articles, newest first."""
        page = await ask(view, asked, response.headers, lambda connection: article_page(connection, asked))
        address = next_address(request, response.headers, page.cursor)
        return ArticleAnswer(items=page.items, next=address, next_cursor=page.cursor)

    @routes.get("/articles/{article_id:path}", responses=example("article") | problem_docs(404, 410, 451))
    async def read_article(response: Response, article_id: str, asked: Annotated[Times, Query()]) -> ArticleDetail:
        """Read one article: its text, its revisions, and its current claims and strikes."""
        return await ask(view, asked, response.headers, lambda connection: _found(connection, article_id, asked))

    return routes


def _found(connection: Connection, article_id: str, asked: Times) -> ArticleDetail:
    found = article(connection, article_id, asked)
    if found is not None:
        return found
    reason = withdrawal(connection, article_id, asked)
    if reason is not None:
        raise ProblemError(
            HTTPStatus.GONE,
            "Article withdrawn",
            f"the publisher withdrew the article {article_id!r} ({reason}); ask with as_of or recorded_as_of for an earlier time",
        )
    at = taken_down_at(connection, article_id)
    if at is not None:
        raise ProblemError(
            HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
            "Article taken down",
            f"the article {article_id!r} was taken down on {at:%Y-%m-%d}: nothing of it is kept, whatever time is asked about",
        )
    raise ProblemError(
        HTTPStatus.NOT_FOUND, "No such article", f"no article {article_id!r} was known at the time asked about"
    )

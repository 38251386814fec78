"""Articles over HTTP."""

import asyncio
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Body, Header, Response
from fastapi.responses import PlainTextResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from claimwire.events import ArticleId, ArticleSource
from claimwire.http import ProblemError, problem_docs
from claimwire_ingest.adapters.editor import Editor
from claimwire_ingest.adapters.headroom import Headroom
from claimwire_ingest.adapters.intake import Intake, Receipt
from claimwire_ingest.adapters.open_log import OpenLog
from claimwire_ingest.core.decision import Outcome
from claimwire_ingest.core.received import Received
from claimwire_ingest.core.submission import LONGEST_WORDS, Submission, well_formed
from claimwire_ingest.core.traceparent import taken_traceparent

_REFUSALS: Final = (400, 403, 413, 415, 421, 422, 451, 503)

_Trace = Annotated[
    str | None,
    Header(description="W3C trace context; the events of this article carry it on. A malformed one is ignored."),
]

_EXAMPLES: Final = {
    "text": {
        "summary": "A text",
        "value": {
            "url": "https://courier.example/2031/03/04/izmail",
            "publisher": "The Courier",
            "headline": "Rockets hit the harbour of Izmail",
            "published_at": "2031-03-04T06:31:00Z",
            "text": "Two rockets hit the harbour of Izmail on Monday, the mayor said.\n\nNobody was hurt.",
        },
    },
    "html": {
        "summary": "A page",
        "value": {
            "url": "https://courier.example/2031/03/04/izmail",
            "html": "<html><body><article><p>Two rockets hit the harbour of Izmail on Monday.</p></article></body></html>",
        },
    },
}


class ArticleReceipt(BaseModel):
    """What became of an article, once it is on disk."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    article_id: ArticleId
    """The article's id, the same for all its revisions."""
    revision: int = Field(ge=1)
    """The revision that now stands."""
    outcome: Literal[Outcome.PUBLISHED, Outcome.REVISED, Outcome.DUPLICATE, Outcome.WITHDRAWN]
    """``duplicate`` when nothing was new."""
    position: str | None
    """Where the event stands in the log (``partition:id``); null for a duplicate, which has no event."""

    @classmethod
    def of(cls, receipt: Receipt) -> "ArticleReceipt":
        """Write the receipt of what was taken.

        Raises:
            ProblemError: 451, the article was taken down.
        """
        if receipt.outcome is Outcome.BARRED:
            raise ProblemError(
                451,
                "Unavailable For Legal Reasons",
                f"article {receipt.article_id!r} was taken down: nothing about it is taken any more",
            )
        position = str(receipt.position) if receipt.position else None
        return cls(article_id=receipt.article_id, revision=receipt.revision, outcome=receipt.outcome, position=position)


class Withdrawal(BaseModel):
    """Why an article no longer stands."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    reason: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_WORDS),
        AfterValidator(well_formed),
        Field(examples=["retracted by the publisher"]),
    ]
    """As the publisher or the sender puts it."""


def article_routes(log: OpenLog, intake: Intake, editor: Editor) -> APIRouter:
    """Make the routes by which articles are sent and withdrawn."""
    router = APIRouter(tags=["articles"])

    @router.post(
        "/articles",
        status_code=201,
        responses={200: {"model": ArticleReceipt, "description": "Nothing new"}, **problem_docs(*_REFUSALS)},
    )
    async def send_article(
        submission: Annotated[Submission, Body(openapi_examples=_EXAMPLES)],
        response: Response,
        traceparent: _Trace = None,
    ) -> ArticleReceipt:
        """Send an article: it is published, or revises the one already there, or is an exact repeat of it.

        When the answer comes it is on disk. After a 503, or no answer at all, send it again: a repeat does no harm.
        """
        article = await asyncio.to_thread(editor.edit, Received(submission=submission, source=ArticleSource.API))
        async with log():
            (receipt,) = await intake.take([article], traceparent=taken_traceparent(traceparent))
        return _answer(receipt, response)

    @router.post(
        "/articles/{article_id}/withdrawal",
        status_code=201,
        responses={200: {"model": ArticleReceipt, "description": "Already withdrawn"}, **problem_docs(404, *_REFUSALS)},
    )
    async def withdraw_article(
        article_id: ArticleId, withdrawal: Withdrawal, response: Response, traceparent: _Trace = None
    ) -> ArticleReceipt:
        """Withdraw an article that its publisher killed: none of its claims and strikes stays current."""
        async with log():
            receipt = await intake.withdraw(article_id, withdrawal.reason, traceparent=taken_traceparent(traceparent))
        if receipt is None:
            raise ProblemError(404, "Not Found", f"no article {article_id!r} was ever seen")
        return _answer(receipt, response)

    return router


def health_routes(log: OpenLog, headroom: Headroom) -> APIRouter:
    """Make the routes that supervisors ask."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", response_class=PlainTextResponse)
    async def healthz() -> str:
        """Tell that the process answers."""
        return "ok"

    @router.get("/readyz", response_class=PlainTextResponse, responses=problem_docs(503))
    async def readyz() -> str:
        """Tell that the log answers too, and whether it has room for articles.

        A nearly full log still counts as ready: senders are told to come again later, and what is there can be read.
        """
        async with log() as opened:
            await opened.end()
            refusal = await headroom.refusal()
        return f"ok, but {refusal}" if refusal else "ok"

    return router


def _answer(receipt: Receipt, response: Response) -> ArticleReceipt:
    if receipt.outcome is Outcome.DUPLICATE:
        response.status_code = 200
    return ArticleReceipt.of(receipt)

"""A question to the read models, from a request to an answer."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Connection
from starlette.datastructures import MutableHeaders

from claimwire.http import problem_docs
from claimwire.log import Position
from claimwire.views import ViewReader
from claimwire_query.adapters.sql.walk import position_of
from claimwire_query.core.filters import Question

T = TypeVar("T")

POSITION_HEADER: Final = "Claimwire-Position"
"""How far the read models had come when they answered (``partition:id``)."""

PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    **problem_docs(400, 421, 503),
    # Named because the framework would else describe a 422 that is never sent.
    "4XX": {**problem_docs(400)[400], "description": "Any other refusal"},
}
"""What any question may be answered with instead."""


async def ask(view: ViewReader, asked: Question, headers: MutableHeaders, question: Callable[[Connection], T]) -> T:
    """Ask in one transaction, after the wait that the client wants, and tell the position in a header.

    Raises:
        ViewUnavailable: the read models are not there or cannot be read.
        ViewBehind: they did not reach the position waited for in time.
    """
    if asked.wait_for is not None:
        await view.wait_for(Position.parse(asked.wait_for))

    def answer() -> tuple[T, Position]:
        with view.read() as connection:
            return question(connection), position_of(connection)

    found, position = await run_in_threadpool(answer)
    headers[POSITION_HEADER] = str(position)
    return found


def next_address(request: Request, headers: MutableHeaders, cursor: str | None) -> str | None:
    """Path and query of the next page, which a ``Link`` header tells too."""
    if cursor is None:
        return None
    following = request.url.include_query_params(cursor=cursor)
    address = f"{following.path}?{following.query}"
    headers["Link"] = f'<{address}>; rel="next"'
    return address

"""Every error of an application as a problem."""

import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from claimwire.errors import RetryableError, UnreadableArticle
from claimwire.http.problem import PROBLEM_MEDIA_TYPE, Problem, ProblemError, problem_response, status_title

logger = logging.getLogger(__name__)

RETRY_AFTER_S: Final = 5
"""What senders are told to wait when the log takes nothing for now."""


_WARN_EVERY_S: Final = 5.0


def install_problems(app: FastAPI, monotonic: Callable[[], float] = time.monotonic) -> None:
    """Answer each error of the framework, of validation and of the log with problem details."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(UnreadableArticle, _unreadable)
    app.add_exception_handler(RetryableError, _later(monotonic))
    app.add_exception_handler(Exception, _unexpected)


def problem_docs(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe problem responses for a route's ``responses``."""
    schema = Problem.model_json_schema()
    return {
        status: {"description": status_title(status), "content": {PROBLEM_MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }


async def _http(_request: Request, error: Exception) -> Response:
    if isinstance(error, ProblemError):
        return problem_response(error.problem, error.headers)
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, UnicodeDecodeError):
        detail = f"the body is not UTF-8: {error.__cause__}; send JSON in UTF-8"
    elif isinstance(error.__cause__, RecursionError):
        detail = "the body is JSON nested too deeply"
    else:
        detail = error.detail
    title = status_title(error.status_code)
    return problem_response(Problem(title=title, status=error.status_code, detail=detail), error.headers)


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    if faults and faults[0]["type"] == "json_invalid":
        position, reason = faults[0]["loc"][-1], faults[0]["ctx"]["error"]
        return _bad_body(f"the body is not JSON: {reason} at character {position}")
    if faults and tuple(faults[0]["loc"]) == ("body",) and faults[0]["type"] == "missing":
        return _bad_body("the body is empty: send one JSON object")
    described = [_described(fault) for fault in faults]
    detail = "; ".join(f"{next(iter(fault.values()))}: {fault['detail']}" for fault in described[:5])
    status = 422 if any(fault["loc"][0] == "body" for fault in faults) else 400
    problem = Problem(title="Input does not validate", status=status, detail=detail, errors=described)
    return problem_response(problem)


def _bad_body(detail: str) -> Response:
    return problem_response(Problem(title=status_title(400), status=400, detail=detail))


def _described(fault: Mapping[str, Any]) -> dict[str, str]:
    place: Sequence[str | int] = fault["loc"]
    # A lone surrogate in a member's name has no UTF-8 form and would break the answer.
    path = [str(part).encode(errors="replace").decode() for part in place[1:]]
    detail = str(fault["msg"]).removeprefix("Value error, ")
    if place[0] == "body":
        pointer = "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)
        return {"pointer": f"#{pointer}", "detail": detail}
    kind = "header" if place[0] == "header" else "parameter"
    return {kind: ".".join(path), "detail": detail}


async def _unreadable(_request: Request, error: Exception) -> Response:
    return problem_response(Problem(title="No readable article", status=422, detail=str(error)))


def _later(monotonic: Callable[[], float]) -> Callable[[Request, Exception], Awaitable[Response]]:
    warned_at: float | None = None
    unsaid = 0

    async def later(_request: Request, error: Exception) -> Response:
        # Senders repeat, and so would this line: for as long as an outage lasts, several times a second.
        nonlocal warned_at, unsaid
        now = monotonic()
        if warned_at is None or now - warned_at >= _WARN_EVERY_S:
            others = f" (and {unsaid} more since this was last said)" if unsaid else ""
            logger.warning("a request has to be repeated: %s%s", error, others)
            warned_at, unsaid = now, 0
        else:
            unsaid += 1
        problem = Problem(title=status_title(503), status=503, detail=str(error))
        return problem_response(problem, {"Retry-After": str(RETRY_AFTER_S)})

    return later


async def _unexpected(_request: Request, _error: Exception) -> Response:
    # What went wrong inside is for the log, which gets it from the server, not for the sender.
    return problem_response(
        Problem(title=status_title(500), status=500, detail="an error on our side; it has been logged")
    )

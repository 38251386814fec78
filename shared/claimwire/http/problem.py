"""Problem details for HTTP APIs (RFC 9457): the one shape of every error we answer with."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

PROBLEM_MEDIA_TYPE: Final = "application/problem+json"
"""Media type of every error response."""

FieldErrors = Sequence[Mapping[str, str]]
"""Each says in ``detail`` what is wrong, and where: JSON ``pointer``, or name of a ``parameter`` or ``header``."""


class Problem(BaseModel):
    """A problem details object."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    type: str = "about:blank"
    """URI that names the kind of problem; ``about:blank`` when the status says it all."""
    title: str
    """The kind of problem in a few words."""
    status: int = Field(ge=400, le=599)
    """The HTTP status."""
    detail: str
    """What happened this time and what to do about it."""
    errors: list[dict[str, str]] | None = None
    """For input that does not validate: each fault with its JSON pointer or the parameter's name."""


class ProblemError(HTTPException):
    """Raise it in a handler to answer with a problem."""

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        *,
        type_uri: str = "about:blank",
        errors: FieldErrors | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """The arguments are the members of :class:`Problem`, and headers to send along."""
        super().__init__(status, detail, headers)
        faults = None if errors is None else [dict(error) for error in errors]
        self.problem = Problem(type=type_uri, title=title, status=status, detail=detail, errors=faults)


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Write a problem as a response."""
    return Response(
        problem.model_dump_json(exclude_none=True),
        status_code=problem.status,
        media_type=PROBLEM_MEDIA_TYPE,
        headers=dict(headers or {}),
    )


def status_title(status: int) -> str:
    """Give the registered phrase of an HTTP status, e.g. "Not Found"."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"

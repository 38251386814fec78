"""Refuses writes that a web page could have sent."""

from collections.abc import Collection
from email.message import Message
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from claimwire.http.problem import Problem, problem_response

_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class WriteGuard:
    """Lets a write through only if it is from no web page, or from one on the list, and a POST only if it is JSON.

    A browser names the page in ``Origin``, and asks before it sends JSON elsewhere (a CORS
    preflight, which we never grant): so no page can post to a port on loopback.
    """

    def __init__(self, app: ASGIApp, allowed_origins: Collection[str]) -> None:
        """``allowed_origins`` look like ``https://desk.example``."""
        self._app = app
        self._allowed = frozenset(origin.lower().rstrip("/") for origin in allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, as ASGI says."""
        refusal = self._refusal(scope) if scope["type"] == "http" and scope["method"] not in _READS else None
        if refusal:
            await problem_response(refusal)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        if any(origin.lower() not in self._allowed for origin in headers.getlist("origin")):
            return Problem(
                title="Origin not allowed",
                status=403,
                detail="web pages may not write here; add the page's origin to CLAIMWIRE_ALLOWED_ORIGINS if it may",
            )
        if scope["method"] != "POST":
            # No page can send any other write unasked, so the router may say first whether there is such a thing.
            return None
        media_type = Message()
        media_type["content-type"] = headers.get("content-type", "")
        given = media_type.get_content_type() if headers.get("content-type") else "nothing"
        charset = media_type.get_content_charset("utf-8")
        if given != "application/json" or charset not in {"utf-8", "utf8"}:
            return Problem(
                title="Unsupported Media Type",
                status=415,
                detail="the body must be JSON in UTF-8 with the header Content-Type: application/json",
            )
        return None

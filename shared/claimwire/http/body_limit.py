"""Refuses bodies over a size, without ever holding one."""

import asyncio
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claimwire.http.problem import Problem, ProblemError, problem_response

_LINGER_S: Final = 5.0


class BodyLimit:
    """Answers 413 as soon as the declared length, or the bytes that came, exceed the limit.

    The rest of the body is read and dropped for some seconds: a connection closed on a sender in
    mid-body is reset, and the sender would see a broken pipe in place of the answer.
    """

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        """``max_bytes`` is the largest body let through."""
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, as ASGI says."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > self._max_bytes:
            await self._refuse(scope, receive, send)
            return
        request = _CountedRequest(receive, send, self._max_bytes, self._problem())
        try:
            await self._app(scope, request.receive, request.send)
        except ProblemError:
            if not request.too_large:
                raise
        if request.too_large and not request.answered:
            await self._refuse(scope, receive, send)

    def _problem(self) -> Problem:
        return Problem(
            title="Content Too Large",
            status=413,
            detail=f"the body is over {self._max_bytes} bytes; send articles one by one, or raise CLAIMWIRE_MAX_BODY_BYTES",
        )

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_then_linger(message: Message) -> None:
            if message["type"] == "http.response.body":
                # The length is declared, so the sender has the whole answer before the end is marked.
                await send({**message, "more_body": True})
                await _drop_rest(receive)
                await send({"type": "http.response.body", "body": b"", "more_body": False})
            else:
                await send(message)

        await problem_response(self._problem(), {"Connection": "close"})(scope, receive, send_then_linger)


class _CountedRequest:
    """Receives for the application until the body is too large, then keeps the application's answer back."""

    def __init__(self, receive: Receive, send: Send, max_bytes: int, problem: Problem) -> None:
        self._receive = receive
        self._send = send
        self._left = max_bytes
        self._problem = problem
        self.too_large = False
        self.answered = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.too_large = True
            raise ProblemError(self._problem.status, self._problem.title, self._problem.detail)
        return message

    async def send(self, message: Message) -> None:
        if self.too_large and not self.answered:
            return
        self.answered = True
        await self._send(message)


async def _drop_rest(receive: Receive) -> None:
    try:
        async with asyncio.timeout(_LINGER_S):
            more = True
            while more:
                message = await receive()
                more = message["type"] == "http.request" and message.get("more_body", False)
    except TimeoutError:
        return

"""A port is taken at once, and a process ends although a sender stands still."""

import socket
import threading
from contextlib import closing

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from claimwire.errors import PortTaken
from claimwire.service import HttpServer, http_server


def test_a_port_is_taken_before_anything_is_served() -> None:
    server = HttpServer(Starlette(), host="127.0.0.1", port=0)
    with closing(server._socket), pytest.raises(PortTaken, match=str(server.port)):
        HttpServer(Starlette(), host="127.0.0.1", port=server.port)


def test_an_answer_in_two_pieces_is_not_held_back_for_the_first_ones_receipt() -> None:
    server = HttpServer(Starlette(), host="127.0.0.1", port=0)
    with closing(server._socket):
        # What asyncio asks of a socket before it turns Nagle's algorithm off on its connections.
        assert server._socket.proto == socket.IPPROTO_TCP


def test_a_sender_that_stands_still_does_not_hold_up_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()

    async def swallow(request: Request) -> PlainTextResponse:
        begun.set()
        return PlainTextResponse(await request.body())

    monkeypatch.setattr(http_server, "_DRAIN_S", 1)
    server = HttpServer(Starlette(routes=[Route("/", swallow, methods=["POST"])]), host="127.0.0.1", port=0)
    serving = threading.Thread(target=server.serve)
    serving.start()
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as sender:
        sender.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf")
        assert begun.wait(20)
        server.stop(0)
        serving.join(20)
        assert not serving.is_alive()

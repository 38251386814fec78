"""An ASGI application on a port that was checked first."""

import asyncio
import errno
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

import uvicorn

from claimwire.errors import PortTaken
from claimwire.service.exit_status import EXIT_FAILED

_DRAIN_S: Final = 5
"""A sender that stops in the middle of a request would otherwise keep a process from ending for ever."""


class HttpServer:
    """Serves until it is told to stop or the process gets SIGINT or SIGTERM."""

    def __init__(self, app: Callable[..., Any], *, host: str, port: int) -> None:
        """Take the port at once; port 0 takes any free one.

        Raises:
            PortTaken: something else listens there.
        """
        self._socket = _bound(host, port)
        config = uvicorn.Config(
            app, log_config=None, lifespan="on", server_header=False, timeout_graceful_shutdown=_DRAIN_S
        )
        self._server = uvicorn.Server(config)
        self._status = 0

    @property
    def port(self) -> int:
        """The port it listens on."""
        bound: int = self._socket.getsockname()[1]
        return bound

    def stop(self, status: int) -> None:
        """Finish running requests and return ``status`` from :meth:`serve`."""
        self._status = status
        self._server.should_exit = True

    def serve(self) -> int:
        """Serve; returns the exit status of the process."""
        # uvicorn raises the signal it was stopped by once more after it has shut down; with the default
        # handlers that would turn a clean stop into a death by signal. Other threads get no signals.
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, self._stop_on_signal)
        asyncio.run(self._server.serve(sockets=[self._socket]))
        return self._status if self._server.started else EXIT_FAILED

    def _stop_on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._server.should_exit = True


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only of a socket that says it is TCP does asyncio turn the delay off that costs each answer 40 ms.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        # Bound alone the port is not ours yet: another process may bind it too, and one of the two fails later.
        bound.listen()
    except OSError as error:
        bound.close()
        if error.errno in {errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL}:
            raise PortTaken(
                f"cannot listen on {host}:{port} ({error.strerror}): stop what listens there or choose another port"
            ) from error
        raise
    return bound

"""Refuses requests that were meant for another host."""

import re
from collections.abc import Collection
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from claimwire.http.problem import Problem, problem_response

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Never the name of a web page, so always let through: health is asked for under them."""

_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:\[\]/@]+)(?::[0-9]{1,5})?")


class HostGuard:
    """Lets only requests through whose ``Host`` is of loopback or on the list, with any port.

    Without it a web page could bind its own name to 127.0.0.1 (DNS rebinding) and read and write
    here as if it were of the same origin.
    """

    def __init__(self, app: ASGIApp, allowed: Collection[str]) -> None:
        """``allowed`` are names and addresses without a port, an IPv6 one in brackets."""
        self._app = app
        self._allowed = LOOPBACK | {host.lower() for host in allowed}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, as ASGI says."""
        if scope["type"] == "http" and not self._is_allowed(Headers(scope=scope).getlist("host")):
            problem = Problem(
                title="Misdirected Request",
                status=421,
                detail=f"this service answers to the hosts {sorted(self._allowed)}; add yours to CLAIMWIRE_ALLOWED_HOSTS",
            )
            await problem_response(problem)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_allowed(self, hosts: list[str]) -> bool:
        if len(hosts) != 1:
            return False
        found = _HOST.fullmatch(hosts[0])
        return found is not None and found[1].lower() in self._allowed

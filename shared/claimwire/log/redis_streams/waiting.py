"""How long the server may let us wait."""

from typing import Final

SOCKET_TIMEOUT_S: Final = 15.0
"""An answer that takes longer counts as an outage."""

_MAX_WAIT_MS: Final = 4_000


def block(wait_ms: int) -> int | None:
    """The BLOCK of a command; null for none."""
    # BLOCK 0 would wait for ever, and a wait beyond the socket's timeout looks like a dead server.
    return min(wait_ms, _MAX_WAIT_MS) if wait_ms > 0 else None

"""Commands written by the C library that reads the answers."""

import hiredis
from redis.asyncio import ConnectionPool


def pack_in_c(pool: ConnectionPool) -> None:
    """Let the pool's connections write commands with hiredis.

    redis-py does so in its blocking client only; written in Python, a batch of events costs more than
    all the encoding before it.
    """
    pool.connection_class = type("PackingConnection", (pool.connection_class,), {"pack_command": _packed})


def _packed(_connection: object, name: str | bytes, *args: str | bytes | float) -> list[bytes]:
    # Commands of two words ("XGROUP CREATE") come as one argument.
    return [hiredis.pack_command((*name.split(), *args))]

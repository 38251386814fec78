"""Getting deleted text out of the server's append-only file."""

import asyncio
import logging
import time
from collections.abc import Mapping
from typing import Any, Final

from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError

_ASK_EVERY_S: Final = 0.2
_WITHIN_S: Final = 600.0

logger = logging.getLogger(__name__)


async def rewrite_file(client: Redis) -> None:
    """Have the server rewrite its append-only file, and wait for it; where it will not, a warning says what is to be done."""
    deadline = time.monotonic() + _WITHIN_S
    try:
        begun = await _begun(client)
        while time.monotonic() < deadline:
            if begun and (ended := _ended(await client.info("persistence"))):
                return None if ended == "ok" else _warn("it failed")
            await asyncio.sleep(_ASK_EVERY_S)
            begun = begun or await _begun(client)
    except RedisError as error:
        return _warn(error)
    return _warn("a rewrite does not end")


def _ended(told: Mapping[str, Any]) -> str | None:
    """How the last rewrite ended; null while one goes on."""
    if told["aof_rewrite_in_progress"] or told["aof_rewrite_scheduled"]:
        return None
    return str(told["aof_last_bgrewrite_status"])


async def _begun(client: Redis) -> bool:
    try:
        await client.bgrewriteaof()
    except ResponseError as error:
        # The one in progress may have begun before the text was deleted, and would bring it to the new file.
        if "in progress" not in str(error):
            raise
        return False
    return True


def _warn(why: object) -> None:
    logger.warning(
        "the server did not rewrite its append-only file (%s): what was redacted stands in the file until the next "
        "rewrite; run BGREWRITEAOF on the server yourself",
        why,
    )

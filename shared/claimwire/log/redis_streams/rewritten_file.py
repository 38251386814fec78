"""Getting deleted text out of the server's append-only file."""

import asyncio
import logging
from typing import Final

from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError

_ASK_EVERY_S: Final = 0.5
_ASK_AT_MOST: Final = 120

logger = logging.getLogger(__name__)


async def rewrite_file(client: Redis) -> None:
    """Have the server rewrite its append-only file; where it will not, a warning says what is to be done."""
    for _ in range(_ASK_AT_MOST):
        try:
            await client.bgrewriteaof()
        except ResponseError as error:
            # The one in progress may have begun before the text was deleted, and would bring it to the new file.
            if "in progress" not in str(error):
                return _warn(error)
            await asyncio.sleep(_ASK_EVERY_S)
        except RedisError as error:
            return _warn(error)
        else:
            return None
    return _warn("another rewrite does not end")


def _warn(why: object) -> None:
    logger.warning(
        "the server would not rewrite its append-only file (%s): what was redacted stands in the file until the next "
        "rewrite; run BGREWRITEAOF on the server yourself",
        why,
    )

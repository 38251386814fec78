"""Reading the log in order from a checkpoint that the reader keeps."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Collection

from claimwire.errors import BehindTrimLine, RetryableError
from claimwire.events import Stream
from claimwire.log import Entry, EntryId
from claimwire.subscriptions.backoff import Backoff
from claimwire.subscriptions.followed import Followed

logger = logging.getLogger(__name__)


async def follow(
    log: Followed,
    after: EntryId,
    streams: Collection[Stream],
    *,
    stop: asyncio.Event,
    limit: int = 500,
    wait_ms: int = 1_000,
) -> AsyncGenerator[list[Entry], None]:
    """Yield batches of entries in log order, for ever or until ``stop`` is set.

    An empty batch means that the end was reached. The caller stores the id of a batch's last entry
    together with what it made of it. Outages are waited out; the log is checked again after one.

    Raises:
        LogMismatch: after an outage the log is another one than before.
        BehindTrimLine: what comes next has been trimmed from the log, and no archive that is read has it.
    """
    position, backoff = after, Backoff()
    while not stop.is_set():
        try:
            if backoff.failed:
                await log.open()
            entries = await log.read(position, streams, limit=limit, wait_ms=wait_ms)
        except BehindTrimLine:
            # Waiting would not bring back what is gone, and going on would skip it.
            raise
        except RetryableError as error:
            logger.warning("reading the log failed, trying again: %s", error)
            await backoff.wait()
            continue
        backoff.succeeded()
        if entries:
            position = entries[-1].id
        yield entries

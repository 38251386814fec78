"""Readers of the log, which work while a test looks at what they write."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from claimwire.events import Stream
from claimwire.log import Entry, EntryId, EventLog


@asynccontextmanager
async def running(*readers: Callable[[asyncio.Event], Awaitable[None]]) -> AsyncIterator[None]:
    """Let them read until the block ends, and wait until they have stopped."""
    stop = asyncio.Event()
    tasks = [asyncio.ensure_future(reader(stop)) for reader in readers]
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(30):
            await asyncio.gather(*tasks)


async def written(log: EventLog, count: int, *streams: Stream) -> list[Entry]:
    """Wait until the streams hold as many entries, and return all they hold."""
    found: list[Entry] = []
    async with asyncio.timeout(60):
        while len(found) < count:
            found += await log.read(found[-1].id if found else EntryId.START, streams, limit=500, wait_ms=500)
    return found


async def answered(log: EventLog, count: int) -> list[str]:
    """Wait until so many events are answered, and name them."""
    return [entry.event().subject for entry in await written(log, count, Stream.EXTRACTIONS)]


async def nothing_pending(log: EventLog) -> bool:
    """Tell whether every reader has come to the end and has nothing in hand."""
    return all(reader.behind == 0 and reader.pending == 0 for reader in (await log.status()).readers)

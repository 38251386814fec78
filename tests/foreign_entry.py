"""What a stranger could put into the log, past our own door."""

from collections.abc import Mapping
from typing import Any

from claimwire.events import Stream
from claimwire.log import EntryId, EventLog, MemoryLog, RedisLog
from claimwire.log.redis_streams.keys import Keys


async def add_foreign(log: EventLog, stream: Stream, fields: Mapping[bytes, bytes]) -> EntryId:
    """Add an entry of any fields."""
    if isinstance(log, MemoryLog):
        return await log.add_foreign(stream, fields)
    assert isinstance(log, RedisLog)
    forgiving: dict[Any, Any] = dict(fields)
    return EntryId.parse(await log._client.xadd(Keys(0).stream(stream), forgiving))

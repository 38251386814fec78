"""How a partition on Redis stands."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, cast

from redis.asyncio import Redis

from claimwire.events import Stream
from claimwire.log.position import EntryId
from claimwire.log.redis_streams.graves import grave_after, tombstones_of
from claimwire.log.redis_streams.keys import Keys
from claimwire.log.status import LogStatus, ReaderStatus, StreamStatus

_COUNT_AT_MOST: Final = 10_000
_PAGE: Final = 1_000


async def status_report(client: Redis, keys: Keys, epoch: str) -> LogStatus:
    """Ask the server about all streams, groups and reported checkpoints."""
    seconds, microseconds = await client.time()
    now_ms = int(seconds) * 1000 + int(microseconds) // 1000
    streams = [await _stream(client, keys, stream) for stream in Stream]
    readers: list[ReaderStatus] = []
    for stream in streams:
        if await client.exists(keys.stream(stream.stream)):
            groups = await client.xinfo_groups(keys.stream(stream.stream))
            readers += [await _group(client, keys, stream.stream, group, now_ms) for group in groups]
    reported = cast("Mapping[bytes, bytes]", await cast("Any", client.hgetall(keys.checkpoints)))
    for name, value in sorted(reported.items()):
        readers.append(await _reader(client, keys, name.decode(), value.decode(), now_ms))
    return LogStatus(epoch=epoch, at=datetime.fromtimestamp(now_ms / 1000, UTC), streams=streams, readers=readers)


async def _stream(client: Redis, keys: Keys, stream: Stream) -> StreamStatus:
    newest = cast("list[tuple[bytes, object]]", await client.xrevrange(keys.stream(stream), count=1))
    buried = cast("list[bytes]", await client.zrevrangebylex(keys.tombstones(stream), "+", "-", 0, 1))
    lasts = [EntryId.parse(entry_id) for entry_id, _ in newest] + [tomb.id for tomb in tombstones_of(stream, buried)]
    length = await client.xlen(keys.stream(stream)) + await client.zcard(keys.tombstones(stream))
    return StreamStatus(stream=stream, length=int(length), last=max(lasts, default=None))


async def _group(client: Redis, keys: Keys, stream: Stream, group: Mapping[str, Any], now_ms: int) -> ReaderStatus:
    name, last = group["name"].decode(), EntryId.parse(group["last-delivered-id"])
    first_waiting = await _first_after(client, keys, (stream,), last)
    pending = cast(
        "list[dict[str, Any]]", await client.xpending_range(keys.stream(stream), name, min="-", max="+", count=1)
    )
    unfinished = [EntryId.parse(item["message_id"]) for item in pending] + first_waiting
    behind = group.get("lag")
    if behind is None:
        # The server answers nil after deletions; that is not 0, so the entries are counted instead.
        behind = await _count_after(client, keys, (stream,), last)
    return ReaderStatus(
        name=name,
        streams=(stream,),
        behind=behind,
        pending=int(group["pending"]),
        seconds=_age(unfinished, now_ms),
        position=None if last == EntryId.START else last,
    )


async def _reader(client: Redis, keys: Keys, name: str, value: str, now_ms: int) -> ReaderStatus:
    position_text, _, stream_names = value.partition(" ")
    position, streams = EntryId.parse(position_text), [Stream(stream) for stream in stream_names.split(",")]
    return ReaderStatus(
        name=name,
        streams=streams,
        behind=await _count_after(client, keys, streams, position, tombstones=True),
        pending=None,
        seconds=_age(
            await _first_after(client, keys, streams, position)
            + await _first_tombstone_after(client, keys, streams, position),
            now_ms,
        ),
        position=None if position == EntryId.START else position,
    )


async def _first_after(client: Redis, keys: Keys, streams: Sequence[Stream], after: EntryId) -> list[EntryId]:
    answers = [await client.xrange(keys.stream(stream), min=f"({after}", count=1) for stream in streams]
    return [EntryId.parse(entries[0][0]) for entries in cast("list[list[tuple[bytes, object]]]", answers) if entries]


async def _first_tombstone_after(client: Redis, keys: Keys, streams: Sequence[Stream], after: EntryId) -> list[EntryId]:
    bound = grave_after(after)
    return [
        tombstone.id
        for stream in streams
        for tombstone in tombstones_of(
            stream, cast("list[bytes]", await client.zrangebylex(keys.tombstones(stream), bound, "+", 0, 1))
        )
    ]


async def _count_after(
    client: Redis, keys: Keys, streams: Sequence[Stream], after: EntryId, *, tombstones: bool = False
) -> int | None:
    """Count the entries of the streams after an id, or give up (null) when there are too many to count."""
    total = 0
    for stream in streams:
        last = after
        if tombstones:
            total += await client.zlexcount(keys.tombstones(stream), grave_after(after), "+")
        while True:
            page = cast(
                "list[tuple[bytes, object]]", await client.xrange(keys.stream(stream), min=f"({last}", count=_PAGE)
            )
            total += len(page)
            if total > _COUNT_AT_MOST:
                return None
            if len(page) < _PAGE:
                break
            last = EntryId.parse(page[-1][0])
    return total


def _age(unfinished: Sequence[EntryId], now_ms: int) -> float:
    return max(0, now_ms - min(unfinished).ms) / 1000 if unfinished else 0.0

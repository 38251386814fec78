"""What only the Redis adapter can get wrong."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Protocol

import pytest
from redis.asyncio import Redis
from redis.exceptions import ResponseError
from tests.whole_log import everything, names

from claimwire.errors import LogMismatch, LogUnavailable, UnsafeDurability
from claimwire.events import HISTORY, Stream
from claimwire.log import (
    Appended,
    Commit,
    Durability,
    EntryId,
    Head,
    HeadMoved,
    IndexBehind,
    RedisLog,
)
from claimwire.log.redis_streams.keys import HEAD_SLOT_MS, HEAD_SLOTS, Keys
from claimwire.testing import (
    completed_extraction,
    content_hash,
    pause_command,
    publication,
    published_article,
)


class OpenLog(Protocol):
    def __call__(self, durability: Durability = Durability.DISK, *, url: str = "") -> RedisLog: ...


@pytest.fixture
async def open_log(redis_url: str) -> AsyncIterator[OpenLog]:
    made: list[RedisLog] = []

    def make(durability: Durability = Durability.DISK, *, url: str = "") -> RedisLog:
        made.append(RedisLog(url or redis_url, durability=durability))
        return made[-1]

    yield make
    for log in made:
        await log.close()


async def test_what_the_log_has_forgotten_the_sender_must_know(redis_url: str, open_log: OpenLog) -> None:
    log = open_log()
    await log.open()
    await log.append([publication("a")])
    async with Redis.from_url(redis_url) as client:
        await client.delete(*Keys(0).heads)
        await client.hset(Keys(0).clock, "born", "0")
    seen = Head(1, content_hash("A bridge was shelled."))
    revision = publication("a", 2, "Two.", expected=seen)
    assert await log.append([revision]) == [IndexBehind()]
    [outcome] = await log.append([revision], known_until=await log.end())
    assert isinstance(outcome, Appended)
    assert await log.append([revision]) == [HeadMoved(Head(2, content_hash("Two.")))]


async def test_heads_are_forgotten_when_their_slot_comes_round_again(redis_url: str, open_log: OpenLog) -> None:
    log = open_log()
    await log.open()
    await log.append([publication("a")])
    async with Redis.from_url(redis_url) as client:
        [slot] = [key for key in Keys(0).heads if await client.exists(key)]
        await client.hset(slot, "", str(int(await client.hget(slot, "") or 0) - 8))
    await log.append([publication("b")])
    assert await log.heads(["a", "b"]) == {"b": Head(1, content_hash("A bridge was shelled."))}


async def test_heads_are_known_after_the_servers_time_went_back(redis_url: str, open_log: OpenLog) -> None:
    log = open_log()
    await log.open()
    await log.append([publication("a")])
    async with Redis.from_url(redis_url) as client:
        [slot] = [key for key in Keys(0).heads if await client.exists(key)]
        later = int(await client.hget(slot, "") or 0) + 1
        await client.rename(slot, Keys(0).heads[later % HEAD_SLOTS])
        await client.hset(Keys(0).heads[later % HEAD_SLOTS], "", str(later))
        await client.hset(Keys(0).clock, "ms", str(later * HEAD_SLOT_MS))

    assert await log.append([publication("a")]) == [HeadMoved(Head(1, content_hash("A bridge was shelled.")))]


async def test_a_script_that_cannot_write_all_writes_nothing(redis_url: str, open_log: OpenLog) -> None:
    log = open_log()
    await log.open()
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [taken] = await log.take(Stream.ARTICLES, "g", "c", limit=1)
    async with Redis.from_url(redis_url) as client:
        await client.set(Keys(0).stream(Stream.EXTRACTIONS), "in the way")
        with pytest.raises(ResponseError, match="WRONGTYPE"):
            await log.commit(
                Stream.ARTICLES, "g", [Commit(taken.entry.id, [completed_extraction(published_article("a"))])]
            )
        await client.delete(Keys(0).stream(Stream.EXTRACTIONS))
    assert await log.commit(
        Stream.ARTICLES, "g", [Commit(taken.entry.id, [completed_extraction(published_article("a"))])]
    ) == [True]


async def test_another_log_under_the_same_address_is_refused(redis_url: str, open_log: OpenLog) -> None:
    log = open_log()
    await log.open()
    async with Redis.from_url(redis_url) as client:
        await client.flushall()
        with pytest.raises(LogMismatch, match="epoch"):
            await log.open()
        await client.hset("claimwire:meta", "partitions", "16")
        with pytest.raises(LogMismatch, match="16 partitions"):
            await open_log().open()


async def test_another_log_behind_an_open_connection_takes_and_gives_nothing(redis_url: str, open_log: OpenLog) -> None:
    log, other = open_log(), open_log()
    await log.open()
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [taken] = await log.take(Stream.ARTICLES, "g", "c", limit=1)
    async with Redis.from_url(redis_url) as client:
        await client.flushall()
    await other.open()
    await other.append([publication("b")])
    await other.ensure_group(Stream.ARTICLES, "g")
    for call in (
        log.append([publication("c")]),
        log.commit(Stream.ARTICLES, "g", [Commit(taken.entry.id, [completed_extraction(published_article("a"))])]),
        log.trim(EntryId(2**40, 0)),
        log.read(EntryId.START, [Stream.ARTICLES], limit=10),
    ):
        with pytest.raises(LogMismatch, match="another log"):
            await call
    assert await names(other) == ["b"]


async def test_consumers_that_are_gone_leave_no_names_behind(redis_url: str, open_log: OpenLog) -> None:
    log = open_log()
    await log.open()
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    await log.take(Stream.ARTICLES, "g", "busy", limit=1)
    for name in ("gone", "left", "alive"):
        await log.take(Stream.ARTICLES, "g", name, limit=1)
    async with Redis.from_url(redis_url) as client:

        async def known() -> list[str]:
            consumers = await client.xinfo_consumers(Keys(0).stream(Stream.ARTICLES), "g")
            return [consumer["name"].decode() for consumer in consumers]

        await log.forget_consumers(Stream.ARTICLES, "g", only="left")
        await log.forget_consumers(Stream.ARTICLES, "g", idle_ms=600_000)
        assert await known() == ["alive", "busy", "gone"]
        await log.forget_consumers(Stream.ARTICLES, "g")
        assert await known() == ["busy"]


async def test_a_server_without_a_journal_is_refused_unless_replicas_keep_it(redis_url: str, open_log: OpenLog) -> None:
    async with Redis.from_url(redis_url) as client:
        await client.config_set("appendonly", "no")
        try:
            with pytest.raises(UnsafeDurability, match="appendonly yes"):
                await open_log().open()
            trusting = open_log(Durability.REPLICATED)
            await trusting.open()
        finally:
            await client.config_set("appendonly", "yes")


async def test_a_server_that_evicts_is_refused(redis_url: str, open_log: OpenLog) -> None:
    async with Redis.from_url(redis_url) as client:
        await client.config_set("maxmemory-policy", "allkeys-lru")
        try:
            with pytest.raises(UnsafeDurability, match="noeviction"):
                await open_log().open()
        finally:
            await client.config_set("maxmemory-policy", "noeviction")


async def test_a_server_that_is_not_there_is_a_retryable_error(open_log: OpenLog) -> None:
    log = open_log(url="unix:///nowhere/claimwire.sock")
    with pytest.raises(LogUnavailable):
        await log.open()
    with pytest.raises(LogUnavailable):
        await log.append([publication("a")])


async def test_a_deleted_entry_does_not_show_as_no_lag(redis_url: str, open_log: OpenLog) -> None:
    log = open_log()
    await log.open()
    await log.append([publication("a"), publication("b"), publication("c")])
    await log.ensure_group(Stream.ARTICLES, "g")
    entries = await everything(log)
    async with Redis.from_url(redis_url) as client:
        await client.xdel(Keys(0).stream(Stream.ARTICLES), str(entries[1].id))
        [group] = await client.xinfo_groups(Keys(0).stream(Stream.ARTICLES))
    assert group["lag"] is None
    [reader] = (await log.status()).readers
    assert reader.behind == 2


async def test_a_limit_never_cuts_between_entries_that_strangers_gave_one_id(redis_url: str, open_log: OpenLog) -> None:
    log = open_log()
    await log.open()
    async with Redis.from_url(redis_url) as stranger:
        for stream in (Stream.ARTICLES, Stream.CLAIMS, Stream.STRIKES):
            await stranger.xadd(Keys(0).stream(stream), {"a": "stranger"}, id="7-7")
            await stranger.xadd(Keys(0).stream(stream), {"a": "stranger"}, id="8-8")

    found = await log.read(EntryId.START, list(Stream), limit=2)

    assert [entry.stream for entry in found] == [Stream.ARTICLES, Stream.CLAIMS, Stream.STRIKES]
    assert {entry.id for entry in found} == {EntryId(7, 7)}


async def test_a_waiting_read_skips_nothing_where_the_server_answers_with_one_stream(
    open_log: OpenLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Redis 7.0 does so when a script adds to several streams; later servers answer with all of them."""
    log, writer = open_log(), open_log()
    await log.open()
    xread: Any = log._client.xread
    waiting = asyncio.Event()

    async def like_redis_7_0(keys: Any, *, count: int, block: int | None = None) -> Any:
        if block is not None:
            waiting.set()
        answer = await xread(keys, count=count, block=block)
        return answer if block is None else answer[:1]

    monkeypatch.setattr(log._client, "xread", like_redis_7_0)
    reading = asyncio.create_task(log.read(EntryId.START, list(Stream), limit=10, wait_ms=4_000))
    await waiting.wait()
    await writer.append([publication("a"), pause_command("p"), publication("b")])

    assert [entry.event().subject for entry in await reading] == ["a", "p", "b"]


async def test_of_a_reader_far_behind_the_number_is_not_known_and_the_status_stays_small(
    redis_url: str, open_log: OpenLog
) -> None:
    log = open_log()
    await log.open()
    await log.append([publication(f"a{number}") for number in range(1_200)])
    entries = await everything(log)
    await log.ensure_group(Stream.ARTICLES, "g")
    async with Redis.from_url(redis_url) as client:
        for far, position in ((True, entries[100].id), (False, entries[300].id), (False, entries[-1].id)):
            await log.report_checkpoint("view", HISTORY, position)
            sent = (await client.info("stats"))["total_net_output_bytes"]
            readers = {reader.name: reader for reader in (await log.status()).readers}
            assert (await client.info("stats"))["total_net_output_bytes"] - sent < 20_000
            behind = sum(entry.id > position for entry in entries)
            assert readers["view"].behind == (None if far else behind)
            assert readers["view"].position == position
            assert readers["g"].behind == 1_200, "the server counts for groups"
            assert (readers["view"].seconds == 0.0) == (position == entries[-1].id)


async def test_a_group_that_has_taken_all_is_not_behind_though_the_server_cannot_tell(
    redis_url: str, open_log: OpenLog
) -> None:
    log = open_log()
    await log.open()
    await log.append([publication("a"), publication("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    first, last = await everything(log)
    [taken] = await log.take(Stream.ARTICLES, "g", "c", limit=1)
    await log.commit(Stream.ARTICLES, "g", [Commit(taken.entry.id, [])])
    async with Redis.from_url(redis_url) as client:
        await client.xdel(Keys(0).stream(Stream.ARTICLES), str(last.id))
    [reader] = (await log.status()).readers
    assert (reader.position, reader.behind, reader.pending, reader.seconds) == (first.id, 0, 0, 0.0)

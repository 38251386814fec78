"""Traps of reading Redis Streams that no other test sets; docs/traps.md lists them all."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from redis.asyncio import Redis
from tests.integration.readers import answered, running

from claimwire.errors import LogUnavailable, RetryableError
from claimwire.events import Event, Stream
from claimwire.log import EntryId, EventLog, RedisLog
from claimwire.log.redis_streams.waiting import SOCKET_TIMEOUT_S, block
from claimwire.subscriptions import Consumer, ConsumerOptions, Progress, follow
from claimwire.testing import NOON, Link, completed_extraction, pause_command


@pytest.fixture
def near(redis_log: RedisLog) -> RedisLog:
    return redis_log


@pytest.fixture
async def link(redis_url: str) -> AsyncIterator[Link]:
    async with Link(redis_url) as link:
        yield link


@pytest.fixture
async def far(link: Link, near: RedisLog) -> AsyncIterator[RedisLog]:  # noqa: ARG001 - the log must be there
    log = RedisLog(link.url)
    await log.open()
    yield log
    await log.close()


async def echo(event: Event) -> Sequence[Event]:
    return [completed_extraction(event)]


def consumer(log: EventLog, handler: Any = echo, **changes: Any) -> Consumer:
    chosen: dict[str, Any] = {"stream": Stream.CONTROL, "group": "g", "consumer": "c1", "service": "test", **changes}
    return Consumer(log, handler, ConsumerOptions(**chosen), now=lambda: NOON, progress=Progress(time.monotonic))


async def test_no_more_is_taken_than_the_window_holds(near: RedisLog) -> None:
    go_on, busy = asyncio.Event(), asyncio.Event()

    async def held(event: Event) -> Sequence[Event]:
        busy.set()
        await go_on.wait()
        return await echo(event)

    await near.append([pause_command(f"a{number}") for number in range(100)])
    async with running(consumer(near, held, window=8).run):
        await busy.wait()
        # Another member finds all that the first has no room for.
        async with running(consumer(near, consumer="c2").run):
            assert len(await answered(near, 92)) == 92
        [group] = (await near.status()).readers
        assert group.pending == 8
        go_on.set()
        assert len(set(await answered(near, 100))) == 100


async def test_many_stops_under_load_orphan_nothing_and_every_start_reads_on(near: RedisLog) -> None:
    for start in range(30):
        await near.append([pause_command(f"{start}-{number}") for number in range(10)])
        async with running(consumer(near, window=4).run):
            await answered(near, start * 5 + 1)
    async with running(consumer(near).run):
        found = await answered(near, 300)
    assert sorted(found) == sorted(f"{start}-{number}" for start in range(30) for number in range(10))
    [group] = (await near.status()).readers
    assert (group.behind, group.pending) == (0, 0)


async def test_an_append_whose_reply_is_lost_is_sent_once(link: Link, far: RedisLog, near: RedisLog) -> None:
    link.eat_a_reply()
    with pytest.raises(LogUnavailable):
        await far.append([pause_command("a"), pause_command("b")])
    entries = await near.read(EntryId.START, [Stream.CONTROL], limit=10)
    assert [entry.event().subject for entry in entries] == ["a", "b"]


async def test_entries_whose_delivery_is_lost_are_found_again(link: Link, far: RedisLog, near: RedisLog) -> None:
    await near.append([pause_command("a"), pause_command("b")])
    await far.ensure_group(Stream.CONTROL, "g")
    link.eat_a_reply()
    with pytest.raises(LogUnavailable):
        await far.take(Stream.CONTROL, "g", "c1", limit=2)
    assert await far.take(Stream.CONTROL, "g", "c1", limit=2) == []
    async with running(consumer(far, reclaim_after_ms=600_000).run):
        assert await answered(near, 2) == ["a", "b"]


@pytest.mark.parametrize("wait_ms", [1, 1_000, 60_000, 10**9])
def test_no_wait_is_as_long_as_the_patience_with_a_silent_server(wait_ms: int) -> None:
    assert 0 < (block(wait_ms) or 0) / 1_000 < SOCKET_TIMEOUT_S / 2


async def test_a_reader_holds_a_handful_of_connections(near: RedisLog, redis_url: str) -> None:
    async def read(stop: asyncio.Event) -> None:
        async for _ in follow(near, EntryId.START, [Stream.CONTROL], stop=stop):
            continue

    async with Redis.from_url(redis_url) as client:
        before = (await client.info("clients"))["connected_clients"]
        async with running(consumer(near).run, read):
            await near.append([pause_command(f"a{number}") for number in range(50)])
            await answered(near, 50)
            assert (await client.info("clients"))["connected_clients"] - before < 8


async def test_an_entry_that_keeps_failing_rests_longer_each_time(near: RedisLog) -> None:
    tried: list[float] = []

    async def hopeless(_event: Event) -> Sequence[Event]:
        tried.append(time.monotonic())
        raise RetryableError("by design")

    await near.append([pause_command("a")])
    async with running(consumer(near, hopeless, retry_after_ms=40, max_attempts=5).run):
        async with asyncio.timeout(30):
            while not await near.read(EntryId.START, [Stream.DEAD], limit=1, wait_ms=1_000):
                continue
    pauses = [later - earlier for earlier, later in itertools.pairwise(tried)]
    assert len(pauses) == 4
    assert all(pause >= least for pause, least in zip(pauses, (0.04, 0.08, 0.16, 0.32), strict=True))


async def test_a_restart_does_not_shorten_the_rest_of_what_failed(near: RedisLog) -> None:
    tried: list[float] = []
    failed = asyncio.Event()

    async def hopeless(_event: Event) -> Sequence[Event]:
        tried.append(time.monotonic())
        failed.set()
        raise RetryableError("by design")

    await near.append([pause_command("a")])
    for _ in range(2):
        failed.clear()
        async with running(consumer(near, hopeless, retry_after_ms=500).run):
            async with asyncio.timeout(30):
                await failed.wait()
    assert tried[1] - tried[0] >= 0.5

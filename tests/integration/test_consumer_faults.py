"""What the servers and the network do to readers: each outage is waited out without a hot loop, loses and doubles nothing."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis
from tests.integration.readers import answered, nothing_pending, running

from claimwire.embedded import EmbeddedServer
from claimwire.errors import GroupLost, LogMismatch, RetryableError
from claimwire.events import Event, Pause, Stream
from claimwire.log import EntryId, EventLog, MemoryLog, RedisLog
from claimwire.log.redis_streams import connection
from claimwire.log.redis_streams.keys import Keys
from claimwire.subscriptions import Consumer, ConsumerOptions, Progress, follow
from claimwire.testing import NOON, Link, completed_extraction, pause_command

FAILURES = 6
AT_LEAST_S = 0.75
"""Of six failures in a row: pauses of at least 25, 50, 100, 200 and 400 ms lie between them."""

EVENTS = [f"a{number}" for number in range(60)]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(tmp_path / "server") as server:
        yield server


@pytest.fixture
async def link(server: EmbeddedServer) -> AsyncIterator[Link]:
    async with Link(server.url) as link:
        yield link


@pytest.fixture
async def near(server: EmbeddedServer) -> AsyncIterator[RedisLog]:
    """The log without the network between."""
    log = RedisLog(server.url)
    await log.open()
    yield log
    await log.close()


@pytest.fixture
async def far(link: Link, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator["Watched"]:
    """The log behind the network."""
    monkeypatch.setattr(connection, "SOCKET_TIMEOUT_S", 0.4)
    log = Watched(RedisLog(link.url))
    await log.open()
    yield log
    await log.close()


class Watched:
    """A log that counts calls, and notes when which of them failed."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self.calls = 0
        self.failures: list[tuple[str, float]] = []
        self._failed = asyncio.Condition()

    def __getattr__(self, name: str) -> Any:
        actual = getattr(self._log, name)
        if not callable(actual):
            return actual

        async def watched(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            try:
                return await actual(*arguments, **named)
            except RetryableError:
                async with self._failed:
                    self.failures.append((name, time.monotonic()))
                    self._failed.notify_all()
                raise

        return watched

    async def failed(self, times: int) -> float:
        """Wait until one of the reader's loops has failed so often, and tell how many seconds that took it."""

        def worst() -> list[float]:
            reading = [at for name, at in self.failures if name not in {"commit", "touch"}]
            committing = [at for name, at in self.failures if name == "commit"]
            return max(reading, committing, key=len)

        async with asyncio.timeout(60), self._failed:
            await self._failed.wait_for(lambda: len(worst()) >= times)
        return worst()[times - 1] - worst()[0]


async def echo(event: Event) -> Sequence[Event]:
    return [completed_extraction(event)]


def consumer(log: Any, progress: Progress, handler: Any = echo, **changes: Any) -> Consumer:
    chosen: dict[str, Any] = {
        "stream": Stream.CONTROL,
        "group": "g",
        "consumer": "c1",
        "service": "test",
        "window": 8,
        "reclaim_after_ms": 300,
        "retry_after_ms": 50,
        **changes,
    }
    return Consumer(log, handler, ConsumerOptions(**chosen), now=lambda: NOON, progress=progress)


class Fault:
    """An outage, and its end."""

    def __init__(self, server: EmbeddedServer, link: Link) -> None:
        self.server = server
        self.link = link

    async def command(self, *words: str | int) -> None:
        async with Redis.from_url(self.server.url) as client:
            pipeline = client.pipeline(transaction=False)
            pipeline.execute_command(*words)
            await pipeline.execute()

    async def begin(self) -> None:
        raise NotImplementedError

    async def end(self) -> None:
        raise NotImplementedError


class ServerKilled(Fault):
    async def begin(self) -> None:
        assert self.server.pid
        os.kill(self.server.pid, signal.SIGKILL)

    async def end(self) -> None:
        await asyncio.to_thread(self.server.ensure_running)


class ReadOnly(Fault):
    async def begin(self) -> None:
        await self.command("REPLICAOF", "127.0.0.1", "1")

    async def end(self) -> None:
        await self.command("REPLICAOF", "NO", "ONE")


class Full(Fault):
    async def begin(self) -> None:
        await self.command("CONFIG", "SET", "maxmemory", 1)

    async def end(self) -> None:
        await self.command("CONFIG", "SET", "maxmemory", 0)


class NetworkCut(Fault):
    async def begin(self) -> None:
        self.link.cut()

    async def end(self) -> None:
        self.link.mend()


class NetworkStalled(Fault):
    async def begin(self) -> None:
        self.link.stall()

    async def end(self) -> None:
        self.link.mend()


@pytest.mark.parametrize("kind", [ServerKilled, ReadOnly, Full, NetworkCut, NetworkStalled])
async def test_a_consumer_waits_an_outage_out_and_every_event_is_answered_once(
    server: EmbeddedServer, link: Link, near: RedisLog, far: Watched, kind: type[Fault]
) -> None:
    fault = kind(server, link)
    progress = Progress(time.monotonic)
    begun = asyncio.Event()

    async def ten_before(event: Event) -> Sequence[Event]:
        # Without the wait, all could be answered before anything is wrong.
        if isinstance(event.data, Pause) and EVENTS.index(event.data.consumer) >= 10:
            await begun.wait()
        return await echo(event)

    await near.append([pause_command(name) for name in EVENTS[:30]])
    async with running(consumer(far, progress, ten_before).run):
        await answered(near, 10)
        await fault.begin()
        begun.set()
        calls = far.calls
        elapsed = await far.failed(FAILURES)
        assert elapsed > AT_LEAST_S
        assert far.calls - calls < 100
        assert link.connections < 100
        await fault.end()
        await near.open()
        await near.append([pause_command(name) for name in EVENTS[30:]])
        found = await answered(near, 60)
    assert sorted(found) == sorted(EVENTS)
    assert await nothing_pending(near)
    assert progress.seconds_without < 30


@pytest.mark.parametrize("kind", [ServerKilled, NetworkCut, NetworkStalled])
async def test_a_follower_waits_an_outage_out_and_reads_every_event_once(
    server: EmbeddedServer, link: Link, near: RedisLog, far: Watched, kind: type[Fault]
) -> None:
    fault = kind(server, link)
    seen: list[str] = []
    whole = asyncio.Event()

    async def read(stop: asyncio.Event) -> None:
        async for entries in follow(far, EntryId.START, [Stream.CONTROL], stop=stop, limit=7, wait_ms=100):
            seen.extend(entry.event().subject for entry in entries)
            if len(seen) >= 60:
                whole.set()

    await near.append([pause_command(name) for name in EVENTS[:30]])
    async with running(read):
        await fault.begin()
        calls = far.calls
        assert await far.failed(FAILURES) > AT_LEAST_S
        assert far.calls - calls < 100
        await fault.end()
        await near.open()
        await near.append([pause_command(name) for name in EVENTS[30:]])
        async with asyncio.timeout(30):
            await whole.wait()
    assert seen == EVENTS


async def test_a_flushed_stream_is_read_again_from_its_new_start(server: EmbeddedServer, near: RedisLog) -> None:
    log = Watched(near)
    async with running(consumer(log, Progress(time.monotonic)).run), Redis.from_url(server.url) as client:
        await near.append([pause_command("a")])
        await answered(near, 1)
        await client.delete(Keys(0).stream(Stream.CONTROL))
        await log.failed(1)
        await near.append([pause_command("b")])
        assert await answered(near, 2) == ["a", "b"]


async def test_an_emptied_server_ends_the_consumer_with_the_reason(server: EmbeddedServer, near: RedisLog) -> None:
    reading = asyncio.ensure_future(consumer(near, Progress(time.monotonic)).run(asyncio.Event()))
    await near.append([pause_command("a")])
    await answered(near, 1)
    async with Redis.from_url(server.url) as client:
        await client.flushall()
    with pytest.raises(LogMismatch, match="epoch"):
        await asyncio.wait_for(reading, 20)


async def test_a_group_that_vanishes_again_and_again_makes_no_hot_loop() -> None:
    class Vanishing(MemoryLog):
        async def own_pending(self, *_: Any, **__: Any) -> list[Any]:
            raise GroupLost("by design")

    log = Watched(Vanishing(lambda: time.time_ns() // 1_000_000))
    async with running(consumer(log, Progress(time.monotonic)).run):
        assert await log.failed(FAILURES) > AT_LEAST_S
        assert log.calls < 50


async def test_a_failing_commit_is_tried_again_with_growing_pauses(near: RedisLog, server: EmbeddedServer) -> None:
    log, fault = Watched(near), Full(server, Link(server.url))
    begun = asyncio.Event()

    async def last(event: Event) -> Sequence[Event]:
        await fault.begin()
        begun.set()
        return await echo(event)

    await near.append([pause_command("a")])
    async with running(consumer(log, Progress(time.monotonic), last).run):
        await begun.wait()
        assert await log.failed(FAILURES) > AT_LEAST_S
        await fault.end()
        assert await answered(near, 1) == ["a"]


async def test_a_clean_stop_leaves_no_name_behind(server: EmbeddedServer, near: RedisLog) -> None:
    async with Redis.from_url(server.url) as client:

        async def known() -> list[str]:
            found = await client.xinfo_consumers(Keys(0).stream(Stream.CONTROL), "g")
            return [one["name"].decode() for one in found]

        await near.append([pause_command("a")])
        async with running(consumer(near, Progress(time.monotonic), consumer="c7").run):
            await answered(near, 1)
            assert await known() == ["c7"]
        assert await known() == []


class Touched:
    """A log that tells when entries were kept claimed."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._touched = asyncio.Condition()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)

    async def touch(self, *arguments: Any) -> None:
        await self._log.touch(*arguments)
        async with self._touched:
            self._touched.notify_all()

    async def next_touch(self) -> None:
        # The first one may have begun before whoever asks did something.
        for _ in range(2):
            async with asyncio.timeout(10), self._touched:
                await self._touched.wait()


@pytest.mark.parametrize(("longest_work_s", "seconds"), [(600.0, 0.0), (0.0, 1_000.0)], ids=["long", "hanging"])
async def test_long_work_is_a_sign_of_life_and_work_that_hangs_is_not(
    near: RedisLog, longest_work_s: float, seconds: float
) -> None:
    now = [0.0]
    finish, begun = asyncio.Event(), asyncio.Event()
    progress, log = Progress(lambda: now[0]), Touched(near)

    async def slow(event: Event) -> Sequence[Event]:
        begun.set()
        await finish.wait()
        return await echo(event)

    await near.append([pause_command("a")])
    async with running(consumer(log, progress, slow, longest_work_s=longest_work_s).run):
        await begun.wait()
        now[0] = 1_000.0
        await log.next_touch()
        assert progress.seconds_without == seconds
        finish.set()
        await answered(near, 1)


async def test_a_log_that_is_away_is_no_sign_of_life(near: RedisLog, server: EmbeddedServer) -> None:
    now = [0.0]
    progress, log, fault = Progress(lambda: now[0]), Watched(near), Full(server, Link(server.url))

    async def last(event: Event) -> Sequence[Event]:
        await fault.begin()
        return await echo(event)

    await near.append([pause_command("a")])
    async with running(consumer(log, progress, last).run):
        await log.failed(1)
        now[0] = 61.0
        await log.failed(FAILURES)
        assert progress.seconds_without == 61.0
        await fault.end()
        await answered(near, 1)

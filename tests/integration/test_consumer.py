"""A consumer group member loses nothing, doubles nothing and is stopped by no bad entry."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import pytest
from redis.asyncio import Redis
from tests.foreign_entry import add_foreign
from tests.integration.readers import nothing_pending, running, written

from claimwire.errors import ArchiveUnavailable, LogUnavailable, NewerExtractorNeeded, RetryableError, WorkerLost
from claimwire.events import DeadLetterParked, Event, Stream
from claimwire.log import EntryId, EventLog, RedisLog
from claimwire.log.redis_streams.keys import Keys
from claimwire.subscriptions import Consumer, ConsumerOptions, Handler, Progress, read_fields
from claimwire.testing import NOON, completed_extraction, pause_command


async def echo(event: Event) -> Sequence[Event]:
    return [completed_extraction(event)]


def consumer(log: EventLog, handler: Handler, **changes: Any) -> Consumer:
    chosen: dict[str, Any] = {
        "stream": Stream.CONTROL,
        "group": "g",
        "consumer": "c1",
        "service": "test",
        "reclaim_after_ms": 200,
        "retry_after_ms": 50,
        "max_attempts": 3,
        **changes,
    }
    return Consumer(log, handler, ConsumerOptions(**chosen), now=lambda: NOON, progress=Progress(time.monotonic))


async def test_every_event_is_handled_once_also_those_from_before_the_first_start(log: EventLog) -> None:
    await log.append([pause_command(f"early {number}") for number in range(40)])
    async with running(consumer(log, echo, window=8).run):
        await written(log, 40, Stream.EXTRACTIONS)
        await log.append([pause_command(f"late {number}") for number in range(40)])
        found = await written(log, 80, Stream.EXTRACTIONS)
    names = [entry.event().subject for entry in found]
    assert sorted(names) == sorted(
        [f"early {number}" for number in range(40)] + [f"late {number}" for number in range(40)]
    )
    assert await nothing_pending(log)


async def test_outputs_continue_the_chain_of_their_input(log: EventLog) -> None:
    sent = pause_command("a")
    await log.append([sent])
    async with running(consumer(log, echo).run):
        [entry] = await written(log, 1, Stream.EXTRACTIONS)
    event = entry.event()
    assert (event.causationid, event.correlationid) == (sent.event.id, sent.event.correlationid)


async def test_several_members_share_the_work_without_doubling(log: EventLog) -> None:
    await log.append([pause_command(f"a{number}") for number in range(60)])
    members = [consumer(log, echo, consumer=f"c{number}", window=4) for number in range(3)]
    async with running(*(member.run for member in members)):
        found = await written(log, 60, Stream.EXTRACTIONS)
    assert len({entry.event().subject for entry in found}) == 60
    assert len(found) == 60


async def test_foreign_and_broken_entries_are_parked_whole_and_the_next_good_one_goes_through(log: EventLog) -> None:
    broken = [
        {b"data": b"\xff\x00", b"x": b"y"},
        {b"type": b"claimwire.control.pause", b"version": b"99", b"payload": b"{}"},
    ]
    for fields in broken:
        await add_foreign(log, Stream.CONTROL, fields)
    await log.append([pause_command("good")])
    async with running(consumer(log, echo).run):
        parked = await written(log, 2, Stream.DEAD)
        [entry] = await written(log, 1, Stream.EXTRACTIONS)
    assert entry.event().subject == "good"
    bodies = [entry.event().data for entry in parked]
    assert [read_fields(body.fields) for body in bodies if isinstance(body, DeadLetterParked)] == broken
    assert await nothing_pending(log)


async def test_a_handler_that_raises_parks_its_entry_with_the_traceback(log: EventLog) -> None:
    async def fragile(event: Event) -> Sequence[Event]:
        if event.subject == "bad":
            raise ZeroDivisionError("by design")
        return [completed_extraction(event)]

    await log.append([pause_command("bad"), pause_command("good")])
    async with running(consumer(log, fragile).run):
        [parked] = await written(log, 1, Stream.DEAD)
        [entry] = await written(log, 1, Stream.EXTRACTIONS)
    body = parked.event().data
    assert isinstance(body, DeadLetterParked)
    assert (body.error, body.attempts, body.group) == ("ZeroDivisionError: by design", 1, "g")
    assert "fragile" in (body.traceback or "")
    assert entry.event().subject == "good"


async def test_a_passing_failure_is_tried_again_and_only_its_own_entry_waits(log: EventLog) -> None:
    tries: list[str] = []

    async def flaky(event: Event) -> Sequence[Event]:
        tries.append(event.subject)
        if event.subject == "flaky" and tries.count("flaky") < 3:
            raise WorkerLost("by design")
        return [completed_extraction(event)]

    await log.append([pause_command("flaky"), pause_command("steady")])
    async with running(consumer(log, flaky).run):
        found = await written(log, 2, Stream.EXTRACTIONS)
    assert [entry.event().subject for entry in found] == ["steady", "flaky"]
    assert (tries.count("flaky"), tries.count("steady")) == (3, 1)


async def test_a_failure_that_does_not_pass_is_parked_after_the_last_attempt(log: EventLog) -> None:
    async def hopeless(_event: Event) -> Sequence[Event]:
        raise WorkerLost("by design")

    await log.append([pause_command("a")])
    async with running(consumer(log, hopeless).run):
        [parked] = await written(log, 1, Stream.DEAD)
    body = parked.event().data
    assert isinstance(body, DeadLetterParked)
    assert body.attempts == 3
    assert await nothing_pending(log)


@pytest.mark.parametrize("surroundings", [LogUnavailable, ArchiveUnavailable, NewerExtractorNeeded])
async def test_what_is_no_fault_of_an_entry_does_not_park_it(log: EventLog, surroundings: type[RetryableError]) -> None:
    tries = 0

    async def waiting(event: Event) -> Sequence[Event]:
        nonlocal tries
        tries += 1
        if tries <= 2:
            raise surroundings("by design")
        return [completed_extraction(event)]

    await log.append([pause_command("a")])
    async with running(consumer(log, waiting, max_attempts=1).run):
        [found] = await written(log, 1, Stream.EXTRACTIONS)
    assert (found.event().subject, tries) == ("a", 3)


async def test_a_restarted_member_finds_at_once_what_it_had_taken(log: EventLog) -> None:
    await log.append([pause_command("a"), pause_command("b")])
    await log.ensure_group(Stream.CONTROL, "g")
    assert len(await log.take(Stream.CONTROL, "g", "c1", limit=9)) == 2
    async with running(consumer(log, echo, reclaim_after_ms=600_000).run):
        found = await written(log, 2, Stream.EXTRACTIONS)
    assert [entry.event().subject for entry in found] == ["a", "b"]


async def test_what_a_dead_member_had_taken_goes_to_another_after_the_idle_time(log: EventLog) -> None:
    await log.append([pause_command("a"), pause_command("b")])
    await log.ensure_group(Stream.CONTROL, "g")
    assert len(await log.take(Stream.CONTROL, "g", "dead", limit=9)) == 2
    async with running(consumer(log, echo).run):
        found = await written(log, 2, Stream.EXTRACTIONS)
    assert sorted(entry.event().subject for entry in found) == ["a", "b"]


async def test_long_work_keeps_its_claim(log: EventLog) -> None:
    finish = asyncio.Event()
    started: list[str] = []

    async def slow(event: Event) -> Sequence[Event]:
        started.append(event.subject)
        if event.subject == "long":
            await finish.wait()
        return [completed_extraction(event)]

    await log.append([pause_command("long")])
    async with running(consumer(log, slow).run, consumer(log, slow, consumer="c2").run):
        # Ten short entries, each needing a round of the idle time, pass while the long one is at work.
        for number in range(10):
            await log.append([pause_command(f"short {number}")])
            await written(log, number + 1, Stream.EXTRACTIONS)
            await a_round(log)
        finish.set()
        await written(log, 11, Stream.EXTRACTIONS)
    assert started.count("long") == 1


async def test_an_entry_that_seems_to_kill_its_consumers_is_parked_untried(log: EventLog) -> None:
    await log.append([pause_command("killer")])
    await log.ensure_group(Stream.CONTROL, "g")
    await log.take(Stream.CONTROL, "g", "c1", limit=1)
    for _ in range(4):
        await log.own_pending(Stream.CONTROL, "g", "c1", after=EntryId.START, limit=1)
    tried: list[str] = []

    async def deadly(event: Event) -> Sequence[Event]:
        tried.append(event.subject)
        return []

    async with running(consumer(log, deadly, max_deliveries=5).run):
        [parked] = await written(log, 1, Stream.DEAD)
    assert tried == []
    assert "PoisonEntry" in getattr(parked.event().data, "error", "")


async def test_stopping_finishes_what_was_taken(log: EventLog) -> None:
    await log.append([pause_command(f"a{number}") for number in range(30)])
    async with running(consumer(log, echo, window=30).run):
        await written(log, 1, Stream.EXTRACTIONS)
    status = await log.status()
    [reader] = [reader for reader in status.readers if reader.name == "g"]
    done = {stream.stream: stream.length for stream in status.streams}[Stream.EXTRACTIONS]
    assert (reader.pending, done + (reader.behind or 0)) == (0, 30)


async def test_a_stop_does_not_wait_for_a_log_that_is_away(log: EventLog) -> None:
    await log.append([pause_command("a")])
    handled, away = asyncio.Event(), Unreliable(log)

    async def last(event: Event) -> Sequence[Event]:
        away.fail_all("commit")
        handled.set()
        return [completed_extraction(event)]

    async with running(consumer(away, last).run):
        await handled.wait()
    assert not await nothing_pending(log)
    async with running(consumer(log, echo).run):
        assert len(await written(log, 1, Stream.EXTRACTIONS)) == 1


async def test_a_member_has_caught_up_only_when_nothing_new_is_left(log: EventLog) -> None:
    hold, begun = asyncio.Event(), asyncio.Event()

    async def held(event: Event) -> Sequence[Event]:
        begun.set()
        await hold.wait()
        return [completed_extraction(event)]

    await log.append([pause_command("a")])
    progress = Progress(time.monotonic)
    member = Consumer(
        log,
        held,
        ConsumerOptions(stream=Stream.CONTROL, group="g", consumer="c1", service="test", reclaim_after_ms=200),
        now=lambda: NOON,
        progress=progress,
    )
    async with running(member.run):
        await begun.wait()
        assert not progress.caught_up
        hold.set()
        async with asyncio.timeout(20):
            while not progress.caught_up:
                await log.read(await log.end(), [Stream.DEAD], limit=1, wait_ms=20)


class Unreliable:
    """A log that fails every other call of the chosen methods, before or after they took effect."""

    def __init__(self, log: EventLog, *methods: str, after: bool = False) -> None:
        self._log, self._methods, self._after, self._calls = log, methods, after, 0
        self._gone: str | None = None

    def fail_all(self, method: str) -> None:
        """Fail every call of a method from now on."""
        self._gone = method

    def __getattr__(self, name: str) -> Any:
        actual = getattr(self._log, name)
        if name not in self._methods and name != self._gone:
            return actual

        async def unreliable(*arguments: Any, **named: Any) -> Any:
            self._calls += 1
            if name == self._gone:
                raise LogUnavailable("by design: it is away")
            if self._calls % 2 and not self._after:
                raise LogUnavailable("by design")
            answer = await actual(*arguments, **named)
            if self._calls % 2:
                raise LogUnavailable("by design: the reply was lost")
            return answer

        return unreliable


@pytest.mark.parametrize("after", [False, True], ids=["call lost", "reply lost"])
@pytest.mark.parametrize("method", ["take", "commit", "own_pending", "reclaim", "touch", "ensure_group"])
async def test_outages_lose_and_double_nothing(log: EventLog, method: str, after: bool) -> None:  # noqa: FBT001 - a parameter of the test
    await log.append([pause_command(f"a{number}") for number in range(20)])
    async with running(consumer(Unreliable(log, method, after=after), echo, window=4).run):
        found = await written(log, 20, Stream.EXTRACTIONS)
    assert sorted(entry.event().subject for entry in found) == sorted(f"a{number}" for number in range(20))


async def test_a_deleted_group_is_made_again_and_reading_goes_on(redis_url: str) -> None:
    log = RedisLog(redis_url)
    await log.open()
    await log.append([pause_command("a")])
    async with running(consumer(log, echo).run):
        await written(log, 1, Stream.EXTRACTIONS)
        async with Redis.from_url(redis_url) as client:
            await client.xgroup_destroy(Keys(0).stream(Stream.CONTROL), "g")
        await log.append([pause_command("b")])
        found = await written(log, 3, Stream.EXTRACTIONS)
    await log.close()
    # A group made anew starts at 0: the first comes again, with the same event id.
    events = [entry.event() for entry in found]
    assert [event.subject for event in events] == ["a", "a", "b"]
    assert events[0].id == events[1].id


async def a_round(log: EventLog) -> None:
    """Let a third of the idle time pass, as the log sees it."""
    before = (await log.status()).at
    async with asyncio.timeout(10):
        while ((await log.status()).at - before).total_seconds() < 0.07:
            await log.read(await log.end(), [Stream.DEAD], limit=1, wait_ms=20)

"""Which revisions of history are asked for, and what a repeat asks for."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from itertools import count

import pytest

from claimwire.errors import ArchiveUnavailable, LogFull, LogUnavailable, RetryableError
from claimwire.events import Event, ExtractionRequested, Reprocess, Stream, new_event
from claimwire.events.ids import event_id
from claimwire.log import Append, AppendOutcome, Commit, Entry, EntryId, LogStatus, MemoryLog
from claimwire.testing import completed, published, withdrawn
from claimwire_extractor.adapters.reprocess import Reprocessed, Reprocessing

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


def memory_log() -> MemoryLog:
    clock = count(1_900_000_000_000, 1_000)
    return MemoryLog(lambda: next(clock))


async def say(log: MemoryLog, *events: Event) -> None:
    await log.append([Append(event=event) for event in events])


def command(generation: int = 2, start: str = "0:0-0", end: str | None = None, *articles: str) -> Event:
    body = Reprocess(
        operator="Vera", generation=generation, start=start, end=end or "0:9999999999999-0", articles=articles
    )
    identity = event_id("claimwire.control.reprocess", "extractor")
    return new_event(body, id=identity, subject="extractor", source="claimwire/cli", time=NOON)


async def run(
    log: MemoryLog, asked: Event, *, limit: int | None = None, dry_run: bool = False, most: int = 1_000
) -> Reprocessed:
    async def sleep(_: float) -> None:
        raise AssertionError("there is room for all of it")

    return await Reprocessing(
        log, log, asked, most_unfinished=most, clock=lambda: NOON, told=lambda _: None, sleep=sleep
    ).run(limit=limit, dry_run=dry_run)


async def lane(log: MemoryLog) -> list[Event]:
    return [entry.event() for entry in await log.read(EntryId.START, [Stream.BACKFILL], limit=10_000)]


async def asked_for(log: MemoryLog) -> list[tuple[str, int]]:
    bodies = [event.data for event in await lane(log)]
    return [(body.article_id, body.revision) for body in bodies if isinstance(body, ExtractionRequested)]


async def finish(log: MemoryLog, number: int, generation: int = 2) -> None:
    """Answer so many requests of the lane, as an extractor would."""
    await log.ensure_group(Stream.BACKFILL, "extractor")
    commits = []
    for delivery in await log.take(Stream.BACKFILL, "extractor", "x", limit=number):
        body = delivery.entry.event().data
        assert isinstance(body, ExtractionRequested)
        commits.append(Commit(delivery.entry.id, [completed(body.article_id, body.revision, generation)]))
    await log.commit(Stream.BACKFILL, "extractor", commits)


async def test_every_revision_of_history_is_asked_for_in_its_order() -> None:
    log = memory_log()
    await say(log, published("a"), completed("a"), published("b"), published("a", 2), withdrawn("b"))
    await log.add_foreign(Stream.ARTICLES, {b"hello": b"world"})
    where = [entry.id for entry in await log.read(EntryId.START, [Stream.ARTICLES], limit=3)]

    done = await run(log, command())

    assert (done.requested, done.left_out) == (3, 0)
    assert await asked_for(log) == [("a", 1), ("b", 1), ("a", 2)]
    positions = [event.data.position for event in await lane(log) if isinstance(event.data, ExtractionRequested)]
    assert positions == [f"0:{entry_id}" for entry_id in where]


async def test_a_request_is_caused_by_the_command_and_continues_the_chain_of_the_article() -> None:
    log = memory_log()
    article = published("a")
    await say(log, article)

    await run(log, command())

    [request] = await lane(log)
    [audited] = await log.read(EntryId.START, [Stream.CONTROL], limit=10)
    assert audited.event() == command()
    assert (request.causationid, request.correlationid) == (command().id, article.correlationid)
    assert (request.subject, request.source, request.time) == ("a", "claimwire/cli", NOON)
    assert request.id == event_id("claimwire.extraction.requested", "a", 1, 2)


async def test_what_this_or_a_newer_generation_has_read_is_left_out() -> None:
    log = memory_log()
    await say(log, published("old"), published("same"), published("newer"), published("same", 2))
    await say(log, completed("old"), completed("same", generation=2), completed("newer", generation=3))

    done = await run(log, command())

    assert await asked_for(log) == [("old", 1), ("same", 2)]
    assert (done.requested, done.left_out) == (2, 2)


async def test_bounds_articles_and_limit() -> None:
    log = memory_log()
    await say(log, *(published(name) for name in "abcde"))
    ids = [entry.id for entry in await log.read(EntryId.START, [Stream.ARTICLES], limit=10)]
    second, fourth = f"0:{ids[1]}", f"0:{ids[3]}"

    for asked, limit, expected in [
        (command(2, second, fourth), None, "bcd"),
        (command(2, second, fourth, "a", "b", "d"), None, "bd"),
        (command(), 2, "ab"),
        (command(2, second), 1, "b"),
    ]:
        fresh = memory_log()
        await say(fresh, *(published(name) for name in "abcde"))
        done = await run(fresh, asked, limit=limit)
        assert "".join(article for article, _ in await asked_for(fresh)) == expected
        assert done.requested == len(expected)


async def test_a_dry_run_counts_and_writes_nothing() -> None:
    log = memory_log()
    await say(log, published("a"), published("b"), completed("b", generation=2))
    before = await log.end()

    assert await run(log, command(), dry_run=True) == Reprocessed(
        requested=1, left_out=1, position=(await log.read(EntryId.START, [Stream.ARTICLES], limit=2))[1].id
    )
    assert await log.end() == before


async def test_an_article_taken_down_is_left_out() -> None:
    log = memory_log()
    await say(log, published("a"), published("b"))
    await log.bar("a")

    done = await run(log, command())

    assert await asked_for(log) == [("b", 1)]
    assert (done.requested, done.left_out) == (1, 1)


class Mortal(MemoryLog):
    """Kills who appends to it: after so many requests, with or without the last ones."""

    left = 10_000

    async def append(self, appends: Sequence[Append], *, known_until: EntryId = EntryId.START) -> list[AppendOutcome]:
        self.left -= len(appends)
        if self.left < 0:
            raise KeyboardInterrupt
        outcomes = await super().append(appends, known_until=known_until)
        if self.left == 0:
            raise KeyboardInterrupt
        return outcomes


@pytest.mark.parametrize("finished", [0, 30, 100], ids=["none answered", "some answered", "all answered"])
@pytest.mark.parametrize("trimmed", [False, True], ids=["whole lane", "trimmed lane"])
@pytest.mark.parametrize("left", [101, 150], ids=["after a batch", "before a batch"])
async def test_a_repeat_after_a_kill_goes_on_where_the_lane_ends(left: int, finished: int, trimmed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    clock = count(1_900_000_000_000, 1_000)
    log = Mortal(lambda: next(clock))
    await say(log, *(published(f"a{number}") for number in range(250)))
    log.left = left
    with pytest.raises(KeyboardInterrupt):
        await run(log, command())
    log.left = 10_000
    first = await asked_for(log)
    assert len(first) == 100

    await finish(log, finished)
    if trimmed:
        await log.trim(EntryId.START)
    done = await run(log, command())

    assert (done.requested, done.left_out) == (150, 100)
    seen = [*first, *(await asked_for(log))]
    assert {article for article, _ in seen} == {f"a{number}" for number in range(250)}
    ids = [event.id for event in await lane(log)]
    assert len(ids) == len(set(ids))


async def test_it_waits_while_the_lane_is_full() -> None:
    log = memory_log()
    await say(log, *(published(f"a{number}") for number in range(350)))
    longest = 0

    async def answer_some(_: float) -> None:
        nonlocal longest
        longest = max(longest, len(await lane(log)) - answered())
        await finish(log, 40)

    def answered() -> int:
        group = log._groups.get((Stream.BACKFILL, "extractor"))
        return 0 if group is None else sum(entry.id <= group.last for entry in log._streams[Stream.BACKFILL])

    reprocessing = Reprocessing(
        log, log, command(), most_unfinished=200, clock=lambda: NOON, told=lambda _: None, sleep=answer_some
    )
    done = await reprocessing.run()

    assert done.requested == 350
    assert longest == 200


class Away(MemoryLog):
    """Fails twice at a write of requests and twice at each stream read."""

    def __init__(self) -> None:
        clock = count(1_900_000_000_000, 1_000)
        super().__init__(lambda: next(clock))
        self.failures: defaultdict[str, int] = defaultdict(lambda: 2)

    async def append(self, appends: Sequence[Append], *, known_until: EntryId = EntryId.START) -> list[AppendOutcome]:
        self.fail(f"append {appends[0].event.type}", LogFull)
        return await super().append(appends, known_until=known_until)

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        self.fail(f"read {list(streams)}", ArchiveUnavailable)
        return await super().read(after, streams, limit=limit, wait_ms=wait_ms)

    async def status(self) -> LogStatus:
        self.fail("status", LogUnavailable)
        return await super().status()

    def fail(self, call: str, error: type[RetryableError]) -> None:
        if self.failures[call]:
            self.failures[call] -= 1
            raise error("by design")


async def test_outages_of_log_and_archive_are_waited_out() -> None:
    log = Away()
    log.failures["append claimwire.article.published"] = 0
    await say(log, published("a"))

    async with asyncio.timeout(20):
        done = await run(log, command())

    assert done.requested == 1
    log.failures = defaultdict(int, {call: left for call, left in log.failures.items() if left})
    assert not log.failures, "each call failed and was made again"
    assert await asked_for(log) == [("a", 1)]


async def test_another_command_is_refused() -> None:
    log = memory_log()
    with pytest.raises(TypeError, match=r"claimwire\.article\.published is no command to reprocess"):
        await run(log, published("a"))


async def test_an_empty_log_has_nothing_to_ask_for() -> None:
    assert await run(memory_log(), command()) == Reprocessed()

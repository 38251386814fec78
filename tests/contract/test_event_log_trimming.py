"""What every adapter of the event log keeps: dropping what is no longer needed."""

import asyncio

import pytest

from claimwire.errors import BehindTrimLine
from claimwire.events import HISTORY, ExtractionRequested, Stream, new_event
from claimwire.events.ids import event_id
from claimwire.log import Append, Appended, Commit, EntryId, EventLog, Position
from claimwire.testing import NOON, pause_command, publication

FAR = EntryId(2**50, 0)
"""Later than anything the tests append."""


async def added(log: EventLog, *appends: Append) -> list[EntryId]:
    outcomes = await log.append(appends)
    assert all(isinstance(outcome, Appended) for outcome in outcomes)
    return [outcome.id for outcome in outcomes if isinstance(outcome, Appended)]


async def left(log: EventLog) -> list[EntryId]:
    return [entry.id for entry in await log.read(await log.trim_line(), HISTORY, limit=10_000)]


def request_for(article: str, position: EntryId) -> Append:
    body = ExtractionRequested(article_id=article, revision=1, position=str(Position(0, position)), generation=2)
    identity = event_id("claimwire.extraction.requested", article, revision=1, generation=2)
    return Append(event=new_event(body, id=identity, subject=article, source="claimwire/test", time=NOON))


async def test_an_untrimmed_log_has_its_line_at_the_start(log: EventLog) -> None:
    await added(log, publication("a"))
    assert await log.trim_line() == EntryId.START
    assert await log.trim(EntryId.START) == EntryId.START


async def test_trimming_drops_what_is_below_in_all_streams_and_tells_the_line(log: EventLog) -> None:
    ids = await added(log, publication("a"), pause_command("p"), publication("b"), pause_command("q"))
    assert await log.trim(ids[2]) == ids[1]
    assert await log.trim_line() == ids[1]
    assert await left(log) == ids[2:]
    assert await log.end() == ids[3]
    assert {stream.stream: stream.length for stream in (await log.status()).streams if stream.length} == {
        Stream.ARTICLES: 1,
        Stream.CONTROL: 1,
    }


async def test_the_line_never_goes_back(log: EventLog) -> None:
    ids = await added(log, publication("a"), publication("b"), publication("c"))
    await log.trim(ids[2])
    assert await log.trim(ids[1]) == ids[1]
    assert await left(log) == ids[2:]


async def test_a_trimmed_log_goes_on_after_its_last_id(log: EventLog) -> None:
    ids = await added(log, publication("a"), publication("b"))
    assert await log.trim(FAR) == ids[1]
    assert await left(log) == []
    [following] = await added(log, publication("c"))
    assert following > ids[1]
    assert await left(log) == [following]


async def test_an_empty_log_can_be_trimmed_and_still_knows_all_its_articles(log: EventLog) -> None:
    assert await log.trim(FAR) == EntryId.START
    assert len(await added(log, publication("a"))) == 1


async def test_what_a_group_has_not_taken_holds_the_line(log: EventLog) -> None:
    await log.ensure_group(Stream.ARTICLES, "g")
    ids = await added(log, publication("a"), pause_command("p"), publication("b"), publication("c"))
    assert await log.trim(FAR) == EntryId.START
    [first] = await log.take(Stream.ARTICLES, "g", "c", limit=1)
    await log.commit(Stream.ARTICLES, "g", [Commit(first.entry.id, [])])
    assert await log.trim(FAR) == ids[1]
    assert await left(log) == ids[2:]


async def test_what_a_group_has_taken_and_not_finished_holds_the_line(log: EventLog) -> None:
    await log.ensure_group(Stream.ARTICLES, "g")
    ids = await added(log, publication("a"), publication("b"), publication("c"))
    taken = await log.take(Stream.ARTICLES, "g", "c", limit=9)
    await log.commit(Stream.ARTICLES, "g", [Commit(taken[0].entry.id, []), Commit(taken[2].entry.id, [])])
    assert await log.trim(FAR) == ids[0]
    [again] = await log.own_pending(Stream.ARTICLES, "g", "c", after=EntryId.START, limit=9)
    assert again.entry.event().subject == "b"


async def test_a_group_that_has_finished_all_does_not_hold_later_streams(log: EventLog) -> None:
    await log.ensure_group(Stream.ARTICLES, "g")
    ids = await added(log, publication("a"), pause_command("p"), pause_command("q"))
    [taken] = await log.take(Stream.ARTICLES, "g", "c", limit=9)
    await log.commit(Stream.ARTICLES, "g", [Commit(taken.entry.id, [])])
    assert await log.trim(FAR) == ids[2]


async def test_a_reported_checkpoint_holds_the_line_until_its_reader_is_forgotten(log: EventLog) -> None:
    ids = await added(log, publication("a"), pause_command("p"), publication("b"), publication("c"))
    await log.report_checkpoint("slow", HISTORY, ids[0])
    await log.report_checkpoint("quick", HISTORY, ids[2])
    assert await log.trim(FAR) == ids[0]
    await log.forget_reader("slow")
    assert await log.trim(FAR) == ids[2]
    assert [reader.name for reader in (await log.status()).readers] == ["quick"]


async def test_a_reader_behind_the_line_is_told_so_and_one_at_the_line_misses_nothing(log: EventLog) -> None:
    ids = await added(log, publication("a"), publication("b"), publication("c"))
    await log.trim(ids[2])
    for behind in (EntryId.START, ids[0]):
        with pytest.raises(BehindTrimLine, match="archive"):
            await log.read(behind, HISTORY, limit=9)
    assert [entry.id for entry in await log.read(ids[1], HISTORY, limit=9)] == [ids[2]]


async def test_a_reader_overtaken_between_two_pages_is_told_so_or_goes_on_without_a_gap(log: EventLog) -> None:
    ids = await added(log, *(publication(f"a{number}") for number in range(30)))
    seen = [entry.id for entry in await log.read(EntryId.START, HISTORY, limit=4)]
    await log.trim(ids[20])
    try:
        while page := await log.read(seen[-1], HISTORY, limit=4):
            seen += [entry.id for entry in page]
    except BehindTrimLine:
        assert seen[-1] < await log.trim_line()
    else:
        pytest.fail("the entries from the fifth to the twentieth are gone")
    assert seen == ids[: len(seen)]


async def test_a_waiting_reader_sees_what_comes_after_a_trim(log: EventLog) -> None:
    ids = await added(log, publication("a"), publication("b"))
    async with asyncio.timeout(10):
        waiting = asyncio.create_task(log.read(ids[1], HISTORY, limit=9, wait_ms=4_000))
        await log.trim(FAR)
        [following] = await added(log, publication("c"))
        assert [entry.id for entry in await waiting] == [following]


async def test_requests_of_the_backfill_lane_go_when_every_group_has_finished_them(log: EventLog) -> None:
    [article] = await added(log, publication("a"))
    requests = await added(log, request_for("a", article), request_for("b", article), request_for("c", article))
    await log.trim(EntryId.START)
    assert len(await log.read(article, [Stream.BACKFILL], limit=9)) == 3, "a group made later starts at the first"

    for group in ("g", "h"):
        await log.ensure_group(Stream.BACKFILL, group)
    for group, finished in (("g", 3), ("h", 1)):
        taken = await log.take(Stream.BACKFILL, group, "c", limit=finished)
        await log.commit(Stream.BACKFILL, group, [Commit(delivery.entry.id, []) for delivery in taken])
    assert await log.trim(EntryId.START) == EntryId.START
    assert [entry.id for entry in await log.read(article, [Stream.BACKFILL], limit=9)] == requests[1:]

    taken = await log.take(Stream.BACKFILL, "h", "c", limit=9)
    await log.commit(Stream.BACKFILL, "h", [Commit(delivery.entry.id, []) for delivery in taken])
    await log.trim(EntryId.START)
    assert await log.read(article, [Stream.BACKFILL], limit=9) == []
    assert await left(log) == [article]

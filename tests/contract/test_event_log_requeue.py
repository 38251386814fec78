"""What every adapter of the event log keeps: handing out again what a group gave up."""

import pytest

from claimwire.errors import EntryGone, GroupLost
from claimwire.events import Event, ExtractionRequested, Retry, Stream, new_event
from claimwire.events.ids import event_id
from claimwire.log import Append, Commit, Delivery, Entry, EntryId, EventLog
from claimwire.testing import NOON, publication


def retry_command(entry: Entry) -> Event:
    body = Retry(operator="op", where="dead", positions=(f"0:{entry.id}",))
    identity = event_id("claimwire.control.retry", "dead", fact=str(entry.id))
    return new_event(body, id=identity, subject="dead", source="claimwire/test", time=NOON)


async def given_up(log: EventLog, *articles: str) -> list[Entry]:
    await log.append([publication(article) for article in articles])
    await log.ensure_group(Stream.ARTICLES, "g")
    taken: list[Delivery] = []
    for _ in range(3):
        taken += await log.take(Stream.ARTICLES, "g", "c", limit=9)
        await log.reclaim(Stream.ARTICLES, "g", "c", idle_ms=0, limit=9)
    await log.commit(Stream.ARTICLES, "g", [Commit(delivery.entry.id, []) for delivery in taken])
    return [delivery.entry for delivery in taken]


async def commands(log: EventLog) -> list[Event]:
    return [entry.event() for entry in await log.read(await log.trim_line(), [Stream.CONTROL], limit=9)]


async def test_an_entry_handed_back_is_reclaimed_at_once_as_if_never_tried(log: EventLog) -> None:
    first, second = await given_up(log, "a", "b")
    assert await log.requeue(Stream.ARTICLES, "g", first, retry_command(first)) == first.id
    assert await commands(log) == [retry_command(first)]
    [said] = await log.read(second.id, [Stream.CONTROL], limit=9)
    assert await log.end() == said.id
    [delivery] = await log.reclaim(Stream.ARTICLES, "g", "d", idle_ms=3_600_000, limit=9)
    assert delivery == Delivery(first, attempts=1, retry=retry_command(first).id)
    assert await log.commit(Stream.ARTICLES, "g", [Commit(first.id, []), Commit(second.id, [])]) == [True, False]


async def test_a_retry_is_remembered_until_the_entry_is_committed(log: EventLog) -> None:
    [entry] = await given_up(log, "a")
    await log.requeue(Stream.ARTICLES, "g", entry, retry_command(entry))
    await log.reclaim(Stream.ARTICLES, "g", "crashes", idle_ms=0, limit=9)
    [delivery] = await log.own_pending(Stream.ARTICLES, "g", "crashes", after=EntryId.START, limit=9)
    assert delivery == Delivery(entry, attempts=2, retry=retry_command(entry).id)

    await log.commit(Stream.ARTICLES, "g", [Commit(entry.id, [])])
    await log.ensure_group(Stream.ARTICLES, "another")
    await log.take(Stream.ARTICLES, "another", "c", limit=9)
    [delivery] = await log.reclaim(Stream.ARTICLES, "another", "c", idle_ms=0, limit=9)
    assert delivery.retry is None


async def test_handing_back_twice_makes_it_pending_once(log: EventLog) -> None:
    [entry] = await given_up(log, "a")
    for _ in range(2):
        await log.requeue(Stream.ARTICLES, "g", entry, retry_command(entry))
    [reader] = (await log.status()).readers
    assert reader.pending == 1


async def test_a_trimmed_entry_comes_as_a_copy(log: EventLog) -> None:
    [entry] = await given_up(log, "a")
    await log.trim(EntryId(2**50, 0))
    copied = await log.requeue(Stream.ARTICLES, "g", entry, retry_command(entry))
    assert copied > entry.id
    [delivery] = await log.take(Stream.ARTICLES, "g", "d", limit=9)
    assert (delivery.entry.id, delivery.entry.fields, delivery.attempts) == (copied, entry.fields, 1)
    assert await commands(log) == [retry_command(entry)]


async def test_a_request_of_the_lane_comes_as_a_copy_wherever_the_trim_line_is(log: EventLog) -> None:
    body = ExtractionRequested(article_id="a", revision=1, position="0:1-0", generation=2)
    identity = event_id("claimwire.extraction.requested", "a")
    request = new_event(body, id=identity, subject="a", source="claimwire/test", time=NOON)
    await log.append([Append(event=request)])
    await log.ensure_group(Stream.BACKFILL, "g")
    [taken] = await log.take(Stream.BACKFILL, "g", "c", limit=9)
    await log.commit(Stream.BACKFILL, "g", [Commit(taken.entry.id, [])])
    await log.trim(EntryId.START)

    copied = await log.requeue(Stream.BACKFILL, "g", taken.entry, retry_command(taken.entry))

    [delivery] = await log.take(Stream.BACKFILL, "g", "c", limit=9)
    assert (delivery.entry.id, delivery.entry.fields) == (copied, taken.entry.fields)


async def test_an_entry_is_finished_when_its_group_has_acknowledged_it(log: EventLog) -> None:
    [entry] = await given_up(log, "a")
    told = [await log.has_finished(Stream.ARTICLES, "g", entry.id)]
    await log.requeue(Stream.ARTICLES, "g", entry, retry_command(entry))
    told.append(await log.has_finished(Stream.ARTICLES, "g", entry.id))
    await log.commit(Stream.ARTICLES, "g", [Commit(entry.id, [])])
    told.append(await log.has_finished(Stream.ARTICLES, "g", entry.id))
    assert told == [True, False, True]


async def test_a_copy_is_finished_no_sooner_than_it_is_handed_out(log: EventLog) -> None:
    [entry] = await given_up(log, "a")
    await log.trim(EntryId(2**50, 0))
    copied = await log.requeue(Stream.ARTICLES, "g", entry, retry_command(entry))
    told = [await log.has_finished(Stream.ARTICLES, "g", copied)]
    await log.take(Stream.ARTICLES, "g", "d", limit=9)
    told.append(await log.has_finished(Stream.ARTICLES, "g", copied))
    await log.commit(Stream.ARTICLES, "g", [Commit(copied, [])])
    told.append(await log.has_finished(Stream.ARTICLES, "g", copied))
    assert told == [False, False, True]
    with pytest.raises(GroupLost):
        await log.has_finished(Stream.ARTICLES, "missing", copied)
    with pytest.raises(GroupLost):
        await log.has_finished(Stream.CLAIMS, "g", copied)


async def test_what_was_never_there_is_refused_and_nothing_is_written(log: EventLog) -> None:
    [entry] = await given_up(log, "a")
    nowhere = Entry(entry.stream, EntryId(entry.id.ms + 1_000_000, 0), entry.fields)
    with pytest.raises(EntryGone):
        await log.requeue(Stream.ARTICLES, "g", nowhere, retry_command(entry))
    assert await commands(log) == []


async def test_a_copy_of_a_barred_article_is_refused(log: EventLog) -> None:
    [entry] = await given_up(log, "a")
    await log.trim(EntryId(2**50, 0))
    await log.bar("a")
    with pytest.raises(EntryGone):
        await log.requeue(Stream.ARTICLES, "g", entry, retry_command(entry))
    assert await commands(log) == []


async def test_without_the_group_nothing_is_handed_back(log: EventLog) -> None:
    [entry] = await given_up(log, "a")
    with pytest.raises(GroupLost):
        await log.requeue(Stream.ARTICLES, "missing", entry, retry_command(entry))
    assert await commands(log) == []

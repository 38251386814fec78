"""What every adapter of the event log keeps: appending and reading."""

import asyncio
import random

import pytest
from tests.foreign_entry import add_foreign
from tests.whole_log import everything, names

from claimwire.errors import LogMismatch, UndecodableEntry
from claimwire.events import Stream
from claimwire.log import (
    Appended,
    EntryId,
    EventLog,
    Head,
    HeadMoved,
)
from claimwire.testing import content_hash, pause_command, publication, published_article


async def test_an_empty_log_has_no_end_and_no_entries(log: EventLog) -> None:
    assert await log.end() == EntryId.START
    assert await everything(log) == []


async def test_events_come_back_as_they_went_in(log: EventLog) -> None:
    [outcome] = await log.append([publication("a", text="Ünïcode 🚀\n\nsecond paragraph")])
    [entry] = await everything(log)
    assert outcome == Appended(entry.id)
    assert entry.event() == published_article("a", text="Ünïcode 🚀\n\nsecond paragraph")
    assert await log.end() == entry.id


async def test_the_end_is_the_newest_entry_whatever_was_refused_after_it(log: EventLog) -> None:
    await log.bar("gone")
    await log.append([publication("gone")])
    assert await log.end() == EntryId.START
    [first] = await log.append([publication("a")])
    assert isinstance(first, Appended)
    await log.append([publication("gone"), publication("gone")])
    assert await log.end() == first.id
    _, second, _ = await log.append([publication("gone"), publication("b"), publication("gone")])
    assert isinstance(second, Appended)
    assert await log.end() == second.id
    assert [entry.id for entry in await everything(log)] == [first.id, second.id]


async def test_ids_increase_across_streams_in_the_order_of_the_writes(log: EventLog) -> None:
    outcomes = []
    for number in range(20):
        outcomes += await log.append([publication(f"a{number}"), pause_command(f"p{number}")])
    ids = [outcome.id for outcome in outcomes if isinstance(outcome, Appended)]
    assert len(ids) == 40
    assert ids == sorted(set(ids))
    assert await names(log) == [name for number in range(20) for name in (f"a{number}", f"p{number}")]


async def test_a_second_append_on_the_same_condition_is_refused_with_the_actual_head(log: EventLog) -> None:
    await log.append([publication("a")])
    [outcome] = await log.append([publication("a", text="Another text.")])
    assert outcome == HeadMoved(Head(1, content_hash("A bridge was shelled.")))
    assert len(await everything(log)) == 1


async def test_a_revision_follows_the_head_it_saw(log: EventLog) -> None:
    await log.append([publication("a")])
    first = Head(1, content_hash("A bridge was shelled."))
    [outcome] = await log.append([publication("a", 2, "Two bridges were shelled.", expected=first)])
    assert isinstance(outcome, Appended)
    assert await log.heads(["a", "b"]) == {"a": Head(2, content_hash("Two bridges were shelled."))}


async def test_one_refused_item_does_not_hold_its_batch_up(log: EventLog) -> None:
    await log.append([publication("a")])
    outcomes = await log.append([publication("b"), publication("a", text="Other."), publication("c")])
    assert [type(outcome) for outcome in outcomes] == [Appended, HeadMoved, Appended]
    assert await names(log) == ["a", "b", "c"]


async def test_revisions_of_one_article_chain_within_a_batch(log: EventLog) -> None:
    first = Head(1, content_hash("A bridge was shelled."))
    outcomes = await log.append(
        [publication("a"), publication("a", 2, "Two.", expected=first), publication("a", 3, "Three.", expected=first)]
    )
    assert [type(outcome) for outcome in outcomes] == [Appended, Appended, HeadMoved]


async def test_thousands_of_articles_in_one_batch_keep_their_heads(log: EventLog) -> None:
    batch = [publication(f"a{number}") for number in range(2_300)]
    await log.append(batch[::2])
    outcomes = await log.append(batch)
    assert [type(outcome) for outcome in outcomes] == [HeadMoved, Appended] * 1_150
    assert len(await log.heads([f"a{number}" for number in range(2_300)])) == 2_300


async def test_writers_racing_for_one_head_leave_one_winner(log: EventLog) -> None:
    outcomes = await asyncio.gather(*(log.append([publication("a", text=f"Text {number}.")]) for number in range(10)))
    assert [type(outcome) for [outcome] in outcomes].count(Appended) == 1
    assert len(await everything(log)) == 1


# ------------------------------------------------------------------ read


async def test_reading_page_by_page_gives_the_log_in_order_without_gap(log: EventLog) -> None:
    for number in range(15):
        await log.append([publication(f"a{number}"), publication(f"b{number}"), pause_command(f"p{number}")])
    whole = [entry.id for entry in await everything(log)]
    paged: list[EntryId] = []
    while page := await log.read(paged[-1] if paged else EntryId.START, [Stream.ARTICLES, Stream.CONTROL], limit=4):
        assert len(page) <= 4
        paged += [entry.id for entry in page]
    assert paged == whole
    assert len(whole) == 45


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
async def test_pages_are_full_and_in_order_however_the_streams_are_mixed(log: EventLog, limit: int) -> None:
    mix = random.Random(limit)
    for number in range(12):
        commands = [pause_command(f"p{number}-{part}") for part in range(mix.randint(0, 6))]
        await log.append([*commands, publication(f"a{number}")])
    whole = [entry.id for entry in await everything(log)]
    pages: list[list[EntryId]] = []
    while page := await log.read(pages[-1][-1] if pages else EntryId.START, list(Stream), limit=limit):
        pages.append([entry.id for entry in page])
    assert [entry for page in pages for entry in page] == whole
    assert {len(page) for page in pages[:-1]} <= {limit}


async def test_what_is_added_between_two_pages_comes_in_its_place(log: EventLog) -> None:
    await log.append([publication("a"), pause_command("p"), publication("b"), pause_command("q")])
    first = await log.read(EntryId.START, list(Stream), limit=1)
    await log.append([pause_command("r"), publication("c")])
    seen = list(first)
    while page := await log.read(seen[-1].id, list(Stream), limit=2):
        seen += page
    assert [entry.event().subject for entry in seen] == ["a", "p", "b", "q", "r", "c"]


async def test_readers_of_one_log_do_not_disturb_each_other(log: EventLog) -> None:
    await log.append([event for name in "abcdef" for event in (publication(name), pause_command(name))])
    whole = [entry.id for entry in await everything(log)]
    positions: dict[int, list[EntryId]] = {2: [], 3: []}
    for _ in range(4):
        for limit, seen in positions.items():
            page = await log.read(seen[-1] if seen else EntryId.START, list(Stream), limit=limit)
            seen += [entry.id for entry in page]
    [control] = await log.read(positions[2][0], [Stream.CONTROL], limit=1)
    assert positions == {2: whole[:8], 3: whole}
    assert control.id == whole[1]


async def test_a_reader_that_has_read_beyond_the_end_is_refused(log: EventLog) -> None:
    await log.append([publication("a")])
    end = await log.end()
    assert await log.read(end, list(Stream), limit=9) == []
    with pytest.raises(LogMismatch, match=f"ends at {end}"):
        await log.read(EntryId(end.ms, end.seq + 1), list(Stream), limit=9, wait_ms=10_000)


async def test_only_the_named_streams_are_read(log: EventLog) -> None:
    await log.append([publication("a"), pause_command("p")])
    assert [entry.stream for entry in await log.read(EntryId.START, [Stream.CONTROL], limit=9)] == [Stream.CONTROL]


async def test_a_waiting_reader_is_woken_by_an_append(log: EventLog) -> None:
    async with asyncio.timeout(10):
        waiting = asyncio.create_task(log.read(EntryId.START, list(Stream), limit=9, wait_ms=4_000))
        await log.append([publication("a")])
        assert [entry.event().subject for entry in await waiting] == ["a"]


async def test_waiting_ends_with_nothing_when_nothing_comes(log: EventLog) -> None:
    assert await log.read(EntryId.START, list(Stream), limit=9, wait_ms=20) == []


async def test_an_entry_of_a_stranger_is_read_and_refuses_to_decode(log: EventLog) -> None:
    await add_foreign(log, Stream.ARTICLES, {b"data": b"\xff\xfe", b"hello": b"world"})
    await log.append([publication("a")])
    entries = await log.read(EntryId.START, [Stream.ARTICLES], limit=9)
    with pytest.raises(UndecodableEntry):
        entries[0].event()
    assert entries[1].event().subject == "a"

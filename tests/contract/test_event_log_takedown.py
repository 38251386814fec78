"""What every adapter of the event log keeps: taking an article down."""

import pytest

from claimwire.events import HISTORY, Stream
from claimwire.log import Append, Appended, Barred, Commit, Entry, EntryId, EventLog, Tombstone
from claimwire.testing import completed_extraction, made_tombstone, pause_command, publication, published_article


async def whole(log: EventLog) -> list[Entry]:
    return await log.read(EntryId.START, HISTORY, limit=10_000)


# ------------------------------------------------------------------ bar


async def test_nothing_about_a_barred_article_is_appended(log: EventLog) -> None:
    await log.bar("b")
    await log.bar("b")
    outcomes = await log.append([publication("a"), publication("b"), publication("c")])
    assert [type(outcome) for outcome in outcomes] == [Appended, Barred, Appended]
    assert [entry.event().subject for entry in await whole(log)] == ["a", "c"]
    assert set(await log.heads(["a", "b", "c"])) == {"a", "c"}


async def test_a_barred_article_s_head_is_forgotten(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    await log.bar("a")
    assert set(await log.heads(["a", "b"])) == {"b"}
    assert await log.append([publication("a")]) == [Barred()]


async def test_an_event_without_a_head_is_barred_by_its_subject(log: EventLog) -> None:
    await log.bar("a")
    assert await log.append([Append(event=published_article("a"))]) == [Barred()]


async def test_commands_about_a_barred_article_are_taken(log: EventLog) -> None:
    await log.bar("p")
    [outcome] = await log.append([pause_command("p")])
    assert isinstance(outcome, Appended)


async def test_outputs_about_a_barred_article_are_left_out_and_the_input_is_finished(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    first, second = await log.take(Stream.ARTICLES, "g", "c", limit=9)
    await log.bar("a")
    done = await log.commit(
        Stream.ARTICLES,
        "g",
        [
            Commit(first.entry.id, [completed_extraction(published_article("a"))]),
            Commit(second.entry.id, [completed_extraction(published_article("b"))]),
        ],
    )
    assert done == [True, True]
    assert [entry.event().subject for entry in await whole(log)] == ["a", "b", "b"]
    assert await log.own_pending(Stream.ARTICLES, "g", "c", after=EntryId.START, limit=9) == []


# ------------------------------------------------------------------ redact


async def test_a_tombstone_stands_where_the_entry_stood(log: EventLog) -> None:
    await log.append([publication("a"), pause_command("p"), publication("b"), publication("c")])
    before = await whole(log)
    await log.redact([made_tombstone(before[2])])
    after = await whole(log)
    assert [(entry.stream, entry.id) for entry in after] == [(entry.stream, entry.id) for entry in before]
    assert [entry.event().type for entry in after] == [
        "claimwire.article.published",
        "claimwire.control.pause",
        "claimwire.entry.redacted",
        "claimwire.article.published",
    ]
    assert after[2].event() == made_tombstone(before[2]).event
    assert await log.end() == before[3].id


async def test_redacting_again_or_what_is_not_there_changes_nothing(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    first, second = await whole(log)
    await log.redact([])
    await log.redact([made_tombstone(first)])
    nowhere = Tombstone(Stream.STRIKES, EntryId(7, 7), made_tombstone(second).event)
    await log.redact([Tombstone(first.stream, first.id, made_tombstone(second).event), nowhere])
    assert [entry.event() for entry in await whole(log)] == [made_tombstone(first).event, second.event()]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 100])
async def test_pages_with_tombstones_are_in_order_without_a_gap(log: EventLog, limit: int) -> None:
    for number in range(12):
        await log.append([publication(f"a{number}"), pause_command(f"p{number}"), publication(f"b{number}")])
    before = await whole(log)
    gone = [entry for number, entry in enumerate(before) if number % 3 == 0 or 10 < number < 20 or number > 32]
    await log.redact([made_tombstone(entry) for entry in gone])
    seen: list[Entry] = []
    while page := await log.read(seen[-1].id if seen else EntryId.START, HISTORY, limit=limit):
        assert len(page) <= limit
        seen += page
    assert [entry.id for entry in seen] == [entry.id for entry in before]
    kinds = {entry.id for entry in seen if entry.event().type == "claimwire.entry.redacted"}
    assert kinds == {entry.id for entry in gone}


async def test_a_stream_of_nothing_but_tombstones_is_read(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    before = await whole(log)
    await log.redact([made_tombstone(entry) for entry in before])
    assert [entry.id for entry in await whole(log)] == [entry.id for entry in before]
    assert await log.read(before[1].id, HISTORY, limit=9) == []
    assert await log.read(EntryId.START, [Stream.CONTROL], limit=9) == []


async def test_groups_are_never_handed_a_replaced_entry(log: EventLog) -> None:
    await log.append([publication("a"), publication("b"), publication("c")])
    for group in ("g", "h"):
        await log.ensure_group(Stream.ARTICLES, group)
    taken = await log.take(Stream.ARTICLES, "g", "c", limit=2)
    await log.redact([made_tombstone(entry) for entry in (await whole(log))[:2]])
    assert await log.own_pending(Stream.ARTICLES, "g", "c", after=EntryId.START, limit=9) == []
    assert await log.reclaim(Stream.ARTICLES, "g", "d", idle_ms=0, limit=9) == []
    assert await log.commit(Stream.ARTICLES, "g", [Commit(delivery.entry.id, []) for delivery in taken]) == [
        False,
        False,
    ]
    assert [one.entry.event().subject for one in await log.take(Stream.ARTICLES, "h", "c", limit=9)] == ["c"]
    readers = {reader.name: reader for reader in (await log.status()).readers}
    assert (readers["g"].pending, readers["g"].behind) == (0, 1)
    assert (readers["h"].pending, readers["h"].behind) == (1, 0)


async def test_tombstones_are_counted_and_trimmed_like_the_entries_they_replace(log: EventLog) -> None:
    await log.append([publication("a"), publication("b"), publication("c")])
    before = await whole(log)
    await log.redact([made_tombstone(before[0]), made_tombstone(before[2])])
    [articles] = [stream for stream in (await log.status()).streams if stream.length]
    assert (articles.length, articles.last) == (3, before[2].id)
    assert await log.trim(before[2].id) == before[1].id
    assert [entry.id for entry in await log.read(before[1].id, HISTORY, limit=9)] == [before[2].id]
    assert await log.trim(EntryId(before[2].id.ms + 1, 0)) == before[2].id
    assert all(stream.length == 0 for stream in (await log.status()).streams)


async def test_a_reader_with_tombstones_before_it_is_behind(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    before = await whole(log)
    await log.redact([made_tombstone(entry) for entry in before])
    await log.report_checkpoint("view", HISTORY, before[0].id)
    [reader] = (await log.status()).readers
    assert reader.behind == 1
    await log.report_checkpoint("view", HISTORY, before[1].id)
    [reader] = (await log.status()).readers
    assert (reader.behind, reader.seconds) == (0, 0.0)


async def test_what_is_redacted_between_two_pages_is_read_once(log: EventLog) -> None:
    await log.append([append for name in "abcdefgh" for append in (publication(name), pause_command(name))])
    before = await whole(log)
    seen = await log.read(EntryId.START, HISTORY, limit=3)
    while page := await log.read(seen[-1].id, HISTORY, limit=3):
        seen += page
        following = [entry for entry in before if entry.id > seen[-1].id]
        await log.redact([made_tombstone(entry) for entry in (before[0], *following[1:3])])
    assert [entry.id for entry in seen] == [entry.id for entry in before]
    assert {entry.event().type for entry in await log.read(EntryId.START, HISTORY, limit=1)} == {
        "claimwire.entry.redacted"
    }

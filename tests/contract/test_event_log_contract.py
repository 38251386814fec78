"""What every adapter of the event log keeps."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, Protocol

import pytest
from redis.asyncio import Redis
from redis.exceptions import ResponseError

from claimwire.errors import GroupLost, LogMismatch, LogUnavailable, UndecodableEntry, UnsafeDurability
from claimwire.events import (
    ArticlePublished,
    ArticleRevised,
    ArticleSource,
    Event,
    ExtractionCompleted,
    Pause,
    Stream,
    new_event,
)
from claimwire.events.ids import event_id
from claimwire.log import (
    Append,
    Appended,
    Commit,
    Durability,
    Entry,
    EntryId,
    EventLog,
    Head,
    HeadMove,
    HeadMoved,
    IndexBehind,
    MemoryLog,
    RedisLog,
)
from claimwire.log.redis_streams.keys import Keys

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


@pytest.fixture(params=["memory", "redis"])
async def log(request: pytest.FixtureRequest) -> AsyncIterator[EventLog]:
    adapter: EventLog
    if request.param == "memory":
        adapter = MemoryLog(lambda: time.time_ns() // 1_000_000)
    else:
        adapter = RedisLog(request.getfixturevalue("redis_url"))
    await adapter.open()
    yield adapter
    await adapter.close()


async def add_foreign(log: EventLog, stream: Stream, fields: dict[bytes, bytes]) -> None:
    if isinstance(log, MemoryLog):
        await log.add_foreign(stream, fields)
    else:
        assert isinstance(log, RedisLog)
        forgiving: dict[Any, Any] = dict(fields)
        await log._client.xadd(Keys(0).stream(stream), forgiving)


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def article(name: str, revision: int = 1, text: str = "A bridge was shelled.") -> Event:
    body_type = ArticlePublished if revision == 1 else ArticleRevised
    body = body_type(
        article_id=name,
        revision=revision,
        retrieved_at=NOON,
        text=text,
        content_hash=hash_of(text),
        source=ArticleSource.API,
    )
    kind = "claimwire.article.published" if revision == 1 else "claimwire.article.revised"
    return new_event(body, id=event_id(kind, name, revision), subject=name, source="claimwire/ingest", time=NOON)


def publish(name: str, revision: int = 1, text: str = "A bridge was shelled.", expected: Head | None = None) -> Append:
    move = HeadMove(article_id=name, expected=expected, head=Head(revision, hash_of(text)))
    return Append(event=article(name, revision, text), move=move)


def completed(name: str, generation: int = 1) -> Event:
    body = ExtractionCompleted(
        article_id=name,
        revision=1,
        generation=generation,
        extractor="test/1",
        claims=0,
        strikes=0,
        sentences=1,
        elapsed_ms=1,
    )
    identity = event_id("claimwire.extraction.completed", name, 1, generation)
    return new_event(body, id=identity, subject=name, source="claimwire/extractor", time=NOON, cause=article(name))


def pause(consumer: str) -> Append:
    body = Pause(operator="tester", consumer=consumer)
    return Append(
        event=new_event(body, id=event_id("c", consumer), subject=consumer, source="claimwire/cli", time=NOON)
    )


async def everything(log: EventLog) -> list[Entry]:
    return await log.read(EntryId.START, list(Stream), limit=10_000)


async def names(log: EventLog) -> list[str]:
    return [entry.event().subject for entry in await everything(log)]


# ------------------------------------------------------------------ append


async def test_an_empty_log_has_no_end_and_no_entries(log: EventLog) -> None:
    assert await log.end() == EntryId.START
    assert await everything(log) == []


async def test_events_come_back_as_they_went_in(log: EventLog) -> None:
    [outcome] = await log.append([publish("a", text="Ünïcode 🚀\n\nsecond paragraph")])
    [entry] = await everything(log)
    assert outcome == Appended(entry.id)
    assert entry.event() == article("a", text="Ünïcode 🚀\n\nsecond paragraph")
    assert await log.end() == entry.id


async def test_ids_increase_across_streams_in_the_order_of_the_writes(log: EventLog) -> None:
    outcomes = []
    for number in range(20):
        outcomes += await log.append([publish(f"a{number}"), pause(f"p{number}")])
    ids = [outcome.id for outcome in outcomes if isinstance(outcome, Appended)]
    assert len(ids) == 40
    assert ids == sorted(set(ids))
    assert await names(log) == [name for number in range(20) for name in (f"a{number}", f"p{number}")]


async def test_a_second_append_on_the_same_condition_is_refused_with_the_actual_head(log: EventLog) -> None:
    await log.append([publish("a")])
    [outcome] = await log.append([publish("a", text="Another text.")])
    assert outcome == HeadMoved(Head(1, hash_of("A bridge was shelled.")))
    assert len(await everything(log)) == 1


async def test_a_revision_follows_the_head_it_saw(log: EventLog) -> None:
    await log.append([publish("a")])
    first = Head(1, hash_of("A bridge was shelled."))
    [outcome] = await log.append([publish("a", 2, "Two bridges were shelled.", expected=first)])
    assert isinstance(outcome, Appended)
    assert await log.heads(["a", "b"]) == {"a": Head(2, hash_of("Two bridges were shelled."))}


async def test_one_refused_item_does_not_hold_its_batch_up(log: EventLog) -> None:
    await log.append([publish("a")])
    outcomes = await log.append([publish("b"), publish("a", text="Other."), publish("c")])
    assert [type(outcome) for outcome in outcomes] == [Appended, HeadMoved, Appended]
    assert await names(log) == ["a", "b", "c"]


async def test_revisions_of_one_article_chain_within_a_batch(log: EventLog) -> None:
    first = Head(1, hash_of("A bridge was shelled."))
    outcomes = await log.append(
        [publish("a"), publish("a", 2, "Two.", expected=first), publish("a", 3, "Three.", expected=first)]
    )
    assert [type(outcome) for outcome in outcomes] == [Appended, Appended, HeadMoved]


async def test_writers_racing_for_one_head_leave_one_winner(log: EventLog) -> None:
    outcomes = await asyncio.gather(*(log.append([publish("a", text=f"Text {number}.")]) for number in range(10)))
    assert [type(outcome) for [outcome] in outcomes].count(Appended) == 1
    assert len(await everything(log)) == 1


# ------------------------------------------------------------------ read


async def test_reading_page_by_page_gives_the_log_in_order_without_gap(log: EventLog) -> None:
    for number in range(15):
        await log.append([publish(f"a{number}"), publish(f"b{number}"), pause(f"p{number}")])
    whole = [entry.id for entry in await everything(log)]
    paged: list[EntryId] = []
    while page := await log.read(paged[-1] if paged else EntryId.START, [Stream.ARTICLES, Stream.CONTROL], limit=4):
        assert len(page) <= 4
        paged += [entry.id for entry in page]
    assert paged == whole
    assert len(whole) == 45


async def test_only_the_named_streams_are_read(log: EventLog) -> None:
    await log.append([publish("a"), pause("p")])
    assert [entry.stream for entry in await log.read(EntryId.START, [Stream.CONTROL], limit=9)] == [Stream.CONTROL]


async def test_a_waiting_reader_is_woken_by_an_append(log: EventLog) -> None:
    async with asyncio.timeout(10):
        waiting = asyncio.create_task(log.read(EntryId.START, list(Stream), limit=9, wait_ms=4_000))
        await log.append([publish("a")])
        assert [entry.event().subject for entry in await waiting] == ["a"]


async def test_waiting_ends_with_nothing_when_nothing_comes(log: EventLog) -> None:
    assert await log.read(EntryId.START, list(Stream), limit=9, wait_ms=20) == []


async def test_the_newest_entries_can_be_read_backwards(log: EventLog) -> None:
    await log.append([publish("a"), publish("b"), publish("c")])
    assert [entry.event().subject for entry in await log.read_back(Stream.ARTICLES, limit=2)] == ["c", "b"]


async def test_an_entry_of_a_stranger_is_read_and_refuses_to_decode(log: EventLog) -> None:
    await add_foreign(log, Stream.ARTICLES, {b"data": b"\xff\xfe", b"hello": b"world"})
    await log.append([publish("a")])
    entries = await log.read(EntryId.START, [Stream.ARTICLES], limit=9)
    with pytest.raises(UndecodableEntry):
        entries[0].event()
    assert entries[1].event().subject == "a"


# ------------------------------------------------------------------ groups


async def test_a_group_sees_what_was_added_before_it_was_made(log: EventLog) -> None:
    await log.append([publish("a"), publish("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    taken = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    assert [(delivery.entry.event().subject, delivery.attempts) for delivery in taken] == [("a", 1), ("b", 1)]


async def test_making_a_group_again_changes_nothing(log: EventLog) -> None:
    await log.append([publish("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    await log.ensure_group(Stream.ARTICLES, "g")
    assert await log.take(Stream.ARTICLES, "g", "c1", limit=9) == []


async def test_without_a_group_nothing_is_taken_and_the_error_says_so(log: EventLog) -> None:
    await log.append([publish("a")])
    with pytest.raises(GroupLost):
        await log.take(Stream.ARTICLES, "missing", "c1", limit=1)
    with pytest.raises(GroupLost):
        await log.own_pending(Stream.ARTICLES, "missing", "c1", after=EntryId.START, limit=1)
    with pytest.raises(GroupLost):
        await log.reclaim(Stream.ARTICLES, "missing", "c1", idle_ms=0, limit=1)
    with pytest.raises(GroupLost):
        await log.commit(Stream.ARTICLES, "missing", [Commit(EntryId(1, 0), [completed("a")])])
    assert await names(log) == ["a"]


async def test_members_of_a_group_share_the_stream(log: EventLog) -> None:
    await log.append([publish("a"), publish("b"), publish("c")])
    await log.ensure_group(Stream.ARTICLES, "g")
    first = await log.take(Stream.ARTICLES, "g", "c1", limit=2)
    second = await log.take(Stream.ARTICLES, "g", "c2", limit=2)
    assert [delivery.entry.event().subject for delivery in first + second] == ["a", "b", "c"]


async def test_what_a_consumer_left_pending_it_finds_again_and_attempts_are_counted(log: EventLog) -> None:
    await log.append([publish("a"), publish("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    taken = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    again = await log.own_pending(Stream.ARTICLES, "g", "c1", after=EntryId.START, limit=9)
    assert [(delivery.entry.id, delivery.attempts) for delivery in again] == [
        (delivery.entry.id, 2) for delivery in taken
    ]
    assert await log.own_pending(Stream.ARTICLES, "g", "c1", after=again[0].entry.id, limit=9) != []
    assert await log.own_pending(Stream.ARTICLES, "g", "c2", after=EntryId.START, limit=9) == []


async def test_abandoned_entries_go_to_who_asks_and_busy_ones_do_not(log: EventLog) -> None:
    await log.append([publish("a"), publish("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    taken = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    assert await log.reclaim(Stream.ARTICLES, "g", "c2", idle_ms=600_000, limit=9) == []
    claimed = await log.reclaim(Stream.ARTICLES, "g", "c2", idle_ms=0, limit=1)
    assert [(delivery.entry.id, delivery.attempts) for delivery in claimed] == [(taken[0].entry.id, 2)]
    assert await log.own_pending(Stream.ARTICLES, "g", "c1", after=taken[0].entry.id, limit=9) != []


async def test_touching_never_takes_an_entry_back_from_who_reclaimed_it(log: EventLog) -> None:
    await log.append([publish("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [mine] = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    await log.reclaim(Stream.ARTICLES, "g", "c2", idle_ms=0, limit=9)
    await log.touch(Stream.ARTICLES, "g", "c1", [mine.entry.id])
    assert await log.own_pending(Stream.ARTICLES, "g", "c1", after=EntryId.START, limit=9) == []


async def test_touching_counts_no_attempt(log: EventLog) -> None:
    await log.append([publish("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [mine] = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    await log.touch(Stream.ARTICLES, "g", "c1", [mine.entry.id])
    [again] = await log.own_pending(Stream.ARTICLES, "g", "c1", after=EntryId.START, limit=9)
    assert again.attempts == 2


# ------------------------------------------------------------------ commit


async def test_outputs_and_acknowledgement_come_together(log: EventLog) -> None:
    await log.append([publish("a"), publish("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    first, second = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    done = await log.commit(
        Stream.ARTICLES, "g", [Commit(first.entry.id, [completed("a"), completed("a", 2)]), Commit(second.entry.id, [])]
    )
    assert done == [True, True]
    assert await names(log) == ["a", "b", "a", "a"]
    assert await log.own_pending(Stream.ARTICLES, "g", "c1", after=EntryId.START, limit=9) == []


async def test_a_late_worker_adds_nothing(log: EventLog) -> None:
    await log.append([publish("a"), publish("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    first, second = await log.take(Stream.ARTICLES, "g", "slow", limit=9)
    await log.reclaim(Stream.ARTICLES, "g", "quick", idle_ms=0, limit=9)
    assert await log.commit(Stream.ARTICLES, "g", [Commit(first.entry.id, [completed("a")])]) == [True]
    late = await log.commit(
        Stream.ARTICLES, "g", [Commit(first.entry.id, [completed("a")]), Commit(second.entry.id, [completed("b")])]
    )
    assert late == [False, True]
    assert await names(log) == ["a", "b", "a", "b"]


async def test_an_input_never_taken_commits_nothing(log: EventLog) -> None:
    await log.append([publish("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    assert await log.commit(Stream.ARTICLES, "g", [Commit(EntryId(1, 1), [completed("a")])]) == [False]
    assert await names(log) == ["a"]


async def test_two_groups_each_see_and_commit_all(log: EventLog) -> None:
    await log.append([publish("a")])
    for group in ("g1", "g2"):
        await log.ensure_group(Stream.ARTICLES, group)
        [delivery] = await log.take(Stream.ARTICLES, group, "c", limit=9)
        assert await log.commit(Stream.ARTICLES, group, [Commit(delivery.entry.id, [])]) == [True]


# ------------------------------------------------------------------ status


async def test_status_counts_what_waits_and_what_is_pending(log: EventLog) -> None:
    await log.append([publish("a"), publish("b"), publish("c"), pause("p")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [taken] = await log.take(Stream.ARTICLES, "g", "c1", limit=1)
    await log.report_checkpoint("view", [Stream.ARTICLES, Stream.CONTROL], taken.entry.id)
    status = await log.status()
    assert {stream.stream: stream.length for stream in status.streams if stream.length} == {
        Stream.ARTICLES: 3,
        Stream.CONTROL: 1,
    }
    readers = {reader.name: reader for reader in status.readers}
    assert (readers["g"].behind, readers["g"].pending, readers["g"].position) == (2, 1, taken.entry.id)
    assert (readers["view"].behind, readers["view"].pending, readers["view"].position) == (3, None, taken.entry.id)
    assert readers["view"].seconds >= 0


async def test_a_reader_that_has_finished_all_is_no_second_behind(log: EventLog) -> None:
    await log.append([publish("a")])
    await log.report_checkpoint("view", [Stream.ARTICLES], await log.end())
    [reader] = (await log.status()).readers
    assert (reader.behind, reader.seconds) == (0, 0.0)


# ------------------------------------------------------------------ Redis only


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
    await log.append([publish("a")])
    async with Redis.from_url(redis_url) as client:
        await client.delete(*Keys(0).heads)
        await client.hset(Keys(0).clock, "born", "0")
    seen = Head(1, hash_of("A bridge was shelled."))
    revision = publish("a", 2, "Two.", expected=seen)
    assert await log.append([revision]) == [IndexBehind()]
    [outcome] = await log.append([revision], known_until=await log.end())
    assert isinstance(outcome, Appended)
    assert await log.append([revision]) == [HeadMoved(Head(2, hash_of("Two.")))]


async def test_heads_are_forgotten_when_their_slot_comes_round_again(redis_url: str, open_log: OpenLog) -> None:
    log = open_log()
    await log.open()
    await log.append([publish("a")])
    async with Redis.from_url(redis_url) as client:
        [slot] = [key for key in Keys(0).heads if await client.exists(key)]
        await client.hset(slot, "", str(int(await client.hget(slot, "") or 0) - 8))
    await log.append([publish("b")])
    assert await log.heads(["a", "b"]) == {"b": Head(1, hash_of("A bridge was shelled."))}


async def test_a_script_that_cannot_write_all_writes_nothing(redis_url: str, open_log: OpenLog) -> None:
    log = open_log()
    await log.open()
    await log.append([publish("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [taken] = await log.take(Stream.ARTICLES, "g", "c", limit=1)
    async with Redis.from_url(redis_url) as client:
        await client.set(Keys(0).stream(Stream.EXTRACTIONS), "in the way")
        with pytest.raises(ResponseError, match="WRONGTYPE"):
            await log.commit(Stream.ARTICLES, "g", [Commit(taken.entry.id, [completed("a")])])
        await client.delete(Keys(0).stream(Stream.EXTRACTIONS))
    assert await log.commit(Stream.ARTICLES, "g", [Commit(taken.entry.id, [completed("a")])]) == [True]


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
        await log.append([publish("a")])


async def test_a_deleted_entry_does_not_show_as_no_lag(redis_url: str, open_log: OpenLog) -> None:
    log = open_log()
    await log.open()
    await log.append([publish("a"), publish("b"), publish("c")])
    await log.ensure_group(Stream.ARTICLES, "g")
    entries = await everything(log)
    async with Redis.from_url(redis_url) as client:
        await client.xdel(Keys(0).stream(Stream.ARTICLES), str(entries[1].id))
        [group] = await client.xinfo_groups(Keys(0).stream(Stream.ARTICLES))
    assert group["lag"] is None
    [reader] = (await log.status()).readers
    assert reader.behind == 2

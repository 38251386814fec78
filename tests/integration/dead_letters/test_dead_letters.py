"""What could not be processed is listed, retried and skipped, on every log and every database."""

from typing import Any

import pytest
from sqlalchemy import select

from claimwire.dead_letters import (
    Action,
    DeadFilter,
    Repair,
    Result,
    Selection,
    State,
    Where,
    given_up_page,
    tally,
)
from claimwire.errors import LogMismatch
from claimwire.events import HISTORY, DeadLetterParked, Stream, to_fields
from claimwire.log import Append, Entry, EntryId, Position
from claimwire.testing import publication, published, published_article
from claimwire.views.schema import articles, dead_letters, extractions


def rows(world: Any, query: Any) -> list[Any]:
    with world.view.read() as connection:
        return list(connection.execute(query).all())


def painted(article: str) -> dict[bytes, bytes]:
    """An entry of a type that nobody knows, about an article that may be known."""
    return {**to_fields(published_article(article)), b"type": b"claimwire.article.painted"}


async def test_a_poison_article_is_listed_mended_and_retried(world: Any) -> None:
    await world.log.append([publication("a-1")])
    [letter] = await world.extract(until=1, stream=Stream.DEAD)
    await world.project()

    [item] = world.listed()
    assert (item.where, item.state, item.group, item.consumer) == (Where.DEAD, State.OPEN, "extractor", "c1")
    assert (item.article_id, item.event_type) == ("a-1", "claimwire.article.published")
    assert (item.position, item.error) == (f"0:{letter.id}", "ExtractionFailed: the pipeline choked [on this]")
    [whole] = world.bench.at(Position(0, letter.id), None)
    assert whole.event["data"]["article_id"] == "a-1"
    assert (whole.attempts, "Traceback" in whole.traceback, whole.undecodable) == (1, True, None)

    world.broken = False
    async with world.repair() as repair:
        outcome = await world.bench.retry(repair, Position(0, letter.id), None, "mended")
    assert (outcome.result, outcome.where) == (Result.DONE, Where.DEAD)
    [extraction] = await world.extract(until=1, stream=Stream.EXTRACTIONS)
    await world.project()

    assert extraction.event().subject == "a-1"
    assert world.listed() == ()
    [item] = world.listed(state="all")
    assert (item.state, item.operator, item.note) == (State.RETRIED, "ines", "mended")
    assert len(rows(world, select(extractions))) == 1
    [command] = await world.log.read(EntryId.START, [Stream.CONTROL], limit=9)
    assert (command.event().causationid, command.event().correlationid) == (
        letter.event().id,
        letter.event().correlationid,
    )
    assert item.decided_at == command.id.recorded_at


async def test_what_fails_again_is_a_new_dead_letter(world: Any) -> None:
    await world.log.append([publication("a-1")])
    [first] = await world.extract(until=1, stream=Stream.DEAD)
    await world.project()
    async with world.repair() as repair:
        await world.bench.retry(repair, Position(0, first.id), None, None)
    [_, second] = await world.extract(until=2, stream=Stream.DEAD)
    await world.project()

    assert first.event().id != second.event().id
    assert [(item.position, item.state) for item in world.listed(state="all")] == [
        (f"0:{second.id}", State.OPEN),
        (f"0:{first.id}", State.RETRIED),
    ]
    [body] = [entry.event().data for entry in (second,)]
    assert isinstance(body, DeadLetterParked)
    assert body.attempts == 1


async def test_a_foreign_entry_holds_up_its_article_until_it_is_skipped(world: Any) -> None:
    await world.log.append([Append(event=published("a-1"))])
    foreign = await world.add_foreign(Stream.ARTICLES, painted("a-1"))
    await world.log.append([Append(event=published("a-1", 2)), Append(event=published("a-2"))])
    await world.project()
    assert [(row.article_id, row.revision) for row in rows(world, select(articles))] == [("a-1", 1), ("a-2", 1)]
    [item] = world.listed()
    assert (item.where, item.queued, item.group) == (Where.VIEW, 1, "projection/v3")
    assert item.error.startswith("UnknownEventType")
    [whole] = world.bench.at(foreign, None)
    assert whole.event is None
    assert "painted" in whole.undecodable
    assert [waiting.event_type for waiting in whole.waiting] == ["claimwire.article.revised"]

    async with world.repair() as repair:
        outcome = await world.bench.skip(repair, foreign, None, "a stray entry")
    await world.project()

    assert outcome.result is Result.DONE
    order = select(articles).order_by(articles.c.article_id, articles.c.revision)
    assert [(row.article_id, row.revision) for row in rows(world, order)] == [("a-1", 1), ("a-1", 2), ("a-2", 1)]
    skipped, released = reversed(world.listed(state="all"))
    assert (skipped.state, skipped.note, skipped.operator) == (State.SKIPPED, "a stray entry", "ines")
    assert (released.state, released.operator) == (State.RETRIED, "ines")


async def test_what_the_view_retries_flows_with_its_queue(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("a projection with a mistake")

    with monkeypatch.context() as mistaken:
        mistaken.setattr("claimwire_projection.adapters.ready_batch.rows_of", refuse)
        await world.log.append([Append(event=published("a-1"))])
        await world.project()
    await world.log.append([Append(event=published("a-1", 2))])
    await world.project()
    [item] = world.listed(where="view", error="MISTAKE")

    async with world.repair() as repair:
        outcome = await world.bench.retry(repair, Position.parse(item.position), Where.VIEW, None)
    await world.project()

    assert world.bench.applied(outcome).detail == "applied"
    assert sorted(row.revision for row in rows(world, select(articles))) == [1, 2]
    assert {item.state for item in world.listed(state="all")} == {State.RETRIED}


async def test_a_retry_of_the_view_that_fails_again_says_so(world: Any) -> None:
    foreign = await world.add_foreign(Stream.ARTICLES, painted("a-1"))
    await world.project()
    async with world.repair() as repair:
        outcome = await world.bench.retry(repair, foreign, None, "perhaps now")
    await world.project()

    checked = world.bench.applied(outcome)
    assert (checked.result, "still cannot be applied" in checked.detail) == (Result.FAILED, True)
    [item] = world.listed()
    assert (item.state, item.attempts, item.operator, item.note) == (State.OPEN, 2, "ines", "perhaps now")


async def test_commands_that_make_no_sense_are_refused_and_leave_no_trace(world: Any) -> None:
    await world.log.append([publication("a-1"), publication("a-2")])
    one, two = await world.extract(until=2, stream=Stream.DEAD)
    foreign = await world.add_foreign(Stream.CLAIMS, painted("b-1"))
    queued = await world.add_foreign(Stream.CLAIMS, painted("b-1"))
    await world.project()
    async with world.repair() as repair:
        await world.bench.retry(repair, Position(0, one.id), None, None)
        await world.bench.skip(repair, Position(0, two.id), None, "a test")
        await world.project()
        before = await world.log.end()
        retry, skip = world.bench.retry, world.bench.skip
        refused = {
            "retried twice": await retry(repair, Position(0, one.id), None, None),
            "skipped what was retried": await skip(repair, Position(0, one.id), None, "why"),
            "skipped twice": await skip(repair, Position(0, two.id), None, "why"),
            "retried what queues": await retry(repair, queued, None, None),
        }
        unknown = await retry(repair, Position(0, EntryId(1, 1)), None, None)
        elsewhere = await retry(repair, Position(7, one.id), None, None)
        assert await world.log.end() == before
        again = await retry(repair, Position(0, two.id), None, "after all")
    await world.project()

    assert {name: outcome.result for name, outcome in refused.items()} == dict.fromkeys(refused, Result.REFUSED)
    assert "retried by ines" in refused["retried twice"].detail
    assert "skipped by ines" in refused["skipped twice"].detail
    assert "waits behind" in refused["retried what queues"].detail
    assert (unknown.result, elsewhere.result) == (Result.UNKNOWN, Result.UNKNOWN)
    assert again.result is Result.DONE
    assert [item.state for item in world.listed(where="dead", state="all")] == [State.RETRIED, State.RETRIED]
    assert [item.position for item in world.listed(where="view")] == [str(foreign)]


async def test_what_nothing_is_left_of_is_not_handed_out(world: Any) -> None:
    await world.log.append([publication("a-1")])
    [letter] = await world.extract(until=1, stream=Stream.DEAD)
    await world.project()
    [whole] = world.bench.at(Position(0, letter.id), None)
    end = await world.log.end()
    async with world.repair() as repair:
        outcome = await repair.retry(whole.position, [whole.model_copy(update={"fields": ()})], None)
    assert (outcome.result, "takedown" in outcome.detail) == (Result.REFUSED, True)
    assert await world.log.end() == end


@pytest.mark.parametrize("log", ["redis"], indirect=True)
async def test_what_was_trimmed_and_is_too_wide_to_be_written_again_is_refused(world: Any) -> None:
    more = {f"f{number}".encode(): b"stranger" for number in range(4_100)}
    await world.add_foreign(Stream.ARTICLES, {**to_fields(published_article("a-1")), **more})
    [letter] = await world.extract(until=1, stream=Stream.DEAD)
    await world.project()
    await world.log.trim(EntryId(2**50, 0))
    end = await world.log.end()

    async with world.repair() as repair:
        outcome = await world.bench.retry(repair, Position(0, letter.id), Where.DEAD, None)

    assert (outcome.result, "more fields than" in outcome.detail) == (Result.REFUSED, True)
    assert await world.log.end() == end


@pytest.mark.parametrize("strange", [{b"type": b"claimwire.article.painted"}, {b"version": b"99"}, {b"payload": b"{"}])
async def test_what_cannot_be_read_is_not_copied_behind_what_follows(world: Any, strange: dict[bytes, bytes]) -> None:
    await world.add_foreign(Stream.ARTICLES, {**to_fields(published_article("a-1")), **strange})
    await world.log.append([publication("a-2")])
    unreadable, readable = await world.extract(until=2, stream=Stream.DEAD)
    await world.project()
    [parked] = world.listed(where="view")
    async with world.repair() as repair:
        await world.bench.skip(repair, Position.parse(parked.position), Where.VIEW, "a test")
        await world.project()
        trimmed = await world.log.trim(EntryId(2**50, 0))
        walk = world.bench.retry_all(repair, Selection(where=Where.DEAD), limit=None, reason=None)
        copied, refused = [outcome async for outcome in walk]
        foreseen = world.bench.foreseen(Position(0, unreadable.id), None, Action.RETRY)
    await world.extract(until=1, stream=Stream.DEAD, after=trimmed)
    await world.log.append([Append(event=published("a-1", 2)), Append(event=published("a-2", 2))])
    await world.project()

    assert (copied.position, copied.result) == (f"0:{readable.id}", Result.DONE)
    assert (refused.position, refused.result) == (f"0:{unreadable.id}", Result.REFUSED)
    assert "it still cannot be read by this build: " in refused.detail
    assert (foreseen.result, foreseen.detail) == (refused.result, refused.detail)
    assert world.listed(where="view") == ()
    assert {item.article_id for item in world.listed(where="dead")} == {"a-1", "a-2"}
    assert len(world.listed(where="dead")) == 2
    order = select(articles).order_by(articles.c.article_id, articles.c.revision)
    assert [(row.article_id, row.revision) for row in rows(world, order)] == [("a-1", 2), ("a-2", 1), ("a-2", 2)]


async def test_a_copy_does_no_harm_behind_its_parked_original(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("a projection with a mistake")

    await world.log.append([publication("a-1")])
    [original] = await world.log.read(EntryId.START, HISTORY, limit=9)
    with monkeypatch.context() as mistaken:
        mistaken.setattr("claimwire_projection.adapters.ready_batch.rows_of", refuse)
        await world.project()
    [letter] = await world.extract(until=1, stream=Stream.DEAD)
    await world.project()
    await world.log.trim(EntryId(2**50, 0))
    async with world.repair() as repair:
        await world.bench.retry(repair, Position(0, letter.id), None, None)
        await world.project()
        [parked] = world.listed(where="view")
        await world.bench.retry(repair, Position(0, original.id), Where.VIEW, None)
    await world.project()

    assert (parked.position, parked.queued) == (f"0:{original.id}", 1)
    assert world.listed() == ()
    assert [row.position for row in rows(world, select(articles))] == [original.id]


async def test_without_its_group_nothing_is_handed_out(world: Any) -> None:
    await world.log.append([publication("a-1")])
    [letter] = await world.extract(until=1, stream=Stream.DEAD)
    await world.project()
    [whole] = world.bench.at(Position(0, letter.id), None)
    async with world.repair() as repair:
        gone = await repair.retry(whole.position, [whole.model_copy(update={"group": "gone"})], None)
        strange = await repair.retry(whole.position, [whole.model_copy(update={"stream": "painted"})], None)
    assert (gone.result, "start its consumer" in gone.detail) == (Result.REFUSED, True)
    assert (strange.result, "no stream painted" in strange.detail) == (Result.REFUSED, True)


async def test_two_commands_at_once_do_no_harm(world: Any) -> None:
    await world.log.append([publication("a-1")])
    [letter] = await world.extract(until=1, stream=Stream.DEAD)
    await world.project()
    world.broken = False
    async with world.repair("ines") as ines, world.repair("olek") as olek:
        found = world.bench.at(Position(0, letter.id), None)
        await ines.retry(f"0:{letter.id}", found, None)
        await olek.retry(f"0:{letter.id}", found, None)
        await olek.skip(f"0:{letter.id}", found, "too late")
    await world.extract(until=1, stream=Stream.EXTRACTIONS)
    await world.project()

    [item] = world.listed(state="all")
    assert (item.state, item.operator, item.note) == (State.RETRIED, "ines", None)
    assert len(await world.log.read(EntryId.START, [Stream.EXTRACTIONS], limit=9)) == 1


async def test_all_that_pass_the_filters_are_retried(world: Any) -> None:
    await world.log.append([publication(f"a-{number}") for number in range(5)])
    letters = await world.extract(until=5, stream=Stream.DEAD)
    foreign = await world.add_foreign(Stream.CLAIMS, painted("b-1"))
    await world.project()
    assert world.bench.plan(Selection(), shown=2).matched == 6
    plan = world.bench.plan(Selection(where=Where.DEAD, group="extractor", error="choked [ON"), shown=2)
    assert (plan.matched, [item.position for item in plan.first]) == (5, [f"0:{one.id}" for one in letters[:2:-1]])

    async with world.repair() as repair:
        some = world.bench.retry_all(repair, Selection(where=Where.DEAD), limit=2, reason=None)
        assert [outcome.position async for outcome in some] == [f"0:{one.id}" for one in letters[:2:-1]]
        await world.project()
        rest = [outcome async for outcome in world.bench.retry_all(repair, Selection(), limit=None, reason=None)]
    await world.project()

    assert {outcome.result for outcome in rest} == {Result.DONE}
    assert [item.position for item in world.listed()] == [str(foreign)]


async def test_a_rebuild_finds_the_same_states(world: Any, fresh_views: Any) -> None:
    await world.log.append([publication(f"a-{number}") for number in range(3)])
    letters = await world.extract(until=3, stream=Stream.DEAD)
    await world.project()
    async with world.repair() as repair:
        await world.bench.skip(repair, Position(0, letters[0].id), None, "a test")
        await world.project()
        await world.bench.retry(repair, Position(0, letters[0].id), None, "after all")
        await world.bench.skip(repair, Position(0, letters[1].id), None, "a test")
    await world.project()

    rebuilt = fresh_views()
    store = type(world.store)(rebuilt)
    store.open(world.log.epoch, 0)
    store.apply(await world.log.read(EntryId.START, HISTORY, limit=1_000))
    store.close()
    engine = rebuilt.reader()
    with engine.begin() as connection:
        found = connection.execute(select(dead_letters).order_by(dead_letters.c.position)).all()
    engine.dispose()
    assert found == rows(world, select(dead_letters).order_by(dead_letters.c.position))
    assert [row.state for row in found] == ["retried", "skipped", "open"]


async def test_pages_follow_one_another_through_both_kinds(world: Any) -> None:
    await world.log.append([publication(f"a-{number}") for number in range(4)])
    await world.extract(until=4, stream=Stream.DEAD)
    for number in range(3):
        await world.add_foreign(Stream.CLAIMS, painted(f"b-{number}"))
    await world.project()

    found: list[str] = []
    cursor = None
    while True:
        with world.view.read() as connection:
            page = given_up_page(connection, DeadFilter(limit=2, cursor=cursor))
        found += [item.position for item in page.items]
        cursor = page.cursor
        if cursor is None:
            break

    assert len(found) == 7
    assert found == [item.position for item in world.listed()]
    assert found == sorted(found, key=Position.parse, reverse=True)


async def test_strangers_that_share_a_position_are_told_apart(world: Any) -> None:
    position = EntryId(1_000, 0)
    strangers = [Entry(stream, position, painted("a-1")) for stream in (Stream.ARTICLES, Stream.CLAIMS)]
    letter = Entry(Stream.DEAD, position, painted("a-3"))
    world.store.apply([*strangers, letter])

    assert [item.stream for item in world.listed(state="all", limit=1)] == ["articles"]
    with world.view.read() as connection:
        first = given_up_page(connection, DeadFilter(state="all", limit=1))
        rest = given_up_page(connection, DeadFilter(state="all", cursor=first.cursor))
    assert [item.stream for item in rest.items] == ["claims", "dead"]
    async with world.repair() as repair:
        outcome = await world.bench.skip(repair, Position(0, position), None, "strangers")
    assert outcome.result is Result.DONE
    world.store.apply([Entry(entry.stream, EntryId(2_000, 0), entry.fields) for entry in await _control(world)])
    assert {item.state for item in world.listed(state="all")} == {State.SKIPPED}


async def test_a_tally_tells_what_waits(world: Any) -> None:
    with world.view.read() as connection:
        assert tally(connection).oldest is None
    await world.log.append([publication("a-1")])
    [letter] = await world.extract(until=1, stream=Stream.DEAD)
    await world.add_foreign(Stream.ARTICLES, painted("a-2"))
    await world.log.append([Append(event=published("a-2"))])
    await world.project()

    with world.view.read() as connection:
        counted = tally(connection)
    assert (counted.dead, counted.parked, counted.queued) == (1, 1, 1)
    assert counted.oldest == letter.id.recorded_at


async def test_another_log_is_not_written_to(world: Any) -> None:
    repair = Repair(world.log, operator="ines", source="claimwire/test", now=lambda: published("a").time)
    with pytest.raises(LogMismatch, match="built from the log of epoch another"):
        await repair.open("another")


async def _control(world: Any) -> list[Entry]:
    found: list[Entry] = await world.log.read(EntryId.START, [Stream.CONTROL], limit=9)
    return found

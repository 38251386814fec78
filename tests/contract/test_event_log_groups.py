"""What every adapter of the event log keeps: groups, commits and status."""

import asyncio

import pytest
from tests.whole_log import everything, names

from claimwire.errors import GroupLost
from claimwire.events import Stream
from claimwire.log import Commit, Delivery, EntryId, EventLog
from claimwire.testing import completed_extraction, pause_command, publication, published_article


async def test_a_group_sees_what_was_added_before_it_was_made(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    taken = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    assert [(delivery.entry.event().subject, delivery.attempts) for delivery in taken] == [("a", 1), ("b", 1)]


async def test_making_a_group_again_changes_nothing(log: EventLog) -> None:
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    await log.ensure_group(Stream.ARTICLES, "g")
    assert await log.take(Stream.ARTICLES, "g", "c1", limit=9) == []


async def test_without_a_group_nothing_is_taken_and_the_error_says_so(log: EventLog) -> None:
    await log.append([publication("a")])
    with pytest.raises(GroupLost):
        await log.take(Stream.ARTICLES, "missing", "c1", limit=1)
    with pytest.raises(GroupLost):
        await log.own_pending(Stream.ARTICLES, "missing", "c1", after=EntryId.START, limit=1)
    with pytest.raises(GroupLost):
        await log.reclaim(Stream.ARTICLES, "missing", "c1", idle_ms=0, limit=1)
    for stream in (Stream.ARTICLES, Stream.STRIKES):
        with pytest.raises(GroupLost):
            await log.forget_consumers(stream, "missing")
    with pytest.raises(GroupLost):
        await log.commit(
            Stream.ARTICLES, "missing", [Commit(EntryId(1, 0), [completed_extraction(published_article("a"))])]
        )
    assert await names(log) == ["a"]


async def test_members_of_a_group_share_the_stream(log: EventLog) -> None:
    await log.append([publication("a"), publication("b"), publication("c")])
    await log.ensure_group(Stream.ARTICLES, "g")
    first = await log.take(Stream.ARTICLES, "g", "c1", limit=2)
    second = await log.take(Stream.ARTICLES, "g", "c2", limit=2)
    assert [delivery.entry.event().subject for delivery in first + second] == ["a", "b", "c"]


async def test_what_a_consumer_left_pending_it_finds_again_and_attempts_are_counted(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    taken = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    again = await log.own_pending(Stream.ARTICLES, "g", "c1", after=EntryId.START, limit=9)
    assert [(delivery.entry.id, delivery.attempts) for delivery in again] == [
        (delivery.entry.id, 2) for delivery in taken
    ]
    assert await log.own_pending(Stream.ARTICLES, "g", "c1", after=again[0].entry.id, limit=9) != []
    assert await log.own_pending(Stream.ARTICLES, "g", "c2", after=EntryId.START, limit=9) == []


async def test_abandoned_entries_go_to_who_asks_and_busy_ones_do_not(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    taken = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    assert await log.reclaim(Stream.ARTICLES, "g", "c2", idle_ms=600_000, limit=9) == []
    claimed = await log.reclaim(Stream.ARTICLES, "g", "c2", idle_ms=0, limit=1)
    assert [(delivery.entry.id, delivery.attempts) for delivery in claimed] == [(taken[0].entry.id, 2)]
    assert await log.own_pending(Stream.ARTICLES, "g", "c1", after=taken[0].entry.id, limit=9) != []


async def test_touching_never_takes_an_entry_back_from_who_reclaimed_it(log: EventLog) -> None:
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [mine] = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    await log.reclaim(Stream.ARTICLES, "g", "c2", idle_ms=0, limit=9)
    await log.touch(Stream.ARTICLES, "g", "c1", [mine.entry.id])
    assert await log.own_pending(Stream.ARTICLES, "g", "c1", after=EntryId.START, limit=9) == []


async def test_touching_counts_no_attempt(log: EventLog) -> None:
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [mine] = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    await log.touch(Stream.ARTICLES, "g", "c1", [mine.entry.id])
    [again] = await log.own_pending(Stream.ARTICLES, "g", "c1", after=EntryId.START, limit=9)
    assert again.attempts == 2


async def test_what_was_let_go_rests_twice_as_long_after_each_attempt(log: EventLog) -> None:
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [mine] = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    for attempt in range(1, 5):
        begun = (await log.status()).at
        await log.let_go(Stream.ARTICLES, "g", "c1", [mine.entry.id])
        assert await log.own_pending(Stream.ARTICLES, "g", "c1", after=EntryId.START, limit=9) == []
        again: list[Delivery] = []
        async with asyncio.timeout(10):
            while not again:
                again = await log.reclaim(Stream.ARTICLES, "g", "c1", idle_ms=600_000, limit=9, pause_ms=40)
        rested = ((await log.status()).at - begun).total_seconds()
        assert 0.040 * 2 ** (attempt - 1) <= rested + 0.002
        assert [delivery.attempts for delivery in again] == [attempt + 1]


async def test_entries_that_failed_together_do_not_come_back_together(log: EventLog) -> None:
    await log.append([publication(f"a{number}") for number in range(40)])
    await log.ensure_group(Stream.ARTICLES, "g")
    taken = await log.take(Stream.ARTICLES, "g", "c1", limit=40)
    await log.let_go(Stream.ARTICLES, "g", "c1", [delivery.entry.id for delivery in taken])
    rounds: list[int] = []
    async with asyncio.timeout(20):
        while sum(rounds) < 40:
            found = await log.reclaim(Stream.ARTICLES, "g", "c1", idle_ms=600_000, limit=40, pause_ms=400)
            rounds += [len(found)] if found else []
    assert len(rounds) > 5


async def test_entries_that_rest_hide_none_behind_them(log: EventLog) -> None:
    await log.append([publication(f"a{number}") for number in range(6)])
    await log.ensure_group(Stream.ARTICLES, "g")
    taken = await log.take(Stream.ARTICLES, "g", "c1", limit=5)
    await log.let_go(Stream.ARTICLES, "g", "c1", [delivery.entry.id for delivery in taken])
    [abandoned] = await log.take(Stream.ARTICLES, "g", "c2", limit=5)
    found = await log.reclaim(Stream.ARTICLES, "g", "c1", idle_ms=0, limit=1, pause_ms=600_000)
    assert [delivery.entry.id for delivery in found] == [abandoned.entry.id]


async def test_only_its_consumer_can_let_an_entry_go(log: EventLog) -> None:
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [mine] = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    await log.reclaim(Stream.ARTICLES, "g", "c2", idle_ms=0, limit=9)
    await log.let_go(Stream.ARTICLES, "g", "c1", [mine.entry.id])
    assert len(await log.own_pending(Stream.ARTICLES, "g", "c2", after=EntryId.START, limit=9)) == 1


async def test_forgetting_consumers_loses_nothing_that_one_has_taken(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [kept] = await log.take(Stream.ARTICLES, "g", "busy", limit=1)
    [done] = await log.take(Stream.ARTICLES, "g", "free", limit=1)
    await log.commit(Stream.ARTICLES, "g", [Commit(done.entry.id, [])])
    await log.forget_consumers(Stream.ARTICLES, "g", idle_ms=600_000)
    await log.forget_consumers(Stream.ARTICLES, "g", only="busy")
    await log.forget_consumers(Stream.ARTICLES, "g")
    found = await log.own_pending(Stream.ARTICLES, "g", "busy", after=EntryId.START, limit=9)
    assert [delivery.entry.id for delivery in found] == [kept.entry.id]


# ------------------------------------------------------------------ commit


async def test_outputs_and_acknowledgement_come_together(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    first, second = await log.take(Stream.ARTICLES, "g", "c1", limit=9)
    done = await log.commit(
        Stream.ARTICLES,
        "g",
        [
            Commit(
                first.entry.id,
                [completed_extraction(published_article("a")), completed_extraction(published_article("a"), 2)],
            ),
            Commit(second.entry.id, []),
        ],
    )
    assert done == [True, True]
    assert await names(log) == ["a", "b", "a", "a"]
    assert await log.own_pending(Stream.ARTICLES, "g", "c1", after=EntryId.START, limit=9) == []


async def test_a_late_worker_adds_nothing(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    first, second = await log.take(Stream.ARTICLES, "g", "slow", limit=9)
    await log.reclaim(Stream.ARTICLES, "g", "quick", idle_ms=0, limit=9)
    assert await log.commit(
        Stream.ARTICLES, "g", [Commit(first.entry.id, [completed_extraction(published_article("a"))])]
    ) == [True]
    late = await log.commit(
        Stream.ARTICLES,
        "g",
        [
            Commit(first.entry.id, [completed_extraction(published_article("a"))]),
            Commit(second.entry.id, [completed_extraction(published_article("b"))]),
        ],
    )
    assert late == [False, True]
    assert await names(log) == ["a", "b", "a", "b"]


async def test_what_a_late_worker_has_does_not_move_the_end(log: EventLog) -> None:
    await log.append([publication("a"), publication("b")])
    await log.ensure_group(Stream.ARTICLES, "g")
    first, second = [delivery.entry.id for delivery in await log.take(Stream.ARTICLES, "g", "c1", limit=2)]
    results = [Commit(entry_id, [completed_extraction(published_article("a"))]) for entry_id in (first, second)]
    await log.commit(Stream.ARTICLES, "g", results[:1])
    assert await log.commit(Stream.ARTICLES, "g", results[:1]) == [False]
    assert await log.end() == (await everything(log))[-1].id
    assert await log.commit(Stream.ARTICLES, "g", [*results, *results[:1]]) == [False, True, False]
    assert await log.end() == (await everything(log))[-1].id


async def test_an_input_named_twice_in_one_call_is_committed_once(log: EventLog) -> None:
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    [delivery] = await log.take(Stream.ARTICLES, "g", "c1", limit=1)
    result = Commit(delivery.entry.id, [completed_extraction(published_article("a"))])
    assert await log.commit(Stream.ARTICLES, "g", [result, result]) == [True, False]
    assert len(await everything(log)) == 2


async def test_an_input_never_taken_commits_nothing(log: EventLog) -> None:
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    assert await log.commit(
        Stream.ARTICLES, "g", [Commit(EntryId(1, 1), [completed_extraction(published_article("a"))])]
    ) == [False]
    assert await names(log) == ["a"]


async def test_two_groups_each_see_and_commit_all(log: EventLog) -> None:
    await log.append([publication("a")])
    for group in ("g1", "g2"):
        await log.ensure_group(Stream.ARTICLES, group)
        [delivery] = await log.take(Stream.ARTICLES, group, "c", limit=9)
        assert await log.commit(Stream.ARTICLES, group, [Commit(delivery.entry.id, [])]) == [True]


# ------------------------------------------------------------------ status


async def test_status_counts_what_waits_and_what_is_pending(log: EventLog) -> None:
    await log.append([publication("a"), publication("b"), publication("c"), pause_command("p")])
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
    await log.append([publication("a")])
    await log.report_checkpoint("view", [Stream.ARTICLES], await log.end())
    [reader] = (await log.status()).readers
    assert (reader.behind, reader.seconds) == (0, 0.0)

"""A stream is written again after a takedown while others go on working with it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from redis.asyncio import Redis

from claimwire.errors import LogUnavailable
from claimwire.events import HISTORY, Stream
from claimwire.log import Append, Commit, Entry, EntryId, RedisLog
from claimwire.log.redis_streams.keys import Keys
from claimwire.testing import made_tombstone, published_article

ARTICLES, COPY = Keys(0).stream(Stream.ARTICLES), Keys(0).copy(Stream.ARTICLES)

Meanwhile = Callable[[Callable[[int], Awaitable[object]]], list[int]]


@pytest.fixture
async def client(redis_url: str) -> AsyncIterator["Redis"]:
    async with Redis.from_url(redis_url) as made:
        yield made


@pytest.fixture
def meanwhile(redis_log: RedisLog, monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Has work done after each call that copies; gives a list that grows by one with each of them."""

    def begin(work: Callable[[int], Awaitable[object]]) -> list[int]:
        purge, calls = redis_log._scripts._purge, list[int]()

        async def called(**given: Any) -> Any:
            answer = await purge(**given)
            calls.append(len(calls) + 1)
            await work(len(calls))
            return answer

        monkeypatch.setattr(redis_log._scripts, "_purge", called)
        return calls

    return begin


async def everything(log: RedisLog) -> list[Entry]:
    return await log.read(EntryId.START, HISTORY, limit=100_000)


async def say(log: RedisLog, articles: range) -> None:
    appends = [Append(event=published_article(f"a-{number}")) for number in articles]
    for start in range(0, len(appends), 500):
        await log.append(appends[start : start + 500])


async def nothing(_: int) -> None:
    return


async def test_it_is_copied_in_short_calls_and_only_when_there_is_something_to_get_rid_of(
    redis_log: RedisLog, meanwhile: Meanwhile
) -> None:
    await say(redis_log, range(1_800))
    before = await everything(redis_log)
    calls = meanwhile(nothing)

    await redis_log.redact([made_tombstone(before[3])])
    assert calls == [1, 2, 3, 4]
    after = await everything(redis_log)
    assert [entry.id for entry in after] == [entry.id for entry in before]
    assert [one for one, other in zip(after, before, strict=True) if one != other] == [after[3]]

    await redis_log.redact([made_tombstone(before[3])])
    assert calls == [1, 2, 3, 4, 5]


async def test_what_was_trimmed_is_got_rid_of_too(redis_log: RedisLog, meanwhile: Meanwhile) -> None:
    await say(redis_log, range(10))
    before = await everything(redis_log)
    await redis_log.trim(before[4].id)
    calls = meanwhile(nothing)
    await redis_log.redact([made_tombstone(before[1])])
    await redis_log.redact([made_tombstone(before[1])])
    assert calls == [1, 2]
    assert await redis_log.read(await redis_log.trim_line(), HISTORY, limit=100) == before[4:]


async def test_others_append_take_commit_and_trim_meanwhile(redis_log: RedisLog, meanwhile: Meanwhile) -> None:
    await say(redis_log, range(1_800))
    before = await everything(redis_log)
    await redis_log.ensure_group(Stream.ARTICLES, "g")
    taken = [one.entry.id for one in await redis_log.take(Stream.ARTICLES, "g", "c", limit=700)]

    async def work(call: int) -> None:
        await say(redis_log, range(10_000 + call * 100, 10_010 + call * 100))
        done = [Commit(entry_id, []) for entry_id in taken[(call - 1) * 100 : call * 100]]
        assert all(await redis_log.commit(Stream.ARTICLES, "g", done))
        await redis_log.take(Stream.ARTICLES, "g", "d", limit=5)
        await redis_log.trim(taken[call * 50])

    calls = meanwhile(work)
    await redis_log.redact([made_tombstone(before[1_000])])

    assert len(calls) == 4
    left = await redis_log.read(await redis_log.trim_line(), HISTORY, limit=100_000)
    assert [entry.id for entry in left[: 1_800 - 200]] == [entry.id for entry in before[200:]]
    assert len(left) == 1_800 - 200 + 40
    pending = await redis_log.own_pending(Stream.ARTICLES, "g", "c", after=EntryId.START, limit=1_000)
    assert [one.entry.id for one in pending] == taken[400:]
    assert len(await redis_log.own_pending(Stream.ARTICLES, "g", "d", after=EntryId.START, limit=99)) == 20
    waiting = await redis_log.take(Stream.ARTICLES, "g", "e", limit=10_000)
    assert waiting[0].entry.id == before[720].id
    assert len(waiting) == 1_800 - 720 - 1 + 40


WIDE: dict[Any, Any] = {f"f{number}": "stranger" for number in range(4_100)}
"""More fields than Lua can hand on in one call."""


async def remains(client: "Redis") -> bool:
    """Whether the server keeps, in a block that also holds living entries, what was deleted from the stream."""
    about = await client.xinfo_stream(ARTICLES)
    return bool(about["max-deleted-entry-id"] != b"0-0" or about["entries-added"] > about["length"])


@pytest.mark.parametrize("redacted", [0, 1, 2])
async def test_a_strangers_entry_of_thousands_of_fields_is_taken_along(
    redis_log: RedisLog, client: "Redis", redacted: int
) -> None:
    """It stands first, so that the copy begins with it, and amid others."""
    await client.xadd(ARTICLES, WIDE)
    await say(redis_log, range(3))
    await client.xadd(ARTICLES, WIDE)
    await say(redis_log, range(3, 4))
    before = await everything(redis_log)

    await redis_log.redact([made_tombstone(before[1 + redacted])])

    after = await everything(redis_log)
    assert [len(entry.fields) > 4_000 for entry in after] == [True, False, False, False, True, False]
    assert [number for number in range(6) if after[number] != before[number]] == [1 + redacted]
    assert not await remains(client)
    assert not await client.exists(COPY)


async def test_a_strangers_entry_of_thousands_of_fields_can_itself_be_taken_down(
    redis_log: RedisLog, client: "Redis"
) -> None:
    await say(redis_log, range(2))
    about_one = {**WIDE, **{name.decode(): text for name, text in (await everything(redis_log))[0].fields.items()}}
    await client.xadd(ARTICLES, about_one)
    wide = (await everything(redis_log))[-1]

    await redis_log.redact([made_tombstone(wide)])

    assert [entry.event().type for entry in await everything(redis_log)][-1] == "claimwire.entry.redacted"
    assert await client.xlen(ARTICLES) == 2
    assert not await remains(client)


async def test_an_entry_of_thousands_of_fields_that_is_deleted_meanwhile_does_not_come_back(
    redis_log: RedisLog, client: "Redis", meanwhile: Meanwhile
) -> None:
    await say(redis_log, range(2))
    wide = await client.xadd(ARTICLES, WIDE)
    await say(redis_log, range(2, 4))
    before = await everything(redis_log)

    async def work(call: int) -> None:
        if call == 1:
            await client.xdel(ARTICLES, wide)

    meanwhile(work)
    await redis_log.redact([made_tombstone(before[0])])

    assert [entry.id for entry in await everything(redis_log)] == [entry.id for entry in before if entry != before[2]]
    assert not await remains(client)


async def test_no_entry_is_lost_where_another_takedown_begins_the_copy_anew(
    redis_log: RedisLog, client: "Redis", meanwhile: Meanwhile
) -> None:
    await say(redis_log, range(2))
    await client.xadd(ARTICLES, WIDE)
    await say(redis_log, range(2, 1_202))
    before = await everything(redis_log)
    deleted = before[10]

    async def work(call: int) -> None:
        if call == 1:
            await client.unlink(COPY)
        if call == 2:
            # As many as the copy would lack, so that their numbers are the same.
            await client.xdel(ARTICLES, str(deleted.id))

    meanwhile(work)
    await redis_log.redact([made_tombstone(before[0])])

    assert [entry.id for entry in await everything(redis_log)] == [entry.id for entry in before if entry != deleted]
    assert not await remains(client)


async def test_what_is_deleted_meanwhile_does_not_come_back(
    redis_log: RedisLog, client: "Redis", meanwhile: Meanwhile
) -> None:
    await say(redis_log, range(1_200))
    before = await everything(redis_log)

    async def work(call: int) -> None:
        if call == 1:
            await client.xdel(ARTICLES, str(before[7].id))

    calls = meanwhile(work)
    await redis_log.redact([made_tombstone(before[1_100])])
    assert len(calls) == 6
    assert {entry.id for entry in before} - {entry.id for entry in await everything(redis_log)} == {before[7].id}
    assert not await client.exists(COPY)


async def test_one_who_keeps_deleting_is_told_of(redis_log: RedisLog, client: "Redis", meanwhile: Meanwhile) -> None:
    await say(redis_log, range(600))
    before = await everything(redis_log)

    async def work(call: int) -> None:
        await client.xdel(ARTICLES, str(before[call].id))

    meanwhile(work)
    with pytest.raises(LogUnavailable, match="repeat the takedown"):
        await redis_log.redact([made_tombstone(before[500])])
    assert len(await everything(redis_log)) == 590


async def test_one_that_was_killed_leaves_nothing_for_the_next_to_fall_over(
    redis_log: RedisLog, client: "Redis", meanwhile: Meanwhile
) -> None:
    await say(redis_log, range(1_200))
    before = await everything(redis_log)

    async def die(call: int) -> None:
        if call == 2:
            raise KeyboardInterrupt

    meanwhile(die)
    with pytest.raises(KeyboardInterrupt):
        await redis_log.redact([made_tombstone(before[0])])
    assert await client.xlen(COPY) == 1_000

    await redis_log.redact([made_tombstone(before[0]), made_tombstone(before[5])])
    assert [entry.id for entry in await everything(redis_log)] == [entry.id for entry in before]
    assert await client.xlen(ARTICLES) == 1_198
    assert not await client.exists(COPY)

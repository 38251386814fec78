"""Replays into streams of another name, on a real server."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from redis.asyncio import Redis

from claimwire.errors import EntryTooWide, MisuseError
from claimwire.events import HISTORY, Stream
from claimwire.log import Entry, EntryId, RedisLog
from claimwire.replay import Extent, Pace, Replayed, Selection, replay
from claimwire.replay.sinks import StreamCopies
from claimwire.testing import publication

ALL = Selection(Extent.between(None, None))
Told = Callable[[Replayed], None]


@pytest.fixture
async def client(redis_url: str) -> AsyncIterator[Redis]:
    async with Redis.from_url(redis_url, protocol=2) as found:
        yield found


def nothing(_seen: Replayed) -> None:
    pass


async def copy(
    log: RedisLog, client: Redis, prefix: str = "june", selection: Selection = ALL, told: Told = nothing
) -> Replayed:
    async def nobody() -> None:
        pass

    async def never(_seconds: float) -> None:
        raise AssertionError

    return await replay(
        log,
        Selection(selection.extent.until(await log.end()), selection.streams, selection.types),
        StreamCopies(client, prefix, partition=0),
        pace=Pace(None),
        give_way=nobody,
        monotonic=lambda: 0.0,
        sleep=never,
        told=told,
    )


async def copied(client: Redis, prefix: str = "june") -> list[tuple[EntryId, str, dict[bytes, bytes]]]:
    found = []
    for stream in Stream:
        entries: Any = await client.xrange(f"{prefix}:{{0}}:{stream}")
        found += [(EntryId.parse(entry_id), stream.value, fields) for entry_id, fields in entries]
    return sorted(found, key=lambda entry: entry[0])


def originals(history: list[Entry]) -> list[tuple[EntryId, str, dict[bytes, bytes]]]:
    return [(entry.id, entry.stream.value, dict(entry.fields)) for entry in history]


async def test_copies_are_the_originals_under_another_name(
    redis_log: RedisLog, client: Redis, history: list[Entry]
) -> None:
    before = [await client.xinfo_stream(f"claimwire:{{0}}:{stream}", full=True) for stream in ("articles", "claims")]
    await copy(redis_log, client)
    assert await copied(client) == originals(history)
    after = [await client.xinfo_stream(f"claimwire:{{0}}:{stream}", full=True) for stream in ("articles", "claims")]
    assert after == before


@pytest.mark.parametrize("pages", [0, 1, 2])
async def test_a_replay_that_was_ended_goes_on_there(
    redis_log: RedisLog, client: Redis, history: list[Entry], pages: int
) -> None:
    class Killed(Exception):
        pass

    def told(seen: Replayed) -> None:
        if seen.entries > 500 * pages:
            raise Killed

    with pytest.raises(Killed):
        await copy(redis_log, client, told=told)
    held = len(await copied(client))
    assert held == min(500 * (pages + 1), len(history))
    done = await copy(redis_log, client)
    assert done.entries == len(history) - held
    assert await copied(client) == originals(history)
    assert (await copy(redis_log, client)).entries == 0


async def test_a_later_replay_adds_what_has_come_since(
    redis_log: RedisLog, client: Redis, history: list[Entry]
) -> None:
    half = Selection(Extent(EntryId.START, history[600].id))
    assert (await copy(redis_log, client, selection=half)).entries == 601
    assert (await copy(redis_log, client)).entries == len(history) - 601
    assert await copied(client) == originals(history)


async def test_a_prefix_that_holds_another_replay_is_refused(
    redis_log: RedisLog, client: Redis, history: list[Entry]
) -> None:
    await copy(redis_log, client, selection=Selection(Extent(history[9].id, history[20].id)))
    others = (ALL, Selection(Extent(history[9].id, history[20].id), (Stream.ARTICLES,)))
    for other in others:
        with pytest.raises(MisuseError, match=r"june:\{0\} holds something else .*choose another prefix"):
            await copy(redis_log, client, selection=other)
    assert len(await copied(client)) == 12


@pytest.mark.usefixtures("history")
async def test_streams_that_no_replay_made_are_left_alone(redis_log: RedisLog, client: Redis) -> None:
    await client.xadd("june:{0}:articles", {"somebody": "else"})
    with pytest.raises(MisuseError, match="streams that no replay made"):
        await copy(redis_log, client)
    assert len(await copied(client)) == 1


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("stranger", ["entry", "replay"])
async def test_of_two_writers_one_ends_and_no_page_is_half_there(
    redis_log: RedisLog, client: Redis, stranger: str
) -> None:
    first = StreamCopies(client, "june", partition=0)
    await first.begin(ALL)
    page = await redis_log.read(EntryId.START, HISTORY, limit=10)
    if stranger == "entry":
        await client.xadd("june:{0}:extractions", {"somebody": "else"}, id=str(page[5].id))
    else:
        second = StreamCopies(client, "june", partition=0)
        await second.begin(ALL)
        await second.take(page[:4])
    before = await copied(client)
    with pytest.raises(MisuseError, match="somebody else writes to june"):
        await first.take(page)
    assert await copied(client) == before


async def test_an_entry_of_more_fields_than_can_be_copied_is_named_and_no_page_is_half_there(
    redis_log: RedisLog, client: Redis
) -> None:
    await redis_log.append([publication("a")])
    wide: dict[Any, Any] = {f"f{number}": "stranger" for number in range(4_100)}
    await client.xadd("claimwire:{0}:articles", wide)

    with pytest.raises(EntryTooWide, match="has 4100 fields, and a copy can have 3500"):
        await copy(redis_log, client)

    assert await copied(client) == []
    ours = Selection(ALL.extent, types=frozenset({"claimwire.article.published"}))
    assert (await copy(redis_log, client, selection=ours)).entries == 1


@pytest.mark.usefixtures("history")
async def test_copies_that_were_deleted_meanwhile_are_not_gone_on_with(redis_log: RedisLog, client: Redis) -> None:
    sink = StreamCopies(client, "june", partition=0)
    await sink.begin(ALL)
    page = await redis_log.read(EntryId.START, HISTORY, limit=10)
    await sink.take(page[:5])
    await client.delete("june:{0}:replay", "june:{0}:articles", "june:{0}:extractions")
    with pytest.raises(MisuseError, match="somebody else writes to june"):
        await sink.take(page[5:])
    assert await copied(client) == []

"""How the Redis adapter meets restored backups, strangers' ids and what is deleted for good."""

import re
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from redis.asyncio import Redis
from tests.whole_log import everything

from claimwire.errors import EntryTooWide, LogMismatch, LogUnavailable
from claimwire.events import HISTORY, Retry, Stream, new_event
from claimwire.events.ids import event_id
from claimwire.log import (
    Appended,
    Commit,
    Delivery,
    Entry,
    EntryId,
    RedisLog,
)
from claimwire.log.redis_streams.keys import Keys
from claimwire.testing import (
    NOON,
    made_tombstone,
    publication,
    wait_until,
)

OpenLog = Callable[[str], RedisLog]


@pytest.fixture
async def open_log() -> AsyncIterator[OpenLog]:
    made: list[RedisLog] = []

    def make(url: str) -> RedisLog:
        made.append(RedisLog(url))
        return made[-1]

    yield make
    for log in made:
        await log.close()


async def test_a_reader_that_has_read_what_a_backup_does_not_hold_is_refused(redis_url: str, open_log: OpenLog) -> None:
    log = open_log(redis_url)
    await log.open()
    await log.append([publication("a")])
    async with Redis.from_url(redis_url) as client:
        backup = {key: await client.dump(key) for key in await client.keys()}
        await log.append([publication("b")])
        lost = await log.end()
        await client.flushall()
        for key, value in backup.items():
            assert value is not None
            await client.restore(key, 0, value)
    await log.open()
    with pytest.raises(LogMismatch, match="backup"):
        await log.read(lost, HISTORY, limit=9)
    assert await log.read(await log.end(), HISTORY, limit=9) == []


async def test_having_read_a_strangers_entry_is_no_sign_of_a_backup(redis_url: str, open_log: OpenLog) -> None:
    log = open_log(redis_url)
    await log.open()
    await log.append([publication("a")])
    soon = EntryId((await log.end()).ms + 60_000, 0)
    async with Redis.from_url(redis_url) as stranger:
        await stranger.xadd(Keys(0).stream(Stream.DEAD), {"a": "stranger"}, id=str(soon))
        assert [entry.id for entry in await everything(log)][-1] == soon
        assert await log.read(soon, HISTORY, limit=9) == []
        await stranger.xdel(Keys(0).stream(Stream.DEAD), str(soon))
    assert await log.end() == soon
    assert await log.read(soon, HISTORY, limit=9) == []


@pytest.mark.parametrize("deleted", [False, True])
@pytest.mark.parametrize("strange", ["9000000000000-0", "18446744073709551615-18446744073709551615"])
@pytest.mark.parametrize("server", ["redis", "redis8"])
async def test_an_id_of_the_far_future_is_replaced_and_nothing_is_lost(
    request: pytest.FixtureRequest, open_log: OpenLog, server: str, strange: str, *, deleted: bool
) -> None:
    url = request.getfixturevalue(f"{server}_url")
    log, stream = open_log(url), Keys(0).stream(Stream.ARTICLES)
    await log.open()
    await log.append([publication(f"a{number}") for number in range(1_100)])
    await log.ensure_group(Stream.ARTICLES, "g")
    taken = await log.take(Stream.ARTICLES, "g", "c", limit=700)
    await log.commit(Stream.ARTICLES, "g", [Commit(delivery.entry.id, []) for delivery in taken[:50]])
    before = await everything(log)
    async with Redis.from_url(url) as client:
        await client.xadd(stream, {"a": "stranger"}, id=strange)
        if deleted:
            await client.xdel(stream, strange)

    [outcome, *_] = await log.append([publication("b"), publication("c")])
    assert isinstance(outcome, Appended)
    assert outcome.id.recorded_at - before[0].id.recorded_at < timedelta(minutes=5)
    after = await everything(log)
    strangers = [entry for entry in after if b"a" in entry.fields]
    assert len(strangers) == (0 if deleted else 1)
    assert [entry for entry in after if entry not in strangers][:-2] == before
    assert [entry.event().subject for entry in after[-2:]] == ["b", "c"]

    assert await log.own_pending(Stream.ARTICLES, "g", "c", after=EntryId.START, limit=999) == [
        Delivery(delivery.entry, 2) for delivery in taken[50:]
    ]
    new = await log.take(Stream.ARTICLES, "g", "c", limit=999)
    assert [delivery.entry for delivery in new] == after[700:]


async def test_an_id_of_the_far_future_is_not_the_end_though_its_entry_is_deleted(
    redis_url: str, open_log: OpenLog
) -> None:
    log, stream = open_log(redis_url), Keys(0).stream(Stream.ARTICLES)
    await log.open()
    [appended] = await log.append([publication("a")])
    assert isinstance(appended, Appended)
    async with Redis.from_url(redis_url) as client:
        strange = await client.xadd(stream, {"a": "stranger"}, id="9000000000000-0")
        assert strange is not None
        await client.xdel(stream, strange)
    assert await log.end() == appended.id
    await log.append([publication("b")])
    assert [entry.event().subject for entry in await everything(log)] == ["a", "b"]


async def test_a_stream_that_cannot_be_written_again_stays_as_it_is(redis_url: str, open_log: OpenLog) -> None:
    log, stream = open_log(redis_url), Keys(0).stream(Stream.ARTICLES)
    await log.open()
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    async with Redis.from_url(redis_url) as client:
        # More fields than Lua can hand on in one call.
        wide = await client.xadd(stream, {f"f{number}": "stranger" for number in range(4_100)})
        strange = await client.xadd(stream, {"a": "stranger"}, id="9000000000000-0")
        assert isinstance(wide, bytes)
        name = wide.decode()
        for _ in range(2):
            with pytest.raises(LogUnavailable, match=rf"{name} has .*delete it \(XDEL {re.escape(stream)} {name}\)"):
                await log.append([publication("b")])
        assert [entry_id for entry_id, _ in await client.xrange(stream) or ()][1:] == [wide, strange]
        assert len(await client.xinfo_groups(stream)) == 1
        await client.xdel(stream, wide)

    await log.append([publication("b")])
    assert [entry.fields.get(b"subject") for entry in await everything(log)] == [b"a", None, b"b"]


async def test_of_an_entry_that_lua_cannot_write_again_no_command_says_that_it_was(redis_log: RedisLog) -> None:
    await redis_log.append([publication("a"), publication("b")])
    [first, second] = await everything(redis_log)
    await redis_log.ensure_group(Stream.ARTICLES, "g")
    await redis_log.take(Stream.ARTICLES, "g", "c", limit=9)
    await redis_log.commit(Stream.ARTICLES, "g", [Commit(first.id, []), Commit(second.id, [])])
    await redis_log.trim(second.id)
    wide = Entry(Stream.ARTICLES, first.id, {f"f{number}".encode(): b"stranger" for number in range(4_100)})
    body = Retry(operator="op", where="dead", positions=(f"0:{first.id}",))
    command = new_event(body, id=event_id("retry", "dead"), subject="dead", source="claimwire/test", time=NOON)

    with pytest.raises(EntryTooWide, match="more fields than"):
        await redis_log.requeue(Stream.ARTICLES, "g", wide, command)

    assert [entry.stream for entry in await redis_log.read(second.id, list(Stream), limit=9)] == []


async def test_a_reader_and_a_group_that_met_an_id_of_the_far_future_miss_nothing_afterwards(
    redis_url: str, open_log: OpenLog
) -> None:
    log = open_log(redis_url)
    await log.open()
    await log.append([publication("a")])
    await log.ensure_group(Stream.ARTICLES, "g")
    async with Redis.from_url(redis_url) as client:
        await client.xadd(Keys(0).stream(Stream.ARTICLES), {"a": "stranger"}, id="9000000000000-0")
    assert len(await log.take(Stream.ARTICLES, "g", "c", limit=9)) == 2
    [_, stranger] = await everything(log)
    assert stranger.id.recorded_at.year < 2200
    await log.append([publication("b")])
    assert [entry.event().subject for entry in await log.read(stranger.id, HISTORY, limit=9)] == ["b"]
    again = await log.take(Stream.ARTICLES, "g", "c", limit=9)
    assert [delivery.entry.fields.get(b"subject") for delivery in again] == [None, b"b"]


async def test_what_was_redacted_leaves_the_servers_disk(redis_url: str, open_log: OpenLog) -> None:
    log = open_log(redis_url)
    await log.open()
    await log.append([publication("a", text="Something that must go."), publication("b", text="Something that stays.")])
    [entry, _] = await everything(log)
    async with Redis.from_url(redis_url) as client:
        folder = Path(str((await client.config_get("dir"))["dir"]))

        def on_disk(words: bytes) -> bool:
            return any(words in file.read_bytes() for file in folder.rglob("*") if file.is_file())

        assert on_disk(b"that must go")
        await log.redact([made_tombstone(entry)])
        wait_until(lambda: not on_disk(b"that must go"))
        assert on_disk(b"that stays")


async def test_a_server_that_forbids_the_rewrite_is_told_of(
    redis_url: str, open_log: OpenLog, caplog: pytest.LogCaptureFixture
) -> None:
    async with Redis.from_url(redis_url) as client:
        await client.acl_setuser(
            "clerk", enabled=True, passwords=["+secret"], keys=["*"], commands=["+@all", "-bgrewriteaof"]
        )
        try:
            log = open_log(redis_url.replace("unix://", "unix://clerk:secret@"))
            await log.open()
            await log.append([publication("a")])
            [entry] = await everything(log)
            await log.redact([made_tombstone(entry)])
        finally:
            await client.acl_deluser("clerk")
    assert "run BGREWRITEAOF on the server yourself" in caplog.text

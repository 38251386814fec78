"""A subscriber outside, on real servers, with no right but to read."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from claimwire.archive import Archive
from claimwire.client import Client
from claimwire.embedded import EmbeddedServer
from claimwire.errors import BehindTrimLine, LogMismatch, LogUnavailable, MisuseError
from claimwire.events import HISTORY, EntryRedacted, Event, Pause, Stream, StrikeReported
from claimwire.events.ids import event_id
from claimwire.log import Append, EntryId, RedisLog
from claimwire.testing import made_tombstone, pause_command, published, reported_strike

ROOT = Path(__file__).parents[2]
STRIKE = event_id("strike", "1")


@pytest.fixture(params=["redis", "redis8"])
def server(request: pytest.FixtureRequest) -> str:
    """URL of an empty server of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def reader(server: str) -> Iterator[str]:
    """URL of the server for the user that docs/containers.md gives a subscriber."""
    page = (ROOT / "docs" / "containers.md").read_text(encoding="utf-8")
    (rights,) = re.findall(r"^user desk (.*)$", page, re.MULTILINE)
    with Redis.from_url(server) as admin:
        admin.execute_command("ACL", "SETUSER", "desk", "reset", *rights.split())
        yield server.replace("://", "://desk@")
        admin.execute_command("ACL", "DELUSER", "desk")


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[RedisLog]:
    log = RedisLog(url)
    await log.open()
    try:
        yield log
    finally:
        await log.close()


def strikes(count: int, start: int = 0) -> list[Event]:
    return [reported_strike(f"a-{number}", STRIKE) for number in range(start, start + count)]


async def told(url: str, *events: Event) -> None:
    async with opened(url) as log:
        await log.append([Append(event=event) for event in events])


async def archived(log: RedisLog, folder: Path, count: int) -> None:
    archive = Archive(str(folder))
    entries = await log.read(EntryId.START, HISTORY, limit=count)
    writer = await archive.begin(log.epoch)
    writer.add(entries)
    await archive.publish(writer, epoch=log.epoch, closed_at=datetime.now(UTC))
    await archive.close()


def content(url: str) -> dict[Any, Any]:
    with Redis.from_url(url) as admin:
        return {key: admin.dump(key) for key in admin.scan_iter()}


async def test_reads_with_no_right_but_to_read_and_writes_nothing(server: str, reader: str) -> None:
    await told(server, published("a-0"), *strikes(3))
    async with opened(server) as log:
        (second,) = await log.read((await log.read(EntryId.START, [Stream.STRIKES], limit=1))[0].id, HISTORY, limit=1)
        await log.redact([made_tombstone(second)])
    before = content(server)

    async with Client(reader, password="its-password") as client:
        whole = [record async for record in client.subscribe(follow=False)]
        chosen = client.subscribe(whole[1].position, types=[StrikeReported, EntryRedacted], follow=False)
        rest = [record async for record in chosen]
        assert await client.end() == whole[-1].position == chosen.position

    assert [record.event.subject for record in whole] == ["a-0", "a-0", "a-1", "a-2"]
    assert [type(record.body) for record in rest] == [EntryRedacted, StrikeReported]
    assert content(server) == before


async def test_waits_for_what_is_yet_to_come(server: str, reader: str) -> None:
    await told(server, *strikes(1))
    async with Client(reader, password="its-password") as client:
        subscription = client.subscribe(await client.end(), types=[StrikeReported])
        asked = asyncio.ensure_future(anext(subscription))
        await told(server, published("a-7"), *strikes(1, start=1))

        record = await asyncio.wait_for(asked, 20)

    assert record.body.article_id == "a-1"
    assert abs(record.recorded_at - datetime.now(UTC)) < timedelta(minutes=5)


async def test_begins_at_a_moment(redis_url: str) -> None:
    await told(redis_url, *strikes(2))
    async with Client(redis_url) as client:
        first, second = [record async for record in client.subscribe(follow=False)]
        assert await client.before(first.recorded_at) < first.position
        assert await client.before(datetime(2199, 1, 1, tzinfo=UTC)) == second.position
        from_first = client.subscribe(await client.before(first.recorded_at), follow=False)
        assert [record.position async for record in from_first] == [first.position, second.position]
        with pytest.raises(MisuseError, match="no time zone"):
            await client.before(datetime(2024, 6, 25))  # noqa: DTZ001 - that is what is refused


async def test_reads_on_from_the_archive_without_a_seam(redis_url: str, tmp_path: Path) -> None:
    await told(redis_url, *strikes(40))
    async with opened(redis_url) as log:
        await archived(log, tmp_path, 30)
        await log.trim((await log.read(EntryId.START, HISTORY, limit=20))[-1].id)
    async with Client(redis_url, str(tmp_path)) as client:
        seen = [record.body.article_id async for record in client.subscribe(types=[StrikeReported], follow=False)]

    assert seen == [f"a-{number}" for number in range(40)]


async def test_without_the_archive_says_where_the_rest_is(redis_url: str) -> None:
    await told(redis_url, *strikes(4))
    async with opened(redis_url) as log:
        await log.trim(await log.end())
    async with Client(redis_url) as client:
        with pytest.raises(BehindTrimLine, match=r"read them from the archive \(archive_url\)"):
            await anext(client.subscribe())


async def test_refuses_another_log_than_the_one_the_position_is_of(redis_url: str) -> None:
    await told(redis_url, *strikes(1))
    async with Client(redis_url) as client:
        epoch, position = client.epoch, await client.end()
    async with Client(redis_url, epoch=epoch) as client:
        subscription = client.subscribe(position)
        with Redis.from_url(redis_url) as admin:
            admin.flushall()
        with pytest.raises(LogMismatch):
            await anext(subscription)

    await told(redis_url, *strikes(1))
    with pytest.raises(LogMismatch, match="epoch changed"):
        async with Client(redis_url, epoch=epoch):
            pass


async def test_refuses_a_position_beyond_the_end(redis_url: str) -> None:
    await told(redis_url, *strikes(1))
    async with Client(redis_url) as client:
        with pytest.raises(LogMismatch, match="ends at"):
            await anext(client.subscribe("0:9999999999999-0"))
        with pytest.raises(MisuseError, match="partition 1"):
            client.subscribe("1:5-0")


async def test_an_empty_server_holds_no_log(server: str, reader: str) -> None:
    with pytest.raises(LogUnavailable, match="holds no log of claimwire yet"):
        async with Client(reader, password="its-password"):
            pass
    assert content(server) == {}


async def test_a_user_that_may_not_read_is_told_which_rights_it_takes(redis_url: str) -> None:
    with Redis.from_url(redis_url) as admin:
        admin.execute_command("ACL", "SETUSER", "blind", "reset", "on", "nopass", "~other:*", "+@all")
        with pytest.raises(MisuseError, match=r"\+@read \+@connection on claimwire:\*"):
            async with Client(redis_url.replace("://", "://blind@"), password="any"):
                pass
        admin.execute_command("ACL", "DELUSER", "blind")


async def test_an_id_of_the_far_future_is_read_once_it_has_another(redis_url: str) -> None:
    async with opened(redis_url) as log, Client(redis_url) as client:
        await log.append([Append(event=event) for event in strikes(2)])
        (first, _) = await log.read(EntryId.START, [Stream.STRIKES], limit=9)
        with Redis.from_url(redis_url) as stranger:
            stranger.xadd("claimwire:{0}:strikes", dict(first.fields), id="99999999999999-0")
        subscription = client.subscribe(types=[StrikeReported, Pause], follow=False)
        assert [record.event.subject async for record in subscription] == ["a-0", "a-1"]
        # Nothing but the foreign one is left now, and a look finds it again and again.
        assert [record async for record in client.subscribe(subscription.position, follow=False)] == []

        await log.append([pause_command("extractor"), *(Append(event=event) for event in strikes(1, start=2))])

        rest = client.subscribe(subscription.position, types=[StrikeReported, Pause], follow=False)
        assert [record.event.subject async for record in rest] == ["a-0", "extractor", "a-2"]


async def test_an_outage_is_waited_out(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path) as server:
        url = server.url
        await told(url, *strikes(1))
        client = Client(url)
        await client.__aenter__()
        subscription = client.subscribe(types=[StrikeReported])
        first = await anext(subscription)
        asked = asyncio.ensure_future(anext(subscription))
        await asyncio.sleep(0)
    with EmbeddedServer(tmp_path) as server:
        assert server.url == url
        await told(url, *strikes(1, start=1))
        second = await asyncio.wait_for(asked, 30)
        await client.__aexit__(None, None, None)

    assert [first.body.article_id, second.body.article_id] == ["a-0", "a-1"]

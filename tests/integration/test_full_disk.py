"""A disk that fills up slows senders down before it stops the log; one that is full loses nothing and recovers."""

import asyncio
import resource
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.exceptions import RedisError

from claimwire.embedded.conf import write_conf
from claimwire.embedded.running_url import SERVER_FOLDER
from claimwire.errors import LogFull
from claimwire.events import ArticleText, Stream
from claimwire.log import EntryId, MemoryLog, RedisLog
from claimwire.supervisor import Supervisor
from claimwire.testing import wait_until
from claimwire_ingest.adapters.headroom import Headroom
from claimwire_ingest.app import build
from claimwire_ingest.settings import IngestSettings

NUMBERS = count()


def article() -> dict[str, str]:
    """An article of some 100 kB that no other repeats."""
    number = next(NUMBERS)
    words = " ".join(f"{number}-{word}" for word in range(10_000))
    return {"url": f"https://courier.example/{number}", "text": f"The harbour was closed. {words}"}


@asynccontextmanager
async def ingest(data_dir: Path, url: str, min_free_bytes: int = 0) -> AsyncIterator[httpx.AsyncClient]:
    log = RedisLog(url)
    app = build(IngestSettings(redis_url=url, data_dir=data_dir, min_free_bytes=min_free_bytes), log=log).app
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8081", timeout=60) as client:
        yield client
    await log.close()


async def recorded(url: str) -> set[str | None]:
    log = RedisLog(url)
    await log.open()
    found: list[ArticleText] = []
    after = EntryId.START
    while entries := await log.read(after, [Stream.ARTICLES], limit=100):
        after = entries[-1].id
        found += [body for entry in entries if isinstance(body := entry.event().data, ArticleText)]
    await log.close()
    assert len({body.article_id for body in found}) == len(found), "an article was doubled"
    return {body.url for body in found}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", folder], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"needs the right to mount a small disk: {error}")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    """A private server on the usual disk."""
    yield from supervised(tmp_path / "data")


@pytest.fixture
def cramped(small_disk: Path) -> Iterator[Supervisor]:
    """A private server on a small disk."""
    yield from supervised(small_disk)


def supervised(data_dir: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor([], data_dir=data_dir, host="127.0.0.1", redis_url=None, settings={})
    supervisor.start()
    yield supervisor
    supervisor.stop()


def answers(supervisor: Supervisor) -> bool:
    """Whether the server answers, having been looked after."""
    supervisor._server_not_before = 0
    supervisor.look_after()
    try:
        with Redis.from_url(supervisor.url) as client:
            return bool(client.ping())
    except RedisError:
        return False


async def sent_until_refused(client: httpx.AsyncClient) -> tuple[set[str | None], httpx.Response]:
    """What was acknowledged before an article was not, and the answer to that one."""
    taken: set[str | None] = set()
    while True:
        item = article()
        answer = await client.post("/articles", json=item)
        if answer.status_code != 201:
            return taken, answer
        taken.add(item["url"])


def assert_come_again(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert int(answer.headers["retry-after"]) > 0


async def test_a_full_disk_gives_503_and_recovers(cramped: Supervisor, small_disk: Path) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free - 2_500_000))
    async with ingest(small_disk, cramped.url) as client:
        taken, refusal = await sent_until_refused(client)
        assert len(taken) > 10
        assert_come_again(refusal)
        for _ in range(3):
            wait_until(lambda: answers(cramped))
            # What the torn end of the journal had taken up.
            fill(filler)
            more, refusal = await sent_until_refused(client)
            assert_come_again(refusal)
            taken |= more
        filler.unlink()
        wait_until(lambda: answers(cramped))
        late = article()
        assert (await client.post("/articles", json=late)).status_code == 201
    assert await recorded(cramped.url) >= {*taken, late["url"]}


async def test_a_server_that_cannot_write_on_gives_503_and_recovers(supervisor: Supervisor, tmp_path: Path) -> None:
    """As on a full disk, where no small one can be mounted: the journal is not let grow."""
    async with ingest(tmp_path, supervisor.url) as client:
        assert (await client.post("/articles", json=article())).status_code == 201
        with Redis.from_url(supervisor.url) as server:
            pid = int(server.info("server")["process_id"])
        journal = max(
            (tmp_path / "data" / SERVER_FOLDER / "appendonlydir").iterdir(), key=lambda file: file.stat().st_size
        )
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (journal.stat().st_size + 350_000,) * 2)
        taken, refusal = await sent_until_refused(client)
        assert 2 <= len(taken) <= 5
        assert_come_again(refusal)
        wait_until(lambda: answers(supervisor))
        late = article()
        assert (await client.post("/articles", json=late)).status_code == 201
    assert await recorded(supervisor.url) >= {*taken, late["url"]}


async def test_a_server_that_syncs_now_and_then_says_that_its_disk_is_full(
    cramped: Supervisor, small_disk: Path, tmp_path: Path
) -> None:
    """It stays up and refuses writes, and is asked before it is given more."""
    filler = small_disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free - 2_500_000))
    async with AsyncRedis.from_url(cramped.url) as server:
        await server.config_set("appendfsync", "everysec")
        async with ingest(tmp_path / "data", cramped.url) as client:
            taken, refusal = await sent_until_refused(client)
            assert_come_again(refusal)
            assert (await server.info("persistence"))["aof_last_write_status"] == "err"
            log = RedisLog(cramped.url)
            headroom = Headroom(log, None, min_free_bytes=0, monotonic=time.monotonic)
            assert "could not write its journal" in (await headroom.refusal() or "")
            await log.close()
            filler.unlink()
            late = article()

            async def is_taken() -> bool:
                return (await client.post("/articles", json=late)).status_code in {200, 201}

            async with asyncio.timeout(30):
                while not await is_taken():
                    continue
    assert await recorded(cramped.url) >= {*taken, late["url"]}


def fill(path: Path) -> None:
    """Take all the space there is."""
    with path.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


async def test_a_nearly_full_disk_is_told_before_it_is_full(supervisor: Supervisor, tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    async with ingest(tmp_path / "data", supervisor.url, min_free_bytes=2 * free) as client:
        refused = await client.post("/articles", json=article())
        withdrawal = await client.post("/articles/a-1/withdrawal", json={"reason": "retracted"})
        ready = await client.get("/readyz")
    async with ingest(tmp_path / "data", supervisor.url, min_free_bytes=free // 2) as client:
        assert (await client.post("/articles", json=article())).status_code == 201

    assert_come_again(refused)
    assert withdrawal.status_code == 404
    assert "CLAIMWIRE_MIN_FREE_BYTES" in refused.json()["detail"]
    assert (ready.status_code, ready.text[:37]) == (200, "ok, but the log's disk is nearly full")


async def test_articles_are_taken_again_when_space_is_freed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free, now = [99], [0.0]
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=free[0]))
    headroom = Headroom(MemoryLog(lambda: 1), tmp_path, min_free_bytes=100, monotonic=lambda: now[0])

    with pytest.raises(LogFull, match="99 bytes free"):
        await headroom.check()
    free[0] = 100
    now[0] = 0.5
    with pytest.raises(LogFull):  # asked once a second at the most
        await headroom.check()
    now[0] = 1.0
    await headroom.check()


async def test_a_server_elsewhere_is_asked_for_its_memory(redis_url: str) -> None:
    log = RedisLog(redis_url)
    await log.open()
    async with AsyncRedis.from_url(redis_url) as client:
        used = (await client.info("memory"))["used_memory"]
        try:
            await client.config_set("maxmemory", int(used * 1.02))
            with pytest.raises(LogFull, match="used up its memory"):
                await log.check_room()
            await client.config_set("maxmemory", used * 2)
            await log.check_room()
        finally:
            await client.config_set("maxmemory", 0)
    await log.close()


def test_a_configuration_that_cannot_be_written_leaves_the_old_one(small_disk: Path) -> None:
    conf = small_disk / "server.conf"
    write_conf(conf, socket=Path("/run/old.sock"))
    before = conf.read_bytes()
    fill(small_disk / "filler")

    with pytest.raises(OSError, match="No space left"):
        write_conf(conf, socket=Path("/run/new.sock"))
    assert conf.read_bytes() == before
    write_conf(conf, socket=Path("/run/old.sock"))

"""The projection on a log: it follows, survives a kill at any moment, and lets good articles through."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis
from sqlalchemy import Engine, func, select
from tests.free_ports import free_ports

from claimwire.errors import LogMismatch
from claimwire.events import Event, Stream, to_fields
from claimwire.log import Append, EntryId, EventLog, Position, RedisLog
from claimwire.service.exit_status import EXIT_MISUSE
from claimwire.subscriptions import Progress
from claimwire.testing import completed, extracted, published
from claimwire.views import SqliteViews, ViewBuilds, current_articles, current_claims, current_strikes, wait_for
from claimwire.views.schema import articles, claims, metadata, parked
from claimwire_projection.adapters.projector import Projector
from claimwire_projection.adapters.view_store import ViewStore


async def say(log: EventLog, events: Sequence[Event]) -> None:
    for start in range(0, len(events), 500):
        await log.append([Append(event=event) for event in events[start : start + 500]])


async def end(log: EventLog) -> Position:
    return Position(log.partition, await log.end())


def rows(engine: Engine, query: Any) -> list[Any]:
    with engine.begin() as connection:
        return list(connection.execute(query).all())


def count(engine: Engine, query: Any) -> int:
    return int(rows(engine, select(func.count()).select_from(query.subquery()))[0][0])


@asynccontextmanager
async def projecting(log: EventLog, builds: ViewBuilds, progress: Progress | None = None) -> AsyncIterator[Engine]:
    stop, engine = asyncio.Event(), builds.database(1).reader()
    projector = Projector(log, builds, progress or Progress(time.monotonic), batch=50)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(projector.run(stop))
        try:
            yield engine
        finally:
            stop.set()
            engine.dispose()
    assert running.done()


async def test_the_view_follows_the_log(log: EventLog, builds: ViewBuilds) -> None:
    progress = Progress(time.monotonic)
    await say(log, [event for number in range(40) for event in (published(f"a-{number}"), *extracted(f"a-{number}"))])

    async with projecting(log, builds, progress) as engine:
        await wait_for(engine, await end(log), within_s=20)
        assert [count(engine, query) for query in (current_articles(), current_claims(), current_strikes())] == [40] * 3
        await say(log, [published("a-0", 2), completed("a-0", 2)])
        await wait_for(engine, await end(log), within_s=20)
        assert count(engine, current_claims()) == 39

    [reader] = [reader for reader in (await log.status()).readers if reader.name == "projection/v3"]
    assert (reader.behind, reader.position, progress.position) == (0, await log.end(), await log.end())
    async with projecting(log, builds) as engine:
        await say(log, [published("a-new")])
        await wait_for(engine, await end(log), within_s=20)
        assert count(engine, current_articles()) == 41


async def test_bad_entries_of_every_kind_are_parked_and_the_next_good_article_goes_through(
    redis_url: str, redis_log: RedisLog, builds: ViewBuilds
) -> None:
    good = to_fields(published("a-bad"))
    await say(redis_log, [published("a-0")])
    async with Redis.from_url(redis_url) as stranger:
        # Ids of its own: two that a stranger adds within a millisecond would share a position.
        first = (await redis_log.end()).ms + 1
        bad = (
            (Stream.ARTICLES, {b"\xfe": b"\xff"}),
            (Stream.CLAIMS, {b"data": b"{}"}),
            (Stream.STRIKES, {**good, b"type": b"claimwire.strike.imagined"}),
            (Stream.EXTRACTIONS, {**good, b"version": b"99"}),
            (Stream.ARTICLES, {**good, b"payload": b'{"article_id": '}),
            (Stream.DEAD, {**good, b"subject": b""}),
            (Stream.CONTROL, {b"payload": b"[]"}),
        )
        for number, (stream, fields) in enumerate(bad):
            await stranger.xadd(f"claimwire:{{0}}:{stream}", dict[Any, Any](fields), id=f"{first + number}-0")
    await say(redis_log, [published("a-1"), *extracted("a-1")])

    async with projecting(redis_log, builds) as engine:
        await wait_for(engine, await end(redis_log), within_s=20)

        assert {row.article_id for row in rows(engine, current_articles())} == {"a-0", "a-1"}
        assert count(engine, current_strikes()) == 1
        states = {tuple(row) for row in rows(engine, select(parked.c.stream, parked.c.state))}
    assert states == {
        ("articles", "parked"),
        ("claims", "parked"),
        ("strikes", "parked"),
        ("extractions", "queued"),
        ("articles", "queued"),
        ("dead", "parked"),
        ("control", "parked"),
    }


async def test_a_view_of_an_emptied_server_is_not_written(redis_log: RedisLog, builds: ViewBuilds) -> None:
    store = ViewStore(builds.database(1))
    store.open("the epoch of another log", 0)
    store.close()

    with pytest.raises(LogMismatch, match="the epoch of another log"):
        await Projector(redis_log, builds, Progress(time.monotonic), batch=50).run(asyncio.Event())


def start(redis_url: str, data: Path, port: int = 0, **options: Any) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "CLAIMWIRE_REDIS_URL": redis_url,
        "CLAIMWIRE_DATA_DIR": str(data),
        "CLAIMWIRE_PROJECTION_PORT": str(port),
        "CLAIMWIRE_PROJECTION_BATCH": "20",
    }
    return subprocess.Popen([sys.executable, "-m", "claimwire_projection"], env=environment, **options)


async def test_read_models_that_are_damaged_end_the_process_for_good(
    redis_url: str, redis_log: RedisLog, tmp_path: Path
) -> None:
    await say(redis_log, [published("a-1")])
    path = SqliteViews(tmp_path).path
    path.parent.mkdir()
    path.write_bytes(b"no database at all, but long enough to be looked at" * 40)
    process = start(redis_url, tmp_path, stderr=subprocess.PIPE)

    _, told = await asyncio.to_thread(process.communicate, timeout=60)

    assert process.returncode == EXIT_MISUSE
    assert b"delete the file (with its -wal and -shm) and start the projection again" in told
    assert b"Traceback" not in told


def dump(engine: Engine) -> dict[str, list[str]]:
    return {table.name: sorted(map(repr, rows(engine, select(table)))) for table in metadata.sorted_tables}


def end_orderly(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    # The server finishes its work and then ends by the signal that stopped it.
    assert process.wait(timeout=30) in {0, -signal.SIGTERM}


async def test_the_process_is_ready_when_it_has_caught_up(redis_url: str, redis_log: RedisLog, tmp_path: Path) -> None:
    [port] = free_ports(1)
    await say(redis_log, [published("a-1")])
    process, engine = start(redis_url, tmp_path, port), SqliteViews(tmp_path).reader()
    await wait_for(engine, await end(redis_log), within_s=60)

    transport = httpx.AsyncHTTPTransport(retries=5)
    async with (
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", transport=transport) as client,
        asyncio.timeout(30),
    ):
        while (ready := await client.get("/readyz")).status_code != httpx.codes.OK:
            assert ready.text == "catching up"
        assert (await client.get("/healthz")).status_code == httpx.codes.OK

    end_orderly(process)
    engine.dispose()


async def test_a_kill_at_any_moment_loses_nothing_and_doubles_nothing(
    redis_url: str, redis_log: RedisLog, tmp_path: Path
) -> None:
    events = [event for number in range(800) for event in (published(f"a-{number}"), *extracted(f"a-{number}"))]
    await say(redis_log, events)
    streams, last = tuple(Stream), await end(redis_log)
    entries = await redis_log.read(EntryId.START, streams, limit=len(events))
    engine, kills = SqliteViews(tmp_path / "live").reader(), 0

    for reached in (300, 1_200, 2_200):
        process = start(redis_url, tmp_path / "live")
        await wait_for(engine, Position(0, entries[reached].id), within_s=60)
        # It writes batch after batch, so the kill falls into the middle of one.
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        kills += count(engine, select(claims)) < 800
    process = start(redis_url, tmp_path / "live")
    await wait_for(engine, last, within_s=60)
    end_orderly(process)

    assert kills == 3
    assert [count(engine, query) for query in (select(articles), current_claims(), current_strikes())] == [800] * 3
    rebuilt = ViewStore(SqliteViews(tmp_path / "rebuilt"))
    rebuilt.open(redis_log.epoch, 0)
    rebuilt.apply(entries)
    rebuilt.close()
    fresh = SqliteViews(tmp_path / "rebuilt").reader()
    assert dump(engine) == dump(fresh)
    engine.dispose()
    fresh.dispose()

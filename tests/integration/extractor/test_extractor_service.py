"""The extractor on a log: complete statements, once, whatever else stands on the stream."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from claimwire.errors import ExtractionFailed, WorkerLost
from claimwire.events import ArticleText, DeadLetterParked, Event, Stream, to_fields
from claimwire.log import Append, Entry, EntryId, EventLog, MemoryLog, RedisLog
from claimwire.log.redis_streams.keys import Keys
from claimwire.testing import published, wait_until, withdrawn
from claimwire_extractor.adapters.article_reader import load_article_reader
from claimwire_extractor.adapters.in_process_extractor import InProcessExtractor
from claimwire_extractor.app import build
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.extractor import Extractor
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundClaims
from claimwire_extractor.core.report import report
from claimwire_extractor.settings import ExtractorSettings

FACTS = [Stream.CLAIMS, Stream.STRIKES, Stream.EXTRACTIONS]


class Obedient:
    """Does what the text says: "fail", "lose a worker" once for each article, or find nothing."""

    def __init__(self) -> None:
        self.lost: set[str] = set()

    async def extract(self, article: ArticleText) -> Extraction:
        if article.text == "fail":
            raise ExtractionFailed("as ordered")
        if article.text == "lose a worker" and article.article_id not in self.lost:
            self.lost.add(article.article_id)
            raise WorkerLost("as ordered")
        return report(
            article, Findings(FoundClaims(claims=(), statuses=()), ()), model="made/1", sentences=1, elapsed_ms=0
        )


@asynccontextmanager
async def entered(extractor: Extractor) -> AsyncIterator[Extractor]:
    yield extractor


@asynccontextmanager
async def running(log: EventLog, extractor: Extractor, **changes: Any) -> AsyncIterator[None]:
    chosen = {
        "redis_url": "redis://unused",
        "extractor_port": 0,
        "extractor_reclaim_after_ms": 200,
        "extractor_retry_after_ms": 100,
        **changes,
    }
    shell = build(ExtractorSettings(**chosen), log=log, extractor=entered(extractor))
    stop = asyncio.Event()
    with closing(shell._server._socket):
        reading = asyncio.ensure_future(shell._reader(stop))
        try:
            yield
        finally:
            stop.set()
            async with asyncio.timeout(20):
                await reading


async def outputs(log: EventLog, count: int, streams: Sequence[Stream]) -> list[Entry]:
    """Wait until the streams hold as many entries, and return all they hold."""
    found: list[Entry] = []
    async with asyncio.timeout(60):
        while len(found) < count:
            found += await log.read(found[-1].id if found else EntryId.START, streams, limit=100, wait_ms=500)
    return found


async def send(log: EventLog, *events: Event) -> None:
    await log.append([Append(event=event) for event in events])


async def add_foreign(log: EventLog, fields: dict[bytes, bytes]) -> None:
    if isinstance(log, MemoryLog):
        await log.add_foreign(Stream.ARTICLES, fields)
    else:
        assert isinstance(log, RedisLog)
        forgiving: dict[Any, Any] = dict(fields)
        await log._client.xadd(Keys(0).stream(Stream.ARTICLES), forgiving)


async def test_every_revision_is_answered_once_and_a_withdrawal_is_not(log: EventLog) -> None:
    async with running(log, Obedient()):
        await send(log, published("a"), withdrawn("a"), published("a", 2))
        found = [entry.event() for entry in await outputs(log, 2, FACTS)]

    assert [(event.subject, json.loads(to_fields(event)[b"payload"])["revision"]) for event in found] == [
        ("a", 1),
        ("a", 2),
    ]
    assert all(reader.pending == 0 for reader in (await log.status()).readers)


async def test_bad_entries_are_parked_and_the_next_good_article_is_answered(log: EventLog) -> None:
    good = to_fields(published("x"))
    bad = [
        {b"hello": b"world", b"data": b"\xff"},
        {**good, b"type": b"claimwire.article.eaten"},
        {**good, b"version": b"99"},
        {**good, b"payload": b'{"article_id": '},
        {**good, b"payload": b"{}"},
    ]
    for fields in bad:
        await add_foreign(log, fields)
    await send(log, published("failing", text="fail"), published("good"))
    async with running(log, Obedient()):
        parked = [entry.event().data for entry in await outputs(log, 6, [Stream.DEAD])]
        [answer] = await outputs(log, 1, FACTS)

    assert answer.event().subject == "good"
    kinds = sorted(body.error.partition(":")[0] for body in parked if isinstance(body, DeadLetterParked))
    assert kinds == ["ExtractionFailed", *["UndecodableEntry"] * 3, "UnknownEventType", "UnknownEventVersion"]
    assert all(reader.pending == 0 for reader in (await log.status()).readers)


async def test_an_article_that_cost_a_worker_is_tried_again(log: EventLog) -> None:
    extractor = Obedient()
    await send(log, published("unlucky", text="lose a worker"), published("other"))
    async with running(log, extractor):
        found = await outputs(log, 2, FACTS)

    assert extractor.lost == {"unlucky"}
    assert sorted(entry.event().subject for entry in found) == ["other", "unlucky"]


async def test_a_second_reading_says_the_same_under_the_same_ids(log: EventLog) -> None:
    extractor = InProcessExtractor(load_article_reader())
    event = published("a", text="Two rockets hit a school in Kharkiv, the mayor, Oksana Hrytsenko, said.")
    await send(log, event, event)
    async with running(log, extractor):
        found = await outputs(log, 6, FACTS)

    first, second = found[:3], found[3:]
    assert [entry.stream for entry in first] == FACTS
    assert [entry.event().id for entry in first] == [entry.event().id for entry in second]


async def test_the_service_starts_answers_and_stops_cleanly(redis_url: str) -> None:
    log = RedisLog(redis_url)
    await log.open()
    await send(log, published("a", text="Two rockets hit a school in Kharkiv, the mayor, Oksana Hrytsenko, said."))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "CLAIMWIRE_REDIS_URL": redis_url,
        "CLAIMWIRE_EXTRACTOR_PORT": str(port),
        "CLAIMWIRE_EXTRACTOR_WORKERS": "1",
    }
    service = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "claimwire_extractor", env=environment, stderr=subprocess.PIPE
    )
    try:
        found = await outputs(log, 3, FACTS)
        workers = descendants(service.pid)
        service.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            _, told = await service.communicate()
    finally:
        if service.returncode is None:
            service.kill()
    await log.close()

    assert [entry.stream for entry in found] == FACTS
    # The web server raises the signal it was stopped by once more when all is done.
    assert service.returncode in {0, -signal.SIGTERM}, told.decode()
    assert b"ERROR" not in told
    assert workers
    await asyncio.to_thread(wait_until_ended, workers)


def wait_until_ended(pids: Sequence[int]) -> None:
    wait_until(lambda: not any(map(is_running, pids)))


def is_running(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def descendants(pid: int) -> list[int]:
    found: list[int] = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, children.read_text(encoding="utf-8").split()):
            found += [child, *descendants(child)]
    return found

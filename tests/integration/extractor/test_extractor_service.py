"""The extractor on a log: complete statements, once, whatever else stands on the stream."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from tests.bench.processes import descendants, is_running
from tests.foreign_entry import add_foreign
from tests.free_ports import free_ports
from tests.integration.extractor.running_extractor import running_extractor
from tests.integration.readers import written

from claimwire.errors import ExtractionFailed, WorkerLost
from claimwire.events import ArticleText, DeadLetterParked, Event, Stream, to_fields
from claimwire.log import Append, EventLog, RedisLog
from claimwire.testing import published, wait_until, withdrawn
from claimwire_extractor.adapters.article_reader import load_article_reader
from claimwire_extractor.adapters.in_process_extractor import InProcessExtractor
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundClaims
from claimwire_extractor.core.report import report

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


async def send(log: EventLog, *events: Event) -> None:
    await log.append([Append(event=event) for event in events])


async def test_every_revision_is_answered_once_and_a_withdrawal_is_not(log: EventLog) -> None:
    async with running_extractor(log, Obedient(), extractor_retry_after_ms=100):
        await send(log, published("a"), withdrawn("a"), published("a", 2))
        found = [entry.event() for entry in await written(log, 2, *FACTS)]

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
        await add_foreign(log, Stream.ARTICLES, fields)
    await send(log, published("failing", text="fail"), published("good"))
    async with running_extractor(log, Obedient(), extractor_retry_after_ms=100):
        parked = [entry.event().data for entry in await written(log, 6, Stream.DEAD)]
        [answer] = await written(log, 1, *FACTS)

    assert answer.event().subject == "good"
    kinds = sorted(body.error.partition(":")[0] for body in parked if isinstance(body, DeadLetterParked))
    assert kinds == ["ExtractionFailed", *["UndecodableEntry"] * 3, "UnknownEventType", "UnknownEventVersion"]
    assert all(reader.pending == 0 for reader in (await log.status()).readers)


async def test_an_article_that_cost_a_worker_is_tried_again(log: EventLog) -> None:
    extractor = Obedient()
    await send(log, published("unlucky", text="lose a worker"), published("other"))
    async with running_extractor(log, extractor, extractor_retry_after_ms=100):
        found = await written(log, 2, *FACTS)

    assert extractor.lost == {"unlucky"}
    assert sorted(entry.event().subject for entry in found) == ["other", "unlucky"]


async def test_a_second_reading_says_the_same_under_the_same_ids(log: EventLog) -> None:
    extractor = InProcessExtractor(load_article_reader())
    event = published("a", text="Two rockets hit a school in Kharkiv, the mayor, Oksana Hrytsenko, said.")
    await send(log, event, event)
    async with running_extractor(log, extractor, extractor_retry_after_ms=100):
        found = await written(log, 6, *FACTS)

    first, second = found[:3], found[3:]
    assert [entry.stream for entry in first] == FACTS
    assert [entry.event().id for entry in first] == [entry.event().id for entry in second]


async def test_the_service_starts_answers_and_stops_cleanly(redis_url: str) -> None:
    log = RedisLog(redis_url)
    await log.open()
    await send(log, published("a", text="Two rockets hit a school in Kharkiv, the mayor, Oksana Hrytsenko, said."))
    [port] = free_ports(1)
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
        found = await written(log, 3, *FACTS)
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

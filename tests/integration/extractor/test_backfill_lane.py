"""The extractor's backfill lane on a log: behind live work, once, and safe while extractors are upgraded."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.foreign_entry import add_foreign
from tests.integration.extractor.running_extractor import running_extractor
from tests.integration.readers import written

from claimwire.archive import Archive, History
from claimwire.events import (
    HISTORY,
    ArticleText,
    DeadLetterParked,
    Event,
    ExtractionCompleted,
    Reprocess,
    Stream,
    new_event,
)
from claimwire.events.ids import event_id
from claimwire.log import Append, EntryId, EventLog, MemoryLog
from claimwire.replay import HistoryReader
from claimwire.testing import published
from claimwire_extractor.adapters.reprocess import Reprocessed, Reprocessing
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundClaims
from claimwire_extractor.core.report import report

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


class Made:
    """Finds nothing, as an extractor of some generation; held, it works only as far as the test lets it."""

    def __init__(self, generation: int, *, workers: int = 2, held: bool = False) -> None:
        self.generation = generation
        self.asked: list[str] = []
        self.begun: list[str] = []
        self.done: list[str] = []
        self.go_on = asyncio.Semaphore(0 if held else 1_000_000)
        self._free = asyncio.Semaphore(workers)
        self._changed = asyncio.Condition()

    async def extract(self, article: ArticleText) -> Extraction:
        await self._note(self.asked, article)
        async with self._free:
            await self._note(self.begun, article)
            await self.go_on.acquire()
        await self._note(self.done, article)
        nothing = Findings(FoundClaims(claims=(), statuses=()), ())
        found = report(article, nothing, model="made/1", sentences=1, elapsed_ms=0)
        return replace(found, completed=found.completed.model_copy(update={"generation": self.generation}))

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(30), self._changed:
            await self._changed.wait_for(condition)

    async def until_done(self, number: int) -> None:
        await self.until(lambda: len(self.done) >= number)

    async def _note(self, articles: list[str], article: ArticleText) -> None:
        async with self._changed:
            articles.append(article.article_id)
            self._changed.notify_all()


def running(log: EventLog, extractor: Made, **changes: Any) -> AbstractAsyncContextManager[None]:
    return running_extractor(
        log,
        extractor,
        generation=extractor.generation,
        extractor_workers=2,
        extractor_consumer=f"generation-{extractor.generation}",
        **changes,
    )


async def send(log: EventLog, *events: Event) -> None:
    await log.append([Append(event=event) for event in events])


async def outputs(log: EventLog, count: int, stream: Stream = Stream.EXTRACTIONS) -> list[Event]:
    return [entry.event() for entry in await written(log, count, stream)]


async def reprocessed(log: EventLog, generation: int, history: HistoryReader | None = None) -> Reprocessed:
    end = f"0:{await log.end()}"
    body = Reprocess(operator="Vera", generation=generation, start="0:0-0", end=end)
    identity = event_id("claimwire.control.reprocess", "extractor", generation=generation, fact=end)
    command = new_event(body, id=identity, subject="extractor", source="claimwire/cli", time=NOON)
    return await Reprocessing(
        log, history or log, command, most_unfinished=1_000, clock=lambda: NOON, told=lambda _: None
    ).run()


async def generations(log: EventLog) -> list[tuple[str, int]]:
    """The article and the generation of every extraction."""
    entries = await log.read(EntryId.START, [Stream.EXTRACTIONS], limit=10_000)
    bodies = [entry.event().data for entry in entries]
    return [(body.article_id, body.generation) for body in bodies if isinstance(body, ExtractionCompleted)]


async def held_requests(log: EventLog) -> int:
    """Wait until requests are taken and not answered; returns their number."""
    async with asyncio.timeout(30):
        while True:
            readers = [reader for reader in (await log.status()).readers if list(reader.streams) == [Stream.BACKFILL]]
            if readers and readers[0].pending:
                return readers[0].pending
            await log.read(await log.end(), [Stream.DEAD], limit=1, wait_ms=20)


async def assert_nothing_is_left(log: EventLog) -> None:
    readers = [reader for reader in (await log.status()).readers if reader.name == "extractor"]
    assert [(reader.behind, reader.pending) for reader in readers] == [(0, 0), (0, 0)]


async def test_history_is_extracted_again_under_the_generation_that_answers(log: EventLog) -> None:
    names = [f"a{number}" for number in range(40)]
    await send(log, *map(published, names))
    async with running(log, Made(1)):
        first = {event.subject: event for event in await outputs(log, 40)}
    assert (await reprocessed(log, 2)).requested == 40
    [command] = await outputs(log, 1, Stream.CONTROL)

    async with running(log, Made(2)):
        second = {event.subject: event for event in (await outputs(log, 80))[40:]}

    assert sorted(await generations(log)) == sorted((name, generation) for name in names for generation in (1, 2))
    for name in names:
        body = second[name].data
        assert isinstance(body, ExtractionCompleted)
        assert (body.revision, body.requested_by) == (1, command.id)
        assert second[name].correlationid == first[name].correlationid
    await assert_nothing_is_left(log)
    assert (await reprocessed(log, 2)).requested == 0


@pytest.mark.parametrize("backfill", [1, 2])
async def test_a_full_lane_costs_live_articles_one_article_of_each_worker_at_the_most(
    log: EventLog, backfill: int
) -> None:
    await send(log, *(published(f"old {number}") for number in range(60)))
    async with running(log, Made(1)):
        await outputs(log, 60)
    await reprocessed(log, 2)
    extractor = Made(2, held=True)

    def live(names: list[str]) -> int:
        return sum(name.startswith("live") for name in names)

    async with running(log, extractor, extractor_backfill_workers=backfill):
        await extractor.until(lambda: len(extractor.begun) == backfill)
        await send(log, *(published(f"live {number}") for number in range(30)))
        for number in range(1, 91):
            # An article takes longer than to take the next one from the log. Both workers must be at one, or the article counted as waiting is the one that is just beginning.
            await extractor.until(
                lambda: (
                    live(extractor.begun) == 30
                    or (
                        len(extractor.begun) == len(extractor.done) + 2
                        and live(extractor.asked) > live(extractor.begun)
                    )
                )
            )
            extractor.go_on.release()
            await extractor.until_done(number)
        await outputs(log, 150)

    begun = [name.partition(" ")[0] for name in extractor.begun]
    last_live = len(begun) - begun[::-1].index("live")
    assert begun[:last_live].count("old") == backfill
    assert len(begun) == 90


async def test_while_extractors_are_upgraded_live_work_is_shared_and_the_newer_one_answers_requests(
    log: EventLog,
) -> None:
    names = [f"a{number}" for number in range(30)]
    await send(log, *map(published, names))
    async with running(log, Made(1)):
        await outputs(log, 30)
        await reprocessed(log, 2)
        # The old one meets a request for the new one: it keeps what it holds, and leaves the lane.
        assert await held_requests(log) <= 2
        async with running(log, Made(2)):
            await send(log, *(published(f"b{number}") for number in range(30)))
            await outputs(log, 90)
        await send(log, published("c"))
        await outputs(log, 91)

    said = await generations(log)
    assert [said.count((name, 2)) for name in names] == [1] * 30
    assert sum(article.startswith("b") for article, _ in said) == 30, "a live article is read by one of the two"
    assert ("c", 1) in said

    # What the old one read meanwhile is settled by asking again.
    missing = {article for article, _ in said} - {article for article, generation in said if generation == 2}
    assert (await reprocessed(log, 2)).requested == len(missing) > 0
    async with running(log, Made(2)):
        await outputs(log, 91 + len(missing))

    said = await generations(log)
    assert {article for article, generation in said if generation == 2} == {article for article, _ in said}
    assert len(said) == len(set(said)), "nothing is read twice by one generation"
    assert await log.read(EntryId.START, [Stream.DEAD], limit=1) == []
    await assert_nothing_is_left(log)


async def test_a_request_that_cannot_be_answered_is_parked_and_the_next_one_is_answered(log: EventLog) -> None:
    await send(log, published("a"), published("b"))
    async with running(log, Made(1)):
        await outputs(log, 2)
    await reprocessed(log, 2)
    good = (await log.read(EntryId.START, [Stream.BACKFILL], limit=1))[0].fields
    payload = good[b"payload"].replace(b'","generation"', b'99","generation"')
    await add_foreign(log, Stream.BACKFILL, {**good, b"payload": payload})

    async with running(log, Made(2)):
        await outputs(log, 4)
        [parked] = await outputs(log, 1, Stream.DEAD)

    assert isinstance(parked.data, DeadLetterParked)
    assert parked.data.error.startswith("EntryMissing: no article stands at 0:")
    assert (parked.data.stream, parked.data.group) == ("backfill", "extractor")
    await assert_nothing_is_left(log)


async def test_what_was_trimmed_from_the_log_is_extracted_again_from_the_archive(tmp_path: Path) -> None:
    log = MemoryLog(lambda: time.time_ns() // 1_000_000)
    names = [f"a{number}" for number in range(100)]
    await send(log, *map(published, names))
    async with running(log, Made(1)):
        await outputs(log, 100)
    archive = Archive(str(tmp_path / "archive"))
    writer = await archive.begin(log.epoch)
    writer.add(await log.read(EntryId.START, HISTORY, limit=1_000))
    await archive.publish(writer, epoch=log.epoch, closed_at=NOON)
    assert await log.trim(await log.end()) > EntryId.START
    trimmed = await log.trim_line()

    async def said() -> int:
        return len(await log.read(trimmed, [Stream.EXTRACTIONS], limit=1_000))

    kept = await said()
    assert kept < 100
    history = History(log, archive)
    assert (await reprocessed(log, 2, history)).requested == 100
    async with running(log, Made(2), data_dir=tmp_path):
        async with asyncio.timeout(30):
            while await said() < kept + 100:
                await log.read(await log.end(), [Stream.EXTRACTIONS], limit=1, wait_ms=50)

    await assert_nothing_is_left(log)
    assert (await reprocessed(log, 2, history)).requested == 0
    await history.close()

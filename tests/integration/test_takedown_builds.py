"""A takedown reaches every build of the read models, whoever has it open at the moment."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from claimwire.errors import ViewUnavailable
from claimwire.events import HISTORY
from claimwire.log import Append, EntryId, MemoryLog
from claimwire.subscriptions import Progress
from claimwire.takedown import takedown_command
from claimwire.testing import published, wait_until
from claimwire.views import VIEWS_VERSION, BuildName, ViewBuilds, holders, rows_found
from claimwire_projection.adapters.projector import Projector
from claimwire_projection.adapters.view_store import ViewStore

COMMAND = takedown_command("a-1", operator="desk", reason="court order", now=datetime(2031, 3, 4, tzinfo=UTC))


@asynccontextmanager
async def projecting(log: MemoryLog, builds: ViewBuilds) -> AsyncIterator[Progress]:
    stop, progress = asyncio.Event(), Progress(time.monotonic)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(Projector(log, builds, progress, batch=7).run(stop))
        try:
            await asyncio.to_thread(wait_until, lambda: progress.caught_up)
            yield progress
        finally:
            stop.set()


async def made_log() -> MemoryLog:
    log = MemoryLog(lambda: time.time_ns() // 1_000_000)
    await log.append([Append(event=published(article)) for article in ("a-1", "b", "c")])
    return log


async def opened(log: MemoryLog, builds: ViewBuilds, number: int, *, finished: bool = True) -> ViewStore:
    store = ViewStore(builds.database(number, finished=finished))
    store.open(log.epoch, log.partition)
    store.apply((await log.read(EntryId.START, HISTORY, limit=10))[:2])
    return store


async def held_by(builds: ViewBuilds, expected: list[BuildName]) -> None:
    await asyncio.to_thread(wait_until, lambda: holders(builds, "a-1") == expected, 20)


async def test_a_build_in_use_is_seen_to_when_it_is_let_go(builds: ViewBuilds) -> None:
    log = await made_log()
    (await opened(log, builds, 2)).close()
    (await opened(log, builds, 3, finished=False)).close()
    used = await opened(log, builds, 4)
    async with projecting(log, builds):
        await log.append([Append(event=COMMAND)])
        await held_by(builds, [BuildName(number=4)])
        used.close()
        await held_by(builds, [])


async def test_what_was_left_undone_is_done_at_the_next_start(builds: ViewBuilds) -> None:
    log = await made_log()
    (await opened(log, builds, 2)).close()
    live = ViewStore(builds.database(1))
    live.open(log.epoch, log.partition)
    await log.append([Append(event=COMMAND)])
    live.apply(await log.read(EntryId.START, HISTORY, limit=10))
    live.close()
    assert holders(builds, "a-1") == [BuildName(number=2)]
    async with projecting(log, builds):
        await held_by(builds, [])


@pytest.mark.parametrize("views_kind", ["sqlite"], indirect=True)
async def test_the_position_is_told_only_when_the_files_are_rid_of_it(
    builds: ViewBuilds, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = await made_log()
    scrubbed, refusals = ViewStore.scrub, [ViewUnavailable("somebody reads")]
    told: list[EntryId | None] = []

    def scrub(store: ViewStore) -> None:
        told.extend(position for _, position in log._checkpoints.values())
        if refusals:
            raise refusals.pop()
        scrubbed(store)

    monkeypatch.setattr(ViewStore, "scrub", scrub)
    async with projecting(log, builds):
        before = await log.end()
        await log.append([Append(event=COMMAND)])
        end = await log.end()

        def told_of() -> bool:
            return any(position == end for _, position in log._checkpoints.values())

        await asyncio.to_thread(wait_until, told_of, 20)
    assert told == [before, before]


async def test_of_other_shapes_only_what_holds_the_article_is_told(builds: ViewBuilds) -> None:
    log = await made_log()
    for number, article in ((1, "a-1"), (2, "b")):
        store = ViewStore(builds.database(number, version=VIEWS_VERSION - 1))
        store.open(log.epoch, log.partition)
        entries = await log.read(EntryId.START, HISTORY, limit=10)
        store.apply([entry for entry in entries if entry.event().subject == article])
        store.close()
    older = [BuildName(VIEWS_VERSION - 1, number) for number in (1, 2)]
    assert rows_found(builds, "a-1") == dict(zip(older, (True, False), strict=True))
    assert rows_found(builds, "nobody") == dict.fromkeys(older, False)
    assert holders(builds, "a-1") == []

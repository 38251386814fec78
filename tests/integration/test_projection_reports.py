"""How far the view is stands in the log, also when telling it failed once."""

import asyncio
import time
from collections.abc import Collection
from pathlib import Path

from claimwire.errors import LogUnavailable
from claimwire.events import Stream
from claimwire.log import Append, EntryId, MemoryLog
from claimwire.subscriptions import Progress
from claimwire.testing import published, wait_until
from claimwire.views import BuildName, SqliteBuilds, SqliteViews
from claimwire_projection.adapters.projector import Projector


class _Forgetful(MemoryLog):
    """Is away whenever a position other than the start is told for the first time."""

    def __init__(self) -> None:
        super().__init__(lambda: time.time_ns() // 1_000_000)
        self.failed: set[EntryId] = {EntryId.START}
        self.told: asyncio.Queue[EntryId] = asyncio.Queue()

    async def report_checkpoint(self, reader: str, streams: Collection[Stream], position: EntryId) -> None:
        if position not in self.failed:
            self.failed.add(position)
            raise LogUnavailable("away for a moment")
        await super().report_checkpoint(reader, streams, position)
        self.told.put_nowait(position)


async def test_the_position_is_told_from_the_start_and_told_again_where_telling_failed(tmp_path: Path) -> None:
    log, stop = _Forgetful(), asyncio.Event()
    projector = Projector(log, SqliteBuilds(tmp_path), Progress(time.monotonic), batch=50)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(projector.run(stop))
        try:
            async with asyncio.timeout(20):
                assert await log.told.get() == EntryId.START
                await log.append([Append(event=published("a-1"))])
                assert await log.told.get() == await log.end()
        finally:
            stop.set()


async def test_builds_of_other_shapes_hold_no_trimming_up_unless_they_are_being_built(tmp_path: Path) -> None:
    log, stop, progress = MemoryLog(lambda: time.time_ns() // 1_000_000), asyncio.Event(), Progress(time.monotonic)
    kept, being_built = BuildName(version=1), BuildName(version=1_000, finished=False)
    for build in (kept, being_built):
        SqliteViews(tmp_path, build.version, build.number, finished=build.finished).writer().dispose()
        await log.report_checkpoint(build.reader, [Stream.ARTICLES], EntryId.START)
    projector = Projector(log, SqliteBuilds(tmp_path), progress, batch=50)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(projector.run(stop))
        try:
            await asyncio.to_thread(wait_until, lambda: progress.caught_up)
        finally:
            stop.set()

    readers = {reader.name for reader in (await log.status()).readers}
    assert readers == {BuildName().reader, being_built.reader}

"""A log, an extractor that can be broken and mended, and read models that follow when they are told to."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from tests.foreign_entry import add_foreign

from claimwire.dead_letters import DeadFilter, GivenUp, Repair, Workbench, given_up_page
from claimwire.errors import ExtractionFailed
from claimwire.events import HISTORY, Event, Stream
from claimwire.log import Entry, EntryId, EventLog, Position
from claimwire.subscriptions import Consumer, ConsumerOptions, Progress
from claimwire.testing import completed_extraction
from claimwire.views import ViewBuilds, ViewDatabase, ViewReader
from claimwire_projection.adapters.view_store import ViewStore

now: Callable[[], datetime] = partial(datetime.now, UTC)


class World:
    """Everything that takes part."""

    def __init__(self, log: EventLog, store: ViewStore, view: ViewReader) -> None:
        self.log = log
        self.store = store
        self.view = view
        self.bench = Workbench(view)
        self.broken = True
        self.broken_for = ""
        self._projected = EntryId.START

    async def project(self) -> None:
        """Apply what the log holds, entry by entry, as a projection that keeps up does."""
        for entry in await self.log.read(self._projected, HISTORY, limit=1_000):
            await asyncio.to_thread(self.store.apply, [entry])
            self._projected = entry.id

    async def extract(self, *, until: int, stream: Stream, after: EntryId = EntryId.START) -> list[Entry]:
        """Run an extractor until a stream holds so many entries, or so many later ones."""
        stop = asyncio.Event()
        running = asyncio.create_task(self.run_extractor(stop))
        try:
            async with asyncio.timeout(20):
                found: list[Entry] = []
                while len(found) < until:
                    found += await self.log.read(found[-1].id if found else after, [stream], limit=100, wait_ms=500)
        finally:
            stop.set()
            await running
        return found

    async def run_extractor(self, stop: asyncio.Event) -> None:
        """Extract until told to stop."""
        options = ConsumerOptions(
            stream=Stream.ARTICLES,
            group="extractor",
            consumer="c1",
            service="claimwire/extractor",
            reclaim_after_ms=100,
        )
        await Consumer(self.log, self._handle, options, now=now, progress=Progress(time.monotonic)).run(stop)

    async def add_foreign(self, stream: Stream, fields: Mapping[bytes, bytes]) -> Position:
        """Add what a stranger could, past our own door."""
        return Position(0, await add_foreign(self.log, stream, fields))

    @asynccontextmanager
    async def repair(self, operator: str = "ines") -> AsyncIterator[Repair]:
        repair = Repair(self.log, operator=operator, source="claimwire/test", now=now)
        await repair.open(self.bench.epoch())
        yield repair

    def listed(self, **asked: Any) -> tuple[GivenUp, ...]:
        with self.view.read() as connection:
            return given_up_page(connection, DeadFilter.model_validate(asked)).items

    async def _handle(self, event: Event) -> Sequence[Event]:
        if self.broken and self.broken_for in event.subject:
            raise ExtractionFailed("the pipeline choked [on this]")
        return [completed_extraction(event)]


@pytest.fixture
async def world(log: EventLog, views: ViewDatabase, builds: ViewBuilds) -> AsyncIterator[World]:
    store, view = ViewStore(views), ViewReader(builds)
    store.open(log.epoch, 0)
    yield World(log, store, view)
    store.close()
    view.close()

"""Where nothing is parked, the live view is the rebuilt one, from the log, the archive, or both with a seam anywhere,
before articles are taken down and after.
"""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import FreshViews
from tests.property.made_histories import ARTICLES, HISTORIES, Said, dump, examples

from claimwire.archive import Archive, History
from claimwire.events import HISTORY, EntryRedacted, Event, Redact
from claimwire.log import Append, EntryId, MemoryLog
from claimwire.replay import HistoryReader
from claimwire.subscriptions import Progress
from claimwire.takedown import takedown_command
from claimwire.testing.made_extraction import MOMENT
from claimwire.views import BuildProgress, ViewDatabase
from claimwire_archiver.adapters.takedown import Takedown
from claimwire_projection.adapters.builder import Builder
from claimwire_projection.adapters.error_policy import ParkOnlySkipped
from claimwire_projection.adapters.view_store import ViewStore

Tables = dict[str, list[str]]


def tables(database: ViewDatabase) -> Tables:
    engine = database.reader()
    try:
        return dump(engine)
    finally:
        engine.dispose()


async def live(log: MemoryLog, database: ViewDatabase, cuts: Sequence[int]) -> Tables:
    """As the service does, with a restart after every batch."""
    limits = iter(cuts)
    while True:
        store = ViewStore(database)
        position = store.open(log.epoch, log.partition)
        entries = await log.read(position, HISTORY, limit=next(limits, 1_000))
        if entries:
            store.apply(entries)
        store.close()
        if not entries:
            return tables(database)


async def rebuilt(history: HistoryReader, log: MemoryLog, database: ViewDatabase, batch: int) -> Tables:
    store = ViewStore(database, ParkOnlySkipped(frozenset()))
    store.open(log.epoch, log.partition)

    async def told(_: BuildProgress) -> None:
        return

    try:
        await Builder(history, batch=batch, monotonic=time.monotonic).build(store, 0, told)
    finally:
        store.close()
    return tables(database)


async def archived(log: MemoryLog, archive: Archive, cuts: Sequence[int]) -> None:
    """All of the log, in segments of as many entries as the cuts say."""
    limits, after = iter(cuts), EntryId.START
    while entries := await log.read(after, HISTORY, limit=next(limits, 1_000)):
        writer = await archive.begin(log.epoch)
        writer.add(entries)
        await archive.publish(writer, epoch=log.epoch, closed_at=datetime.now(UTC))
        after = entries[-1].id


async def carried_out(log: MemoryLog, archive: Archive, commands: Sequence[Event]) -> None:
    """What the archiver does when it meets them."""
    archive.expect(log.epoch)
    await Takedown(log, archive, Progress(time.monotonic)).carry_out(commands)


CUTS = st.lists(st.integers(1, 8), max_size=5)
TAKEDOWNS = st.lists(st.tuples(st.integers(0, 100), ARTICLES), max_size=3)


def test_the_live_view_is_the_rebuilt_one(views_kind: str, fresh_views: FreshViews, tmp_path: Path) -> None:
    folders = count()

    @examples(views_kind, 24)
    @given(history=HISTORIES, takedowns=TAKEDOWNS, cuts=CUTS, batch=st.integers(1, 20), segments=CUTS, data=st.data())
    def holds(
        *,
        history: list[Said],
        takedowns: list[tuple[int, str]],
        cuts: list[int],
        batch: int,
        segments: list[int],
        data: st.DataObject,
    ) -> None:
        trimmed = data.draw(st.integers(0, len(history) + len(takedowns)), label="entries trimmed from the log")
        events = [one.event for one in history]
        for number, (place, article) in enumerate(takedowns):
            said_at = MOMENT + timedelta(minutes=number)
            command = takedown_command(article, operator="desk", reason="court order", now=said_at)
            events.insert(min(place, len(events)), command)
        asyncio.run(agree(events, cuts, batch, segments, trimmed))

    async def agree(events: list[Event], cuts: list[int], batch: int, segments: list[int], trimmed: int) -> None:
        ticks = count(1_000)
        log = MemoryLog(lambda: next(ticks))
        await log.append([Append(event=event) for event in events])
        ids = [entry.id for entry in await log.read(EntryId.START, HISTORY, limit=1_000)]
        known = await live(log, fresh_views(), cuts)
        assert known["parked"] == []
        assert await rebuilt(log, log, fresh_views(), batch) == known

        archive = Archive.at(None, tmp_path / str(next(folders)))
        await archived(log, archive, segments)
        end = await log.end()
        await log.trim(ids[trimmed] if trimmed < len(ids) else EntryId(end.ms + 1, 0))
        commands = [event for event in events if isinstance(event.data, Redact)]
        await carried_out(log, archive, commands)
        left = await log.read(await log.trim_line(), HISTORY, limit=1_000)
        assert len(left) == len(ids) - trimmed
        assert (await archive.verify()).problems == ()
        assert await rebuilt(History(log, archive), log, fresh_views(), batch) == known
        await log.trim(EntryId(end.ms + 1, 0))
        again = History(log, archive)
        assert await rebuilt(again, log, fresh_views(), batch) == known
        replayed = await archive.read(EntryId.START, HISTORY, limit=1_000)
        assert [entry.id for entry in replayed] == ids
        gone = {event.subject for event in commands}
        assert all(
            isinstance(event.data, EntryRedacted | Redact)
            for entry in replayed
            if (event := entry.event()).subject in gone
        )
        await archive.close()

    holds()

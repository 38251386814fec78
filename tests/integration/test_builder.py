"""A build from a history that answers in unusual ways."""

import time
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from claimwire.events import Skip, Stream, new_event, type_of
from claimwire.events.ids import event_id
from claimwire.log import Append, Entry, EntryId, EventLog, MemoryLog
from claimwire.testing import published
from claimwire.views import BuildProgress, SqliteBuilds
from claimwire.views.schema import articles
from claimwire_projection.adapters.builder import Builder
from claimwire_projection.adapters.view_store import ViewStore


class Stuttering:
    """History that answers whoever reads a page again with the first entry of it."""

    def __init__(self, log: EventLog) -> None:
        self._log, self._seen = log, set[EntryId]()
        self.end = log.end

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        again = after in self._seen
        self._seen.add(after)
        return await self._log.read(after, streams, limit=1 if again else limit, wait_ms=wait_ms)


async def test_a_page_that_is_shorter_when_it_is_read_again_leaves_no_hole(tmp_path: Path) -> None:
    log = MemoryLog(lambda: time.time_ns() // 1_000_000)
    await log.open()
    # A command has its page applied the careful way, for which it is read again.
    body = Skip(operator="Vera", where="view", positions=("0:1-0",), note="gone")
    identity = event_id(type_of(body).name, "x")
    command = new_event(body, id=identity, subject="claimwire", source="test", time=datetime.now(UTC))
    told = [published("a-1"), published("a-2"), command, published("a-3"), published("a-4")]
    await log.append([Append(event=event) for event in told])
    database = SqliteBuilds(tmp_path).database(1)
    store, progress = ViewStore(database), list[int]()
    store.open(log.epoch, log.partition)

    async def tell(done: BuildProgress) -> None:
        progress.append(done.events)

    await Builder(Stuttering(log), batch=4, monotonic=time.monotonic).build(store, 5, tell)
    store.close()

    engine = database.reader()
    with engine.begin() as connection:
        assert set(connection.scalars(select(articles.c.article_id))) == {"a-1", "a-2", "a-3", "a-4"}
    engine.dispose()
    # Three pages were cut to their first entry, and the last one has two.
    assert progress == [1, 2, 3, 5]

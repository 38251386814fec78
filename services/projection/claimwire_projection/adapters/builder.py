"""History into one build, up to its end."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from claimwire.errors import UndecodableEntry
from claimwire.events import HISTORY, Skip, Stream
from claimwire.log import Entry, EntryId, Position
from claimwire.replay import HistoryReader
from claimwire.views import BuildProgress
from claimwire_projection.adapters.ready_ahead import ReadyAhead
from claimwire_projection.adapters.ready_batch import ReadyBatch
from claimwire_projection.adapters.view_store import ViewStore

_NOTE_EVERY_S: Final = 1.0
_PAGE: Final = 1_000

Told = Callable[[BuildProgress], Awaitable[None]]
"""Called after every batch."""


class Builder:
    """Reads history as fast as it goes, with as much in memory as two batches need."""

    def __init__(
        self,
        history: HistoryReader,
        *,
        batch: int,
        monotonic: Callable[[], float],
        ahead: ReadyAhead | None = None,
    ) -> None:
        """``batch`` is the greatest number of entries in one transaction; ``monotonic`` tells seconds.

        With ``ahead`` the next batch is made ready in another process while one is written.
        """
        self.history: Final = history
        """What it reads."""
        self._batch = batch
        self._monotonic = monotonic
        self._ahead = ahead

    async def build(self, store: ViewStore, total: int, told: Told) -> None:
        """Bring an open build to the end of history; an unfinished one keeps its progress with it.

        ``total`` is the number of entries of the whole history as far as it can be counted. Whoever
        dies on the way goes on from the build's checkpoint.

        Raises:
            RebuildStopped: an entry cannot be applied, and the store's policy does not permit to park it.
            RetryableError: log, archive or database are away; what was built stays.
        """
        unfinished = not store.build.finished
        before = await asyncio.to_thread(store.progress) if unfinished else BuildProgress()
        done, began, noted = replace(before, total=total), self._monotonic(), float("-inf")
        entries, ready = await self._next(store, store.position)
        while entries:
            # Memory holds two batches at the most, and one made ready.
            following = await self._next(store, entries[-1].id)
            await asyncio.to_thread(store.apply, entries, ready)
            now = self._monotonic()
            done = replace(done, events=done.events + len(entries), seconds=before.seconds + now - began)
            if unfinished and now - noted >= _NOTE_EVERY_S:
                await asyncio.to_thread(store.note, done)
                noted = now
            await told(done)
            entries, ready = following

    async def _next(self, store: ViewStore, after: EntryId) -> tuple[list[Entry], Callable[[], ReadyBatch] | None]:
        entries = await self.history.read(after, HISTORY, limit=self._batch)
        return entries, self._ahead.begin(entries, store.dialect) if self._ahead and entries else None


async def skipped_in(history: HistoryReader, partition: int) -> frozenset[EntryId]:
    """The positions that operators have told views to skip, in all of history."""
    after, found = EntryId.START, set[EntryId]()
    while entries := await history.read(after, [Stream.CONTROL], limit=_PAGE):
        after = entries[-1].id
        for entry in entries:
            try:
                command = entry.event().data
            except UndecodableEntry:
                continue
            if isinstance(command, Skip) and command.where == "view":
                found |= {
                    position.id
                    for position in map(Position.parse, command.positions)
                    if position.partition == partition
                }
    return frozenset(found)

"""History into one build, up to its end."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from claimwire.errors import UndecodableEntry
from claimwire.events import HISTORY, Skip, Stream
from claimwire.log import EntryId, Position
from claimwire.replay import HistoryReader
from claimwire.views import BuildProgress
from claimwire_projection.adapters.view_store import ViewStore

_NOTE_EVERY_S: Final = 1.0
_PAGE: Final = 1_000

Told = Callable[[BuildProgress], Awaitable[None]]
"""Called after every batch."""


class Builder:
    """Reads history as fast as it goes, with as much in memory as one batch needs."""

    def __init__(self, history: HistoryReader, *, batch: int, monotonic: Callable[[], float]) -> None:
        """``batch`` is the greatest number of entries in one transaction; ``monotonic`` tells seconds."""
        self.history: Final = history
        """What it reads."""
        self._batch = batch
        self._monotonic = monotonic

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
        while entries := await self.history.read(store.position, HISTORY, limit=self._batch):
            await asyncio.to_thread(store.apply, entries)
            now = self._monotonic()
            done = replace(done, events=done.events + len(entries), seconds=before.seconds + now - began)
            if unfinished and now - noted >= _NOTE_EVERY_S:
                await asyncio.to_thread(store.note, done)
                noted = now
            await told(done)


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

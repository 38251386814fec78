"""History into one build, up to its end."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from typing import Final

from claimwire.errors import UndecodableEntry
from claimwire.events import HISTORY, Skip, Stream
from claimwire.log import EntryId, Position
from claimwire.replay import HistoryReader
from claimwire.views import BuildProgress
from claimwire_projection.adapters.ready_ahead import ReadyAhead
from claimwire_projection.adapters.ready_page import ReadyPage, read_page
from claimwire_projection.adapters.view_store import ViewStore

_NOTE_EVERY_S: Final = 1.0
_PAGE: Final = 1_000

Told = Callable[[BuildProgress], Awaitable[None]]
"""Called after every page."""


class Builder:
    """Reads history as fast as it goes, with as much in memory as two pages need."""

    def __init__(
        self,
        history: HistoryReader,
        *,
        batch: int,
        monotonic: Callable[[], float],
        ahead: ReadyAhead | None = None,
    ) -> None:
        """``batch`` is the greatest number of entries in one transaction; ``monotonic`` tells seconds.

        With ``ahead``, which reads the same history, the next page is read and made ready in another process
        while one is written.
        """
        self.history: Final = history
        """What it reads."""
        self._batch = batch
        self._monotonic = monotonic
        self._read = ahead.page if ahead else partial(read_page, history)

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
        async with aclosing(self._applied(store)) as applied:
            async for count in applied:
                now = self._monotonic()
                done = replace(done, events=done.events + count, seconds=before.seconds + now - began)
                if unfinished and now - noted >= _NOTE_EVERY_S:
                    await asyncio.to_thread(store.note, done)
                    noted = now
                await told(done)

    async def _applied(self, store: ViewStore) -> AsyncGenerator[int, None]:
        """Apply page after page; yields how many entries each one had."""
        following = self._begun(store)
        try:
            while page := await following:
                following = self._begun(store, after=page.last)
                yield await self._apply(page, store)
                if store.position != page.last:
                    following.cancel()
                    following = self._begun(store)
        finally:
            following.cancel()
            # Else what is wrong with a page that nobody waits for any more is told as if nobody had thought of it.
            await asyncio.gather(following, return_exceptions=True)

    def _begun(self, store: ViewStore, after: EntryId | None = None) -> asyncio.Task[ReadyPage | None]:
        return asyncio.create_task(self._read(after or store.position, self._batch, store.dialect))

    async def _apply(self, page: ReadyPage, store: ViewStore) -> int:
        if page.batch is not None and await asyncio.to_thread(store.apply_ready, page.batch, page.last):
            return page.count
        entries = await self.history.read(store.position, HISTORY, limit=page.count)
        await asyncio.to_thread(store.apply, entries)
        return len(entries)


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

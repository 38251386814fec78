"""Events in log order, one after another."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import aclosing
from typing import Final, Generic, Self

from claimwire.client.record import B, Record
from claimwire.client.source import Onward, Source
from claimwire.client.unreadable import Unreadable
from claimwire.client.wanted import Wanted
from claimwire.errors import UndecodableEntry
from claimwire.log import Entry, Position
from claimwire.subscriptions import follow

_PAGE: Final = 500
_WAIT_MS: Final = 1_000


class Subscription(Generic[B]):
    """An iterator over the wanted events; :meth:`~claimwire.client.Client.subscribe` gives it.

    A call that was cancelled, as by a timeout, has lost nothing: the next one goes on.
    """

    def __init__(
        self,
        source: Source,
        after: Position,
        wanted: Wanted,
        *,
        follow: bool,
        unreadable: Callable[[Unreadable], None],
    ) -> None:
        """Nothing is read before the first record is asked for."""
        self._source = Onward(source)
        self._partition = after.partition
        self._reached = after.id
        self._wanted = wanted
        self._follow = follow
        self._unreadable = unreadable
        self._fetched: deque[Entry] = deque()

    @property
    def position(self) -> str:
        """How far it has come (``partition:id``): at the last record handed over, or beyond it where nothing is wanted.

        Where little is wanted, keep it now and then: a position of long ago is read on from the archive only.
        """
        return str(Position(self._partition, self._reached))

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Record[B]:
        while True:
            while self._fetched:
                entry = self._fetched.popleft()
                self._reached = entry.id
                if entry in self._wanted and (record := self._read(entry)):
                    return record
            if not await self._fetch() and not self._follow:
                raise StopAsyncIteration

    async def _fetch(self) -> bool:
        wait_ms = _WAIT_MS if self._follow else 0
        batches = follow(
            self._source, self._reached, self._wanted.streams, stop=asyncio.Event(), limit=_PAGE, wait_ms=wait_ms
        )
        # Ended after each batch: one that is cancelled while it waits could not be asked again.
        async with aclosing(batches):
            self._fetched.extend(await anext(batches))
        if not self._fetched:
            self._reached = self._source.end
        return bool(self._fetched)

    def _read(self, entry: Entry) -> Record[B] | None:
        position, recorded_at = str(Position(self._partition, entry.id)), entry.id.recorded_at
        try:
            return Record(position, entry.stream, recorded_at, entry.event())
        except UndecodableEntry as error:
            self._unreadable(Unreadable(position, entry.stream, recorded_at, entry.fields, error))
            return None

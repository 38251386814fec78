"""History from a reader into a sink."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from claimwire.log import Entry, EntryId
from claimwire.replay.history_reader import HistoryReader
from claimwire.replay.pace import Pace
from claimwire.replay.selection import Selection
from claimwire.replay.sink import Sink

PAGE: Final = 500
"""Entries read at a time, and taken by the sink at a time at the most."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """How far a replay has come."""

    entries: int = 0
    """Entries that were written."""
    left_out: int = 0
    """Selected entries that were not, because they are no events that this build can read."""
    first: EntryId | None = None
    """The first entry read, selected or not."""
    position: EntryId | None = None
    """The last entry read."""


async def replay(
    reader: HistoryReader,
    selection: Selection,
    sink: Sink,
    *,
    pace: Pace,
    give_way: Callable[[], Awaitable[None]],
    monotonic: Callable[[], float],
    sleep: Callable[[float], Awaitable[None]],
    told: Callable[[Replayed], None],
) -> Replayed:
    """Give the selected entries to the sink in log order; the selection must end within the log.

    ``give_way`` is awaited between pages, ``told`` called whenever the sink has taken something. Where the sink holds the
    beginning already, the replay goes on behind it.

    Raises:
        BehindTrimLine: some of it is in the archive only, and the reader has none.
    """
    extent = selection.extent
    after, done, clock = max(extent.after, await sink.begin(selection)), Replayed(), _Clock(pace, monotonic, sleep)
    while after < extent.last and (page := await reader.read(after, selection.streams, limit=PAGE)):
        after = page[-1].id
        done = replace(done, first=done.first or page[0].id)
        for entries in clock.together(selection.of(page)):
            await clock.wait_for(entries[0].id)
            taken = await sink.take(entries)
            done = replace(
                done,
                entries=done.entries + taken,
                left_out=done.left_out + len(entries) - taken,
                position=entries[-1].id,
            )
            told(done)
        done = replace(done, position=min(after, extent.last))
        told(done)
        await give_way()
    return done


class _Clock:
    def __init__(self, pace: Pace, monotonic: Callable[[], float], sleep: Callable[[float], Awaitable[None]]) -> None:
        self._pace, self._monotonic, self._sleep = pace, monotonic, sleep
        self._began: tuple[EntryId, float] | None = None

    def together(self, entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
        """Split a page into what is due at one time."""
        if self._pace.factor is None:
            return iter([entries] if entries else [])
        return (list(group) for _, group in groupby(entries, key=lambda entry: entry.id.ms))

    async def wait_for(self, entry: EntryId) -> None:
        if self._began is None:
            self._began = entry, self._monotonic()
        first, began = self._began
        left = self._pace.due_s(first, entry) - (self._monotonic() - began)
        if left > 0:
            await self._sleep(left)

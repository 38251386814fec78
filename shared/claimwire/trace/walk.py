"""Reading history to and fro."""

from collections.abc import AsyncIterator, Callable, Collection
from typing import Final

from claimwire.events import HISTORY, Stream
from claimwire.log import Entry, EntryId
from claimwire.replay import Extent, HistoryReader

_PAGE: Final = 500
_NEAR: Final = 64

Told = Callable[[EntryId], None]
"""Called with the last entry of every page that was looked through; what it raises ends the walk."""


async def walk(
    reader: HistoryReader, extent: Extent, told: Told, streams: Collection[Stream] = HISTORY
) -> AsyncIterator[list[Entry]]:
    """Give a part of history in pages, up to the newest entry at most."""
    after = extent.after
    while after < extent.last and (page := await reader.read(after, streams, limit=_PAGE)):
        after = page[-1].id
        told(after)
        yield [entry for entry in page if entry.id in extent]


async def entries_at(reader: HistoryReader, positions: Collection[EntryId]) -> list[Entry]:
    """Read the entries that stand at these positions; what was said of one article mostly stands together."""
    found: list[Entry] = []
    left = sorted(positions)
    while left:
        page = await reader.read(Extent(left[0], left[-1]).after, HISTORY, limit=_NEAR)
        found += [entry for entry in page if entry.id in positions]
        left = [position for position in left if page and position > page[-1].id]
    return found

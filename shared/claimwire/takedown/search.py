"""Looking for all that is to be taken down."""

from collections.abc import AsyncIterator, Callable
from typing import Final

from claimwire.archive import Archive, Segment
from claimwire.events import HISTORY
from claimwire.log import Entry, EventLog
from claimwire.takedown.speaks_of import speaks_of
from claimwire.takedown.tombstone import is_tombstone_of

_PAGE: Final = 1_000

Told = Callable[[], None]
"""Called after every part that was looked through."""


async def in_log(log: EventLog, article_id: str, told: Told) -> AsyncIterator[Entry]:
    """Entries of the log that speak of an article, and tombstones of such, up to what is the newest now."""
    after, end = await log.trim_line(), await log.end()
    while after < end and (page := await log.read(after, HISTORY, limit=_PAGE)):
        after = page[-1].id
        told()
        for entry in page:
            if speaks_of(entry, article_id) or is_tombstone_of(entry, article_id):
                yield entry


async def in_archive(archive: Archive, article_id: str, told: Told) -> AsyncIterator[tuple[Segment, list[Entry]]]:
    """Segments that hold entries that speak of an article, each with these; and segments rewritten before, perhaps with none."""
    for segment in await archive.segments():
        suspects = await archive.suspects(segment, article_id)
        told()
        found = [entry for entry in suspects if speaks_of(entry, article_id)]
        if found or segment.rewritten:
            yield segment, found

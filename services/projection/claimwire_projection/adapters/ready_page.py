"""A page of history, read and made ready."""

from dataclasses import dataclass

from claimwire.events import HISTORY
from claimwire.log import EntryId
from claimwire.replay import HistoryReader
from claimwire_projection.adapters.ready_batch import ReadyBatch


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """What a reader met after a position; plain values, so that it may come from another process."""

    last: EntryId
    """Position of the last entry."""
    count: int
    """Number of entries."""
    batch: ReadyBatch | None
    """What they add; null where something is wrong with one, so that they have to be applied one by one."""


async def read_page(history: HistoryReader, after: EntryId, limit: int, dialect: str) -> ReadyPage | None:
    """Read on and make ready; null at the end of history.

    Raises:
        RetryableError: log or archive are away.
        PermanentError: what is asked for is in neither of them, or damaged.
    """
    entries = await history.read(after, HISTORY, limit=limit)
    return ReadyPage(entries[-1].id, len(entries), ReadyBatch.attempt(entries, dialect)) if entries else None

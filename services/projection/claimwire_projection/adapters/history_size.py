"""How long history is."""

from claimwire.archive import Archive
from claimwire.events import HISTORY
from claimwire.log import EventLog


async def entries_in(log: EventLog, archive: Archive) -> int:
    """Count the entries of history: those in the log, and those that are in the archive only.

    A segment that the log is trimmed within counts as trimmed, so the number may be somewhat too large.

    Raises:
        LogUnavailable: the log does not answer.
        ArchiveUnavailable: the archive cannot be read for now.
    """
    trimmed = await log.trim_line()
    kept = sum(stream.length for stream in (await log.status()).streams if stream.stream in HISTORY)
    return kept + sum(segment.entries for segment in await archive.segments() if segment.first <= trimmed)

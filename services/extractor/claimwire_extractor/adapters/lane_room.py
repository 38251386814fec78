"""How full the backfill lane is."""

from claimwire.events import Stream
from claimwire.log import EntryId, EventLog, LogStatus, ReaderStatus
from claimwire_extractor.core.generation import GROUP


async def unfinished(log: EventLog) -> int:
    """Count the requests that no extractor has answered; where the server cannot tell, all there are."""
    status = await log.status()
    readers = _extractors(status)
    if readers and readers[0].behind is not None:
        return readers[0].behind + (readers[0].pending or 0)
    return sum(stream.length for stream in status.streams if stream.stream is Stream.BACKFILL)


async def not_taken_yet(log: EventLog) -> frozenset[str]:
    """The ids of the requests that no extractor has taken."""
    taken = [reader.position for reader in _extractors(await log.status()) if reader.position]
    after: EntryId = max([await log.trim_line(), *taken])
    found: set[str] = set()
    while page := await log.read(after, [Stream.BACKFILL], limit=500):
        found |= {entry.fields.get(b"id", b"").decode(errors="replace") for entry in page}
        after = page[-1].id
    return frozenset(found)


def _extractors(status: LogStatus) -> list[ReaderStatus]:
    return [reader for reader in status.readers if reader.name == GROUP and Stream.BACKFILL in reader.streams]

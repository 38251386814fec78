"""All that a log holds, in order."""

from claimwire.events import Stream
from claimwire.log import Entry, EntryId, EventLog


async def everything(log: EventLog) -> list[Entry]:
    """Read all entries of all streams."""
    return await log.read(EntryId.START, list(Stream), limit=10_000)


async def names(log: EventLog) -> list[str]:
    """Read the subjects of all entries."""
    return [entry.event().subject for entry in await everything(log)]

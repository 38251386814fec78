"""What goes into :meth:`EventLog.redact`."""

from dataclasses import dataclass

from claimwire.events import Event, Stream
from claimwire.log.position import EntryId


@dataclass(frozen=True, slots=True)
class Tombstone:
    """The event, of type ``claimwire.entry.redacted``, that stands from now on where an entry stood."""

    stream: Stream
    id: EntryId
    event: Event

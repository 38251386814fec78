"""What stands in a stream."""

from collections.abc import Mapping
from dataclasses import dataclass

from claimwire.events import Event, Stream, from_fields
from claimwire.log.position import EntryId


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream entry as it was stored; it may be anybody's, so it is decoded on demand."""

    stream: Stream
    id: EntryId
    fields: Mapping[bytes, bytes]
    """Empty when the entry was deleted while it was pending."""

    def event(self) -> Event:
        """Decode it.

        Raises:
            UndecodableEntry: it is not one of our events.
        """
        return from_fields(self.fields)


@dataclass(frozen=True, slots=True)
class Delivery:
    """An entry handed to one consumer of a group."""

    entry: Entry
    attempts: int
    """How often it was handed out, this time included; counted anew after a retry."""
    retry: str | None = None
    """Id of the operator's command that had it handed out once more; null the first time."""

"""What stands where an entry stood."""

from typing import Final

from claimwire.events import EntryRedacted, new_event
from claimwire.events.ids import event_id
from claimwire.log import Entry, Tombstone
from claimwire.testing.made_events import NOON

_REDACTION: Final = event_id("claimwire.control.redact", "made")


def made_tombstone(entry: Entry) -> Tombstone:
    """The tombstone of an entry that is one of our events."""
    event = entry.event()
    body = EntryRedacted(article_id=event.subject, original_id=event.id, original_type=event.type, redaction=_REDACTION)
    identity = event_id("claimwire.entry.redacted", event.subject, fact=str(entry.id))
    redacted = new_event(body, id=identity, subject=event.subject, source="claimwire/test", time=NOON)
    return Tombstone(entry.stream, entry.id, redacted)

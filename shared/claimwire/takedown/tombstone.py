"""What stands where an entry stood that was taken down."""

from typing import Final

from claimwire.errors import UndecodableEntry
from claimwire.events import EntryRedacted, Event, event_type, new_event
from claimwire.events.ids import event_id
from claimwire.log import Entry, Tombstone

_SOURCE: Final = "claimwire/archiver"
_TYPE: Final = event_type("claimwire.entry.redacted").name


def tombstone(entry: Entry, article_id: str, command: Event) -> Tombstone:
    """Replace an entry because of a ``control.redact``; the same entry and command always give the same.

    It stays in the chain of the event that stood there: correlation and causation are kept.
    """
    original = _event(entry)
    body = EntryRedacted(
        article_id=article_id,
        original_id=original.id if original else None,
        original_type=original.type if original else None,
        redaction=command.id,
    )
    identity = event_id(_TYPE, article_id, fact=f"{entry.stream}/{entry.id}")
    made = new_event(body, id=identity, subject=article_id, source=_SOURCE, time=command.time)
    if original:
        chain = {"correlationid": original.correlationid, "causationid": original.causationid}
        made = made.model_copy(update=chain)
    return Tombstone(entry.stream, entry.id, made)


def is_tombstone_of(entry: Entry, article_id: str) -> bool:
    """Whether an entry of this article stood here."""
    return entry.fields.get(b"type") == _TYPE.encode() and entry.fields.get(b"subject") == article_id.encode()


def _event(entry: Entry) -> Event | None:
    try:
        return entry.event()
    except UndecodableEntry:
        return None

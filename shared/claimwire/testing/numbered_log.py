"""A log whose entries are called by their numbers."""

from collections.abc import Sequence

from claimwire.events import DeadLetterParked, EntryRedacted, new_event
from claimwire.events.ids import event_id
from claimwire.log import Delivery, Entry, EntryId, EventLog, Tombstone
from claimwire.testing.log_model import Handed, Seen
from claimwire.testing.made_events import NOON


class NumberedLog:
    """An adapter with its ids translated to the numbers of a :class:`~claimwire.testing.log_model.LogModel`."""

    def __init__(self, log: EventLog) -> None:
        """Whoever reads the log adds to ``ids`` and ``entries`` what is new."""
        self.log = log
        self.ids: list[EntryId] = []
        self.entries: list[Entry] = []

    def number(self, entry_id: EntryId) -> int:
        """The number of an id."""
        return self.ids.index(entry_id)

    def seen(self, entry: Entry) -> Seen:
        """An entry as the model has it."""
        event = entry.event()
        body = event.data
        about = self.number(EntryId.parse(body.entry_id)) if isinstance(body, DeadLetterParked) else None
        return Seen(entry.stream, event.subject, event.type, about)

    def handed(self, deliveries: Sequence[Delivery]) -> list[Handed]:
        """Deliveries as the model has them."""
        return [(self.number(delivery.entry.id), delivery.attempts, delivery.retry) for delivery in deliveries]

    def tombstone(self, number: int) -> Tombstone:
        """A tombstone for an entry."""
        entry = self.entries[number]
        event = entry.event()
        redaction = event_id("claimwire.control.redact", event.subject)
        body = EntryRedacted(
            article_id=event.subject, original_id=event.id, original_type=event.type, redaction=redaction
        )
        identity = event_id("claimwire.entry.redacted", event.subject, fact=str(entry.id))
        made = new_event(body, id=identity, subject=event.subject, source="claimwire/test", time=NOON)
        return Tombstone(entry.stream, entry.id, made)

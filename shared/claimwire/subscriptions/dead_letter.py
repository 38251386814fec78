"""Giving an entry up without losing it."""

import traceback
from datetime import datetime

from claimwire.errors import UndecodableEntry
from claimwire.events import DeadLetterParked, Event, new_event
from claimwire.events.ids import event_id
from claimwire.log import Delivery, Entry
from claimwire.subscriptions.entry_fields import written_fields

_TYPE = "claimwire.deadletter.parked"
_LONGEST_TRACEBACK = 20_000


def dead_letter(
    delivery: Delivery, error: BaseException, *, group: str, consumer: str, service: str, now: datetime
) -> Event:
    """Wrap a delivery with what went wrong.

    An entry given up again after a crash or a lost group has the same event id, so a reader that
    remembers ids takes it once. One that an operator had retried is another matter, which somebody has
    to decide about anew: the id of the retry makes the id of its dead letter another one.
    """
    entry = delivery.entry
    cause = _event_of(entry)
    subject = cause.subject if cause else f"{entry.stream}/{entry.id}"
    body = DeadLetterParked(
        stream=entry.stream,
        entry_id=str(entry.id),
        group=group,
        consumer=consumer,
        error=f"{type(error).__name__}: {error}",
        traceback="".join(traceback.format_exception(error))[-_LONGEST_TRACEBACK:],
        attempts=delivery.attempts,
        fields=written_fields(entry.fields),
    )
    again = f"/{delivery.retry}" if delivery.retry else ""
    identity = event_id(_TYPE, subject, fact=f"{entry.stream}/{entry.id}/{group}{again}")
    return new_event(body, id=identity, subject=subject, source=service, time=now, cause=cause)


def _event_of(entry: Entry) -> Event | None:
    try:
        return entry.event()
    except UndecodableEntry:
        return None

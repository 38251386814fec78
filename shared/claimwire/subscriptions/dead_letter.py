"""Giving an entry up without losing it."""

import base64
import traceback
from datetime import datetime

from claimwire.errors import UndecodableEntry
from claimwire.events import DeadLetterParked, EntryField, Event, FieldEncoding, new_event
from claimwire.events.ids import event_id
from claimwire.log import Delivery, Entry

_TYPE = "claimwire.deadletter.parked"
_LONGEST_TRACEBACK = 20_000


def dead_letter(
    delivery: Delivery, error: BaseException, *, group: str, consumer: str, service: str, now: datetime
) -> Event:
    """Wrap a delivery with what went wrong; the same entry given up again has the same event id."""
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
        fields=tuple(_field(name, value) for name, value in entry.fields.items()),
    )
    identity = event_id(_TYPE, subject, fact=f"{entry.stream}/{entry.id}/{group}")
    return new_event(body, id=identity, subject=subject, source=service, time=now, cause=cause)


def original_fields(parked: DeadLetterParked) -> dict[bytes, bytes]:
    """Give back the entry's fields as they were (names that were not UTF-8 stay escaped)."""
    return {
        field.name.encode(): base64.b64decode(field.value)
        if field.encoding is FieldEncoding.BASE64
        else field.value.encode()
        for field in parked.fields
    }


def _field(name: bytes, value: bytes) -> EntryField:
    readable_name = name.decode(errors="backslashreplace")
    try:
        return EntryField(name=readable_name, value=value.decode(), encoding=FieldEncoding.UTF8)
    except UnicodeDecodeError:
        return EntryField(name=readable_name, value=base64.b64encode(value).decode(), encoding=FieldEncoding.BASE64)


def _event_of(entry: Entry) -> Event | None:
    try:
        return entry.event()
    except UndecodableEntry:
        return None

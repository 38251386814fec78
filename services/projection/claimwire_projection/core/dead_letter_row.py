"""The row of a dead letter."""

from typing import Final

from claimwire.events import DeadLetterParked, Event, FieldEncoding, Stream
from claimwire_projection.core.article_of import OF_ARTICLES
from claimwire_projection.core.row import Row

_OF_ARTICLES: Final = OF_ARTICLES | {Stream.BACKFILL}


def dead_letter_row(event: Event, letter: DeadLetterParked) -> Row:
    """What a consumer group gave up on, as yet undecided."""
    return Row(
        "dead_letters",
        {
            "event_id": event.id,
            "correlation_id": event.correlationid,
            "subject": event.subject,
            "article_id": _attribute(letter, "subject") if letter.stream in _OF_ARTICLES else None,
            "event_type": _attribute(letter, "type"),
            "stream": letter.stream,
            "entry_id": letter.entry_id,
            "consumer_group": letter.group,
            "consumer": letter.consumer,
            "error": letter.error,
            "attempts": letter.attempts,
            "body": letter,
            "state": "open",
            "operator": None,
            "decided_at": None,
            "note": None,
        },
    )


def _attribute(letter: DeadLetterParked, name: str) -> str | None:
    values = (field.value for field in letter.fields if field.name == name and field.encoding is FieldEncoding.UTF8)
    return next(values, None) or None

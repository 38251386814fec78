"""The command to take an article down."""

from datetime import datetime
from typing import Final

from claimwire.events import Event, Redact, Stream, event_type, new_event
from claimwire.events.ids import event_id
from claimwire.log import Entry

_SOURCE: Final = "claimwire/cli"
_TYPE: Final = event_type("claimwire.control.redact").name


def takedown_command(article_id: str, *, operator: str, reason: str, now: datetime) -> Event:
    """What is appended to the stream ``control``; who gives it again gives another one, and it is carried out again.

    Raises:
        pydantic.ValidationError: the article's id or the reason is empty, or the id too long.
    """
    body = Redact(article_id=article_id, operator=operator, reason=reason)
    identity = event_id(_TYPE, article_id, fact=f"{operator}/{now.isoformat()}")
    return new_event(body, id=identity, subject=article_id, source=_SOURCE, time=now)


def is_takedown(entry: Entry) -> bool:
    """Whether an entry is such a command, readable or not."""
    return entry.stream is Stream.CONTROL and entry.fields.get(b"type") == _TYPE.encode()

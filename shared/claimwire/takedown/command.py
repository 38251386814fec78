"""The command to take an article down."""

from datetime import datetime
from typing import Final

from claimwire.events import Event, Redact, new_event, type_of
from claimwire.events.ids import event_id

_SOURCE: Final = "claimwire/cli"


def takedown_command(article_id: str, *, operator: str, reason: str, now: datetime) -> Event:
    """What is appended to the stream ``control``; who gives it again gives another one, and it is carried out again.

    Raises:
        pydantic.ValidationError: the article's id or the reason is empty, or the id too long.
    """
    body = Redact(article_id=article_id, operator=operator, reason=reason)
    name = type_of(body).name
    identity = event_id(name, article_id, fact=f"{operator}/{now.isoformat()}")
    return new_event(body, id=identity, subject=article_id, source=_SOURCE, time=now)

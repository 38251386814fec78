"""Whether something given up can be retried or skipped, and the command that says so."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from claimwire.dead_letters.given_up import GivenUpWhole, State, Where
from claimwire.events import Event, Retry, Skip, Stream, new_event, type_of
from claimwire.events.ids import event_id

SUBJECT: Final = "claimwire"
"""What a command is about that is given to the system, not to an article."""


class Action(StrEnum):
    """What an operator may do."""

    RETRY = "retry"
    SKIP = "skip"


def refusal(item: GivenUpWhole, action: Action) -> str | None:
    """Why this cannot be done; null when it can."""
    decided = f"by {item.operator} at {item.decided_at:%Y-%m-%d %H:%M:%S} UTC" if item.decided_at else "already"
    if item.state is State.RETRIED:
        if item.where is Where.VIEW:
            return "it is in the read models: there is nothing left to do"
        return f"it was retried {decided}; if it failed again it has a newer dead letter: act on that one"
    return _retry_refusal(item, decided) if action is Action.RETRY else _skip_refusal(item, decided)


def _retry_refusal(item: GivenUpWhole, decided: str) -> str | None:
    if item.where is Where.DEAD:
        return _handing_refusal(item)
    if item.state is State.SKIPPED:
        return f"it was skipped {decided}, and what came after it is applied: it stays out of the read models"
    if item.state is State.QUEUED:
        return "it only waits behind an earlier event of its article: retry or skip that one"
    return None


def _handing_refusal(item: GivenUpWhole) -> str | None:
    if not item.fields:
        return "nothing of the entry is left, as after a takedown: skip it with a note"
    if item.stream not in set(Stream):
        return f"this build knows no stream {item.stream}: upgrade it, then retry"
    # If this is removed, each retry of such an entry that has been trimmed appends a copy that the read
    # models cannot take either: parked there, it holds back all that follows of its article.
    if item.undecodable is not None:
        return f"it still cannot be read by this build: {item.undecodable}; upgrade it, or skip it with a note"
    return None


def _skip_refusal(item: GivenUpWhole, decided: str) -> str | None:
    return f"it was skipped {decided}" if item.state is State.SKIPPED else None


def command(
    items: Sequence[GivenUpWhole], action: Action, *, operator: str, note: str | None, source: str, now: datetime
) -> Event:
    """Make the command about what stands at one position; it continues the chain of what was given up.

    The same command given at the same time is the same event.

    Raises:
        ValueError: a skip without a note.
    """
    first = items[0]
    said = {"operator": operator, "where": first.where.value, "positions": (first.position,)}
    body = (
        Retry.model_validate({**said, "reason": note})
        if action is Action.RETRY
        else Skip.model_validate({**said, "note": note})
    )
    kind = type_of(body).name
    identity = event_id(kind, SUBJECT, fact=f"{first.where}/{first.position}/{operator}/{note or ''}/{now.isoformat()}")
    event = new_event(body, id=identity, subject=SUBJECT, source=source, time=now)
    if first.event_id is None or first.correlation_id is None:
        return event
    return event.model_copy(update={"causationid": first.event_id, "correlationid": first.correlation_id})

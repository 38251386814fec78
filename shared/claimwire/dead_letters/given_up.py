"""Something that could not be processed, and what has become of it since."""

from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue

from claimwire.events import ContractModel, EntryField


class Where(StrEnum):
    """Who gave it up."""

    DEAD = "dead"
    """A consumer group: it is a dead letter, on the stream ``dead``."""
    VIEW = "view"
    """The read models: it is parked there."""


class State(StrEnum):
    """What has become of it."""

    OPEN = "open"
    """Nobody has decided; or a view tried it again in vain."""
    QUEUED = "queued"
    """A view has not tried it: an earlier entry of its article is open."""
    RETRIED = "retried"
    """A group was handed it once more, and a new failure is a new dead letter; in a view, it has been applied."""
    SKIPPED = "skipped"
    """It is to stay out; the log still holds it."""


class GivenUp(ContractModel):
    """A dead letter, or an entry that is parked by a view or queues behind one that is."""

    position: str
    """``partition:id``: of a dead letter its own, of a parked entry that of the entry."""
    where: Where
    """Who gave it up."""
    stream: str
    """Stream of the original entry."""
    entry_id: str
    """Its id there."""
    event_type: str | None
    """Its type, known or not; null where it names none."""
    article_id: str | None
    """The article it speaks of; null where it speaks of none or cannot be read."""
    group: str
    """The consumer group, or the name of the view."""
    consumer: str
    """The member of the group, or the service that builds the view."""
    error: str | None
    """Kind of error and its message; null for what only queues."""
    attempts: int
    """How often it was tried."""
    recorded_at: datetime | None
    """When the log recorded the dead letter or the parked entry; null for an id that is no time."""
    state: State
    """What has become of it."""
    queued: int
    """How many later entries of its article wait behind it."""
    operator: str | None
    """Who gave the last command about it; of an entry released from a queue, about the one before it."""
    decided_at: datetime | None
    """When the log recorded that command."""
    note: str | None
    """Why, if that was said."""


class Waiting(ContractModel):
    """An entry that queues."""

    position: str
    """``partition:id``."""
    stream: str
    """Its stream."""
    event_type: str | None
    """Its type, known or not."""


class GivenUpWhole(GivenUp):
    """The same with everything that is known of it."""

    event_id: str | None
    """Id of the event that a command about it continues: the dead letter, or the parked event."""
    correlation_id: str | None
    """Id of the event that started the chain."""
    traceback: str | None
    """Where the error was raised."""
    fields: tuple[EntryField, ...]
    """The original entry's fields, in order; values that are not UTF-8 in base64."""
    event: JsonValue
    """The original event as CloudEvents JSON; null where it cannot be decoded."""
    undecodable: str | None
    """Why not."""
    waiting: tuple[Waiting, ...]
    """The first of what queues behind it."""

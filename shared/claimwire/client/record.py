"""What a subscription hands over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar, cast

from claimwire.events import ContractModel, Event, Stream

B = TypeVar("B", bound=ContractModel)


@dataclass(frozen=True, slots=True)
class Record(Generic[B]):
    """An event with its place in the log."""

    position: str
    """Where it stands (``partition:id``); keep it with what you made of the event, and subscribe ``after`` it again."""
    stream: Stream
    recorded_at: datetime
    """When the log recorded it, by the log's own clock."""
    event: Event
    """The whole event, its body brought up to the newest version."""

    @property
    def body(self) -> B:
        """What the event says: a body of one of the types subscribed to."""
        return cast("B", self.event.data)

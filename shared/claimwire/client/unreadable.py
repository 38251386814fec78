"""What a subscription cannot hand over."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from claimwire.errors import UndecodableEntry
from claimwire.events import Stream

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An entry that is no event, or one of a type or version that this build does not know yet."""

    position: str
    """Where it stands (``partition:id``)."""
    stream: Stream
    recorded_at: datetime
    fields: Mapping[bytes, bytes]
    """The entry as it was stored."""
    error: UndecodableEntry
    """What is wrong with it."""


def warn_of(unreadable: Unreadable) -> None:
    """Log a warning."""
    logger.warning("passed over %s of %s: %s", unreadable.position, unreadable.stream, unreadable.error)

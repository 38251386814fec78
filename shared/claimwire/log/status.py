"""How the log and its readers stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claimwire.events import Stream
from claimwire.log.position import EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamStatus:
    """One stream."""

    stream: Stream
    length: int
    last: EntryId | None
    """Its newest entry; null while it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderStatus:
    """One consumer group or one checkpointed reader."""

    name: str
    streams: Sequence[Stream]
    behind: int | None
    """Entries it has not taken yet; null when the server cannot tell (never to be shown as 0)."""
    pending: int | None
    """Entries taken and not acknowledged; null for readers without a group."""
    seconds: float
    """Age of the oldest entry it has not finished; 0 when it has finished all."""
    position: EntryId | None
    """How far it has read; null before its first entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogStatus:
    """The whole partition."""

    epoch: str
    at: datetime
    """The server's time when it was asked."""
    streams: Sequence[StreamStatus]
    readers: Sequence[ReaderStatus]

"""Where an event stands in the log."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar, Self

from claimwire.errors import MisuseError


@dataclass(frozen=True, slots=True, order=True)
class EntryId:
    """A stream entry's id: unique and increasing across all streams of its partition."""

    ms: int
    """Milliseconds since 1970 UTC by the partition's clock, which never goes back."""
    seq: int

    START: ClassVar["EntryId"]
    """Before the first entry of any log."""

    @classmethod
    def parse(cls, text: str | bytes) -> Self:
        """Read ``ms-seq``.

        Raises:
            MisuseError: the text has another form.
        """
        words = text.decode() if isinstance(text, bytes) else text
        ms, dash, seq = words.partition("-")
        if not (dash and ms.isdecimal() and seq.isdecimal()):
            raise MisuseError(f"{words!r} is not an entry id; it looks like 1656173669000-0")
        return cls(int(ms), int(seq))

    @property
    def recorded_at(self) -> datetime:
        """When the log recorded it."""
        return datetime.fromtimestamp(self.ms / 1000, UTC)

    def __str__(self) -> str:
        return f"{self.ms}-{self.seq}"


EntryId.START = EntryId(0, 0)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """An entry id with its partition, as ``partition:id``: the token for checkpoints and resuming."""

    partition: int
    id: EntryId

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``partition:ms-seq``.

        Raises:
            MisuseError: the text has another form.
        """
        partition, colon, entry_id = text.partition(":")
        if not (colon and partition.isdecimal()):
            raise MisuseError(f"{text!r} is not a position; it looks like 0:1656173669000-0")
        return cls(int(partition), EntryId.parse(entry_id))

    def __str__(self) -> str:
        return f"{self.partition}:{self.id}"

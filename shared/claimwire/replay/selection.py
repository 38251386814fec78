"""What a replay reads."""

from collections.abc import Iterable
from dataclasses import dataclass

from claimwire.events import HISTORY, Replay, Stream
from claimwire.log import Entry, EntryId, Position
from claimwire.replay.extent import Extent


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of history, of some streams and types."""

    extent: Extent
    streams: tuple[Stream, ...] = HISTORY
    types: frozenset[str] = frozenset()
    """Names of event types; all entries when empty, those that are no events of ours too."""

    def of(self, entries: Iterable[Entry]) -> list[Entry]:
        """The selected ones; an entry's type is what it says, readable or not."""
        return [entry for entry in entries if entry.id in self.extent and self._of_a_type(entry)]

    def command(self, *, into: str, operator: str, reason: str | None, partition: int) -> Replay:
        """What the audit says of it."""
        first = self.extent.first
        return Replay(
            operator=operator,
            reason=reason,
            start=None if first == EntryId.START else str(Position(partition, first)),
            end=str(Position(partition, self.extent.last)),
            streams=() if self.streams == HISTORY else tuple(self.streams),
            types=tuple(sorted(self.types)),
            into=into,
        )

    def _of_a_type(self, entry: Entry) -> bool:
        return not self.types or entry.fields.get(b"type", b"").decode(errors="replace") in self.types

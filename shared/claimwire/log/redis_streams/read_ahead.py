"""What a read fetched beyond what it returned."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

from claimwire.events import Stream
from claimwire.log.entry import Entry
from claimwire.log.position import EntryId


@dataclass(frozen=True, slots=True)
class ReadAhead:
    """The entries of each stream after a position, without a gap, as far as they were fetched.

    Every stream is asked for a whole batch, and a batch is made of all streams: a reader that goes on
    where it stopped would else fetch most entries several times.
    """

    after: EntryId
    entries: Mapping[Stream, list[Entry]]
    """Only streams of which something is left; each may go on in the log."""

    @classmethod
    def beyond(cls, last: EntryId, found: Mapping[Stream, list[Entry]]) -> Self:
        """Keep what was found after the last entry returned."""
        rests = {
            stream: entries[bisect_right(entries, last, key=lambda entry: entry.id) :]
            for stream, entries in found.items()
        }
        return cls(last, {stream: rest for stream, rest in rests.items() if rest})

    def of(self, streams: Collection[Stream], *, after: EntryId) -> dict[Stream, list[Entry]]:
        """What a read after this entry need not fetch."""
        if after != self.after:
            return {}
        return {stream: entries for stream, entries in self.entries.items() if stream in streams}

"""Lines of JSON."""

from collections.abc import Sequence
from typing import IO

from claimwire.log import Entry, EntryId
from claimwire.replay.selection import Selection
from claimwire.replay.sinks.json_line import json_line


class Lines:
    """A sink that writes a line for each event to a stream of bytes, such as standard output or a file."""

    def __init__(self, out: IO[bytes], *, partition: int, raw: bool) -> None:
        """With ``raw``, entries that are no events are written too, as their fields."""
        self._out = out
        self._partition = partition
        self._raw = raw

    async def begin(self, selection: Selection) -> EntryId:  # noqa: ARG002 - the port's signature
        """Nothing is known of what was written before."""
        return EntryId.START

    async def take(self, entries: Sequence[Entry]) -> int:
        """See the port."""
        lines = [json_line(entry, partition=self._partition, raw=self._raw) for entry in entries]
        written = [line for line in lines if line is not None]
        self._out.write(b"".join(written))
        self._out.flush()
        return len(written)

"""Where a replay goes."""

from collections.abc import Sequence
from typing import Protocol

from claimwire.log import Entry, EntryId
from claimwire.replay.selection import Selection


class Sink(Protocol):
    """Takes entries in log order."""

    async def begin(self, selection: Selection) -> EntryId:
        """Say up to where it holds this replay already, ``0-0`` when it holds nothing.

        Raises:
            MisuseError: it holds something else.
        """
        ...

    async def take(self, entries: Sequence[Entry]) -> int:
        """Take the next entries of the log; once it returns they are where they should be.

        Returns:
            How many those are; it leaves out what is no event that this build can read, if it writes events only.
        """
        ...

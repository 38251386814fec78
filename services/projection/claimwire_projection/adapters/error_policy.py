"""What becomes of an entry that cannot be applied: one policy while living, another while rebuilding."""

from collections.abc import Collection
from typing import Protocol

from claimwire.errors import RebuildStopped
from claimwire.log import Entry, EntryId


class ErrorPolicy(Protocol):
    """Decides whether an entry may be parked."""

    def permit_parking(self, entry: Entry, error: Exception) -> None:
        """Return, and it is parked.

        Raises:
            RebuildStopped: it is not; nothing of its batch is to be committed.
        """
        ...


class ParkAlways:
    """Live: the good articles must go on."""

    def permit_parking(self, entry: Entry, error: Exception) -> None:
        """Permit it."""


class ParkOnlySkipped:
    """While rebuilding: what nobody has looked at stops it at once, since nobody waits for this build yet.

    What an operator has skipped may be parked, because its skip follows in the log: so it leaves the
    queue behind it in the order in which it did in the live view.
    """

    def __init__(self, skipped: Collection[EntryId]) -> None:
        """``skipped`` are the positions that all skips in the log name."""
        self._skipped = skipped

    def permit_parking(self, entry: Entry, error: Exception) -> None:
        """Permit it for what is skipped later."""
        if entry.id not in self._skipped:
            raise RebuildStopped(
                f"{entry.stream}/{entry.id} cannot be applied ({type(error).__name__}: {error}): install code that can, "
                "or skip it, and rebuild again; the build goes on from there"
            ) from error

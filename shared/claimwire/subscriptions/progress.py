"""Is a reader getting anywhere?"""

from collections.abc import Callable

from claimwire.log import EntryId


class Progress:
    """Remembers when a reader last moved its position, or last saw that there was nothing to do.

    A server that answers PING proves nothing about its readers; a reader that has work, does not
    move, and has not said that it is still at it, is stuck.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """``monotonic`` tells seconds that never go back."""
        self._monotonic = monotonic
        self._alive_at = monotonic()
        self._caught_up = False
        self.position: EntryId | None = None

    def moved(self, position: EntryId) -> None:
        """Work up to ``position`` was finished."""
        self.position = max(position, self.position or position)
        self._alive_at = self._monotonic()

    def working(self) -> None:
        """Long work goes on, as the log has been told, or other work goes first."""
        self._alive_at = self._monotonic()

    def idle(self) -> None:
        """The log answered that there is nothing more, and all that was taken is finished."""
        self._caught_up = True
        self._alive_at = self._monotonic()

    @property
    def caught_up(self) -> bool:
        """Whether it has once seen the end of its streams."""
        return self._caught_up

    @property
    def seconds_without(self) -> float:
        """Time since it last moved, was at work, or had nothing to do."""
        return self._monotonic() - self._alive_at

"""All builds of the read models in one place, and which of them is read."""

from typing import Protocol

from claimwire.views.build_name import BuildName
from claimwire.views.database import ViewDatabase


class ViewBuilds(Protocol):
    """The builds of this code's shape beside each other; one of them is live.

    Any method may raise :class:`~claimwire.errors.ViewUnavailable`.
    """

    @property
    def name(self) -> str:
        """What messages call the place; holds no secret."""
        ...

    def live(self) -> int:
        """The number of the build that is read; the first one until another is chosen."""
        ...

    def switch(self, number: int) -> None:
        """Choose the build that is read from now on; once this returns, no crash takes it back."""
        ...

    def found(self) -> list[BuildName]:
        """Every build that is there, of other shapes too."""
        ...

    def database(self, number: int, *, finished: bool = True, version: int | None = None) -> ViewDatabase:
        """Where a build of this code's shape, or of another ``version``, is or would be; nothing is opened."""
        ...

    def finish(self, number: int) -> None:
        """Give an unfinished build, which nobody has open for writing, the name of a finished one, on disk.

        Raises:
            MisuseError: there is one of that name already.
        """
        ...

    def drop(self, build: BuildName) -> None:
        """Delete a build that nobody has open; without effect when it is not there."""
        ...

    def close(self) -> None:
        """Let go of all connections; they are made again when needed."""
        ...

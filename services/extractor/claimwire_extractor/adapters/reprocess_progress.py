"""How reprocessing gets on, on standard error."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from claimwire.replay import Extent
from claimwire_extractor.adapters.reprocess import Reprocessed


class ReprocessProgress:
    """A bar of the recorded time looked through, on a terminal."""

    def __init__(self, extent: Extent) -> None:
        """``extent`` is what is looked through."""
        self._extent = extent
        self._first_ms: int | None = extent.first.ms or None
        console = Console(stderr=True, highlight=False)
        columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
        self._bar = Progress(
            TextColumn("{task.description}"),
            *columns,
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("requesting", total=None, told="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __call__(self, done: Reprocessed) -> None:
        """Show how far it has come."""
        if done.position is None:
            return
        if self._first_ms is None:
            self._first_ms = done.position.ms
        self._bar.update(
            self._task,
            total=max(1, self._extent.last.ms - self._first_ms),
            completed=done.position.ms - self._first_ms,
            told=f"{done.requested:,} requested",
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._bar.stop()

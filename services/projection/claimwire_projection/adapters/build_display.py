"""How a rebuild gets on, on standard error."""

import time
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from claimwire.cli.build_report import progress_told
from claimwire.views import BuildName, BuildProgress

_LINE_EVERY_S: Final = 10.0


class BuildDisplay:
    """A bar on a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        """Nothing is shown before the first batch."""
        self._console = Console(stderr=True, highlight=False)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[told]}"),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("reading", total=None, told="")
        self._lined = time.monotonic()

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __call__(self, build: BuildName, progress: BuildProgress) -> None:
        """Show how far it has come."""
        told = progress_told(progress)
        total = max(progress.total, progress.events) or None
        self._bar.update(
            self._task, description=f"build {build.number}", total=total, completed=progress.events, told=told
        )
        if not self._console.is_terminal and time.monotonic() - self._lined >= _LINE_EVERY_S:
            self._lined = time.monotonic()
            self._console.print(f"{build}: {told}", soft_wrap=True, markup=False)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._bar.stop()

"""How a replay gets on, on standard error."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from claimwire.log import EntryId
from claimwire.replay import Replayed


class ReplayProgress:
    """A bar of the time replayed, on a terminal; in the end what was written and what was not, on anything."""

    def __init__(self, last: EntryId) -> None:
        """``last`` is where the replay ends."""
        self._last = last
        self._console = Console(stderr=True, highlight=False)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[told]}"),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("replaying", total=None, told="")
        self._began = time.monotonic()
        self._seen = Replayed()

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __call__(self, seen: Replayed) -> None:
        """Show how far it has come."""
        self._seen = seen
        if seen.first and seen.position:
            self._bar.update(
                self._task,
                total=max(1, self._last.ms - seen.first.ms),
                completed=seen.position.ms - seen.first.ms,
                told=f"{seen.entries:,} entries, {self._rate():,.0f}/s",
            )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._bar.stop()
        seen = self._seen
        done = "stopped after" if error else "replayed"
        upto = f" up to {seen.position}, {seen.position.recorded_at:%Y-%m-%d %H:%M:%S} UTC" if seen.position else ""
        self._console.print(
            f"{done} {seen.entries:,} entries{upto} ({self._rate():,.0f} a second)", soft_wrap=True, markup=False
        )
        if seen.left_out:
            self._console.print(
                f"left out {seen.left_out:,} more, which this build cannot read as events: --raw writes them as they are",
                soft_wrap=True,
                markup=False,
            )

    def _rate(self) -> float:
        return self._seen.entries / max(time.monotonic() - self._began, 0.001)

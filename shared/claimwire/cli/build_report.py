"""The builds of the read models, as a table and as JSON."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from rich.table import Table

from claimwire.errors import ViewUnavailable
from claimwire.views import BuildProgress, BuildState, ViewBuilds, build_states, view_name

_NONE_TOLD: Final[Mapping[str, int | None]] = {}


def known_states(builds: ViewBuilds) -> list[BuildState]:
    """Ask all builds; none where the place does not answer, which whoever needs their rows says better."""
    try:
        return build_states(builds)
    except ViewUnavailable:
        return []
    finally:
        builds.close()


def builds_table(states: Sequence[BuildState], behind: Mapping[str, int | None] = _NONE_TOLD) -> Table:
    """Show them; ``behind`` are the entries that readers have yet to read, by the name of the reader."""
    table = Table()
    for name in ("read models", "build", "", "position"):
        table.add_column(name, no_wrap=True)
    for name in ("recorded", "behind", "progress"):
        table.add_column(name)
    for state in states:
        position = state.position
        count = behind.get(state.build.reader)
        table.add_row(
            view_name(state.build.version),
            str(state.build.number),
            "live" if state.live else "" if state.build.finished else "unfinished",
            str(position or "-"),
            f"{position.recorded_at:%Y-%m-%d %H:%M:%S}" if position else "-",
            "-" if count is None else f"{count:,}",
            progress_told(state.progress) if state.progress else "",
        )
    return table


def builds_document(states: Sequence[BuildState]) -> list[dict[str, object]]:
    """Tell the same to programs."""
    return [
        {
            "version": state.build.version,
            "build": state.build.number,
            "finished": state.build.finished,
            "live": state.live,
            "position": str(state.position) if state.position else None,
            "events": state.progress.events if state.progress else None,
            "total": state.progress.total if state.progress else None,
            "eta_seconds": state.progress.eta_s if state.progress else None,
        }
        for state in states
    ]


def progress_told(progress: BuildProgress) -> str:
    """Say how far a build has come, how fast, and when it will have caught up."""
    done = f"{progress.events:,} of {progress.total:,} events" if progress.total else f"{progress.events:,} events"
    eta = (
        f", ready in {timedelta(seconds=round(progress.eta_s))}"
        if progress.total and progress.eta_s is not None
        else ""
    )
    return f"{done}, {progress.rate:,.0f}/s{eta}"

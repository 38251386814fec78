"""How the builds of the read models stand."""

from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError

from claimwire.log import EntryId
from claimwire.views.build_name import BuildName
from claimwire.views.build_progress import BuildProgress, read_progress
from claimwire.views.builds import ViewBuilds
from claimwire.views.checkpoint import read_checkpoint
from claimwire.views.version import VIEWS_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildState:
    """One build."""

    build: BuildName
    live: bool
    """Whether it is read."""
    position: EntryId | None = None
    """Everything up to there is in its tables; null where it cannot be asked, or is of another shape."""
    progress: BuildProgress | None = None
    """Of an unfinished one."""


def build_states(builds: ViewBuilds) -> list[BuildState]:
    """Ask all builds that are there.

    Raises:
        ViewUnavailable: the place cannot be reached for now.
    """
    live = BuildName(number=builds.live())
    return [_state(builds, build, live=build == live) for build in builds.found()]


def _state(builds: ViewBuilds, build: BuildName, *, live: bool) -> BuildState:
    unknown = BuildState(build=build, live=live)
    if build.version != VIEWS_VERSION:
        return unknown
    engine = builds.database(build.number, finished=build.finished).reader()
    try:
        with engine.begin() as connection:
            checkpoint = read_checkpoint(connection)
            progress = None if build.finished else read_progress(connection)
    except DBAPIError:  # it is being made, or dropped
        return unknown
    finally:
        engine.dispose()
    position = checkpoint.position.id if checkpoint else None
    return BuildState(build=build, live=live, position=position, progress=progress)

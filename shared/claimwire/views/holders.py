"""Builds that may still hold an article that is taken down."""

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from claimwire.views.build_name import BuildName
from claimwire.views.builds import ViewBuilds
from claimwire.views.schema import redactions
from claimwire.views.version import VIEWS_VERSION


def holders(builds: ViewBuilds, article_id: str) -> list[BuildName]:
    """Name every build that has not yet erased it; those of other shapes always, since this code cannot ask them.

    Raises:
        ViewUnavailable: the place cannot be reached for now.
    """
    return [build for build in builds.found() if not _has_erased(builds, build, article_id)]


def _has_erased(builds: ViewBuilds, build: BuildName, article_id: str) -> bool:
    if build.version != VIEWS_VERSION:
        return False
    engine = builds.database(build.number, finished=build.finished).reader()
    try:
        with engine.begin() as connection:
            row = connection.execute(select(redactions.c.position).where(redactions.c.article_id == article_id)).first()
    except DBAPIError:  # it is being made, or dropped
        return False
    finally:
        engine.dispose()
    return row is not None

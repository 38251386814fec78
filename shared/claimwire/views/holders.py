"""Builds that still hold an article."""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import Column, ColumnElement, Connection, MetaData, Table, Text, cast, exists, inspect, or_, select
from sqlalchemy.exc import DBAPIError

from claimwire.views.build_name import BuildName
from claimwire.views.builds import ViewBuilds
from claimwire.views.database import ViewDatabase
from claimwire.views.schema import dead_letters, parked, redactions
from claimwire.views.version import VIEWS_VERSION

_OF_AN_ARTICLE: Final = ("article_id", "subject")
_NAMING_ONE: Final = ("body", "fields")
_WITH_ENTRIES: Final = (dead_letters.name, parked.name)
"""Tables of what nobody could read: such a row may name an article within its entry only."""


def holders(builds: ViewBuilds, article_id: str) -> list[BuildName]:
    """Name every build of this code's shape that has not yet been told to erase it.

    Raises:
        ViewUnavailable: the place cannot be reached for now.
    """
    return [
        build
        for build in builds.found()
        if build.version == VIEWS_VERSION and not _has_erased(_database(builds, build), article_id)
    ]


def rows_found(builds: ViewBuilds, article_id: str) -> Mapping[BuildName, bool | None]:
    """Look into all builds, those of other shapes too: whether it has rows of an article, null where it cannot be read.

    Raises:
        ViewUnavailable: the place cannot be reached for now.
    """
    return {build: _has_rows(_database(builds, build), article_id) for build in builds.found()}


def _database(builds: ViewBuilds, build: BuildName) -> ViewDatabase:
    return builds.database(build.number, finished=build.finished, version=build.version)


def _has_erased(database: ViewDatabase, article_id: str) -> bool:
    engine = database.reader()
    try:
        with engine.begin() as connection:
            row = connection.execute(select(redactions.c.position).where(redactions.c.article_id == article_id)).first()
    except DBAPIError:  # it is being made, or dropped
        return False
    finally:
        engine.dispose()
    return row is not None


def _has_rows(database: ViewDatabase, article_id: str) -> bool | None:
    engine = database.reader()
    try:
        with engine.begin() as connection:
            conditions = _conditions(connection, database.schema, article_id)
            return any(connection.scalar(select(exists().where(condition))) for condition in conditions)
    except DBAPIError:
        return None
    finally:
        engine.dispose()


def _conditions(connection: Connection, schema: str | None, article_id: str) -> Iterator[ColumnElement[bool]]:
    # What the tables of another shape are, only the database knows.
    found = inspect(connection)
    for name in found.get_table_names(schema=schema):
        if name == redactions.name:
            continue
        columns = [Column(column["name"], Text) for column in found.get_columns(name, schema=schema)]
        table = Table(name, MetaData(), *columns)
        ours = [table.c[column] == article_id for column in _OF_AN_ARTICLE if column in table.c]
        if name in _WITH_ENTRIES:
            named = [cast(table.c[column], Text) for column in _NAMING_ONE if column in table.c]
            ours += [words.contains(article_id, autoescape=True) for words in named]
        if ours:
            yield or_(*ours)

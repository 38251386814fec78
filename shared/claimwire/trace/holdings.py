"""What the read models hold of an article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Select, select, union_all
from sqlalchemy.exc import DBAPIError

from claimwire.errors import ViewUnavailable
from claimwire.log import EntryId
from claimwire.views import VIEWS_VERSION, ViewBuilds, read_checkpoint
from claimwire.views.build_name import BuildName
from claimwire.views.schema import (
    articles,
    claims,
    dead_letters,
    extractions,
    parked,
    strikes,
    syndications,
    withdrawals,
)

_OF_ARTICLES: Final = (articles, withdrawals, syndications, extractions, claims, strikes, dead_letters)


class Holding(StrEnum):
    """How a build stands to an entry."""

    HELD = "held"
    """It has a row of it."""
    PARKED = "parked"
    """It could not take it, or something of the same article before it."""
    SKIPPED = "skipped"
    """It was parked, and an operator had it left out."""
    AHEAD = "not yet"
    """It has not come so far."""
    NONE = "no row"
    """It has passed it: the entry adds no row, or says again what was said."""


@dataclass(frozen=True, slots=True)
class BuildHoldings:
    """What one build holds of one article."""

    build: BuildName
    live: bool
    """Queries read it."""
    epoch: str
    """The log it was built from."""
    position: EntryId
    """How far it has come."""
    article_id: str | None
    """The article that the thing asked about is, or belongs to; null when it does not know the thing."""
    held: frozenset[EntryId]
    """Entries it has rows of."""
    waiting: Mapping[EntryId, str]
    """Entries that are parked or queued or were once, and what has become of them."""

    def of(self, entry_id: EntryId) -> Holding:
        """How it stands to an entry."""
        if entry_id in self.held:
            return Holding.HELD
        match self.waiting.get(entry_id):
            case "parked" | "queued":
                return Holding.PARKED
            case "skipped":
                return Holding.SKIPPED
            case _:
                return Holding.AHEAD if entry_id > self.position else Holding.NONE


def holdings(builds: ViewBuilds, wanted: str | EntryId) -> tuple[BuildHoldings, ...]:
    """Ask every build of this code's shape about an article by its id, that of a claim, strike or dead letter, or a position.

    Raises:
        ViewUnavailable: the read models cannot be read.
    """
    try:
        live = builds.live()
        found = [build for build in builds.found() if build.version == VIEWS_VERSION]
        asked = [
            _of_build(builds, build, live=build.finished and build.number == live, wanted=wanted) for build in found
        ]
    finally:
        builds.close()
    return tuple(build for build in asked if build)


def _of_build(builds: ViewBuilds, build: BuildName, *, live: bool, wanted: str | EntryId) -> BuildHoldings | None:
    database = builds.database(build.number, finished=build.finished)
    engine = database.reader()
    try:
        with engine.begin() as connection:
            checkpoint = read_checkpoint(connection)
            if checkpoint is None:
                return None
            article = _article(connection, wanted)
            return BuildHoldings(
                build=build,
                live=live,
                epoch=checkpoint.epoch,
                position=checkpoint.position.id,
                article_id=article,
                held=frozenset(_positions(connection, article)) if article else frozenset(),
                waiting=_waiting(connection, article) if article else {},
            )
    except DBAPIError as error:
        if database.is_missing(error):
            return None
        raise ViewUnavailable(f"the read models in {database.name} cannot be read ({error.orig})") from error
    finally:
        engine.dispose()


def _article(connection: Connection, wanted: str | EntryId) -> str | None:
    for query in _questions(wanted):
        found: str | None = connection.execute(query.limit(1)).scalar()
        if found is not None:
            return found
    return None


def _questions(wanted: str | EntryId) -> Iterator[Select[Any]]:
    if isinstance(wanted, EntryId):
        yield from (select(table.c.article_id).where(table.c.position == wanted) for table in (*_OF_ARTICLES, parked))
        return
    yield select(articles.c.article_id).where(articles.c.article_id == wanted)
    yield select(claims.c.article_id).where(claims.c.claim_id == wanted)
    yield select(strikes.c.article_id).where(strikes.c.strike_id == wanted)
    yield select(dead_letters.c.article_id).where(dead_letters.c.event_id == wanted)
    yield select(parked.c.article_id).where(parked.c.article_id == wanted)


def _positions(connection: Connection, article: str) -> Iterator[EntryId]:
    rows = (select(table.c.position).where(table.c.article_id == article) for table in _OF_ARTICLES)
    yield from connection.execute(union_all(*rows)).scalars()


def _waiting(connection: Connection, article: str) -> dict[EntryId, str]:
    rows = connection.execute(select(parked.c.position, parked.c.state).where(parked.c.article_id == article))
    return {row.position: row.state for row in rows}

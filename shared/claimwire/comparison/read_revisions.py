"""Revisions that two generations have read, from the read models."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, select, tuple_

from claimwire.comparison.extracted import Extracted
from claimwire.log import EntryId
from claimwire.views.schema import articles, claims, extractions, listed_facts, strikes

_PAGE: Final = 100

_Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class ComparedRevision:
    """One revision and what each of the two found in it."""

    article_id: str
    revision: int
    headline: str | None
    a: Extracted
    b: Extracted


@dataclass(frozen=True, slots=True)
class Choice:
    """Which revisions are compared."""

    a: int
    """One generation."""
    b: int
    """The other."""
    article_ids: Collection[str] = ()
    """Only these articles; all when empty."""
    since: datetime | None = None
    """Only revisions that the log recorded then or later."""


def read_revisions(connection: Connection, choice: Choice, *, limit: int | None = None) -> Iterator[ComparedRevision]:
    """Read the revisions that both have read, at the most ``limit``, in the order of the log, page by page."""
    after, left = EntryId.START, limit
    while page := _page(connection, choice, after, _PAGE if left is None else min(_PAGE, left)):
        found = _facts(connection, choice, [(row.article_id, row.revision) for row in page])
        for row in page:
            a, b = (found[row.article_id, row.revision, generation] for generation in (choice.a, choice.b))
            yield ComparedRevision(row.article_id, row.revision, row.headline, a, b)
        after = page[-1].position
        left = None if left is None else left - len(page)


def count_unread(connection: Connection, choice: Choice, *, by: int) -> int:
    """Count the revisions of the choice that the other has read and ``by`` has not."""
    other = choice.a if by == choice.b else choice.b
    query = select(func.count()).select_from(articles).where(*_chosen(choice), _read_by(other), ~_read_by(by))
    return connection.execute(query).scalar_one()


def _page(connection: Connection, choice: Choice, after: EntryId, limit: int) -> Sequence[Any]:
    query = select(articles.c.article_id, articles.c.revision, articles.c.headline, articles.c.position).where(
        *_chosen(choice), _read_by(choice.a), _read_by(choice.b), articles.c.position > after
    )
    return connection.execute(query.order_by(articles.c.position).limit(limit)).all()


def _chosen(choice: Choice) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if choice.article_ids:
        conditions.append(articles.c.article_id.in_(choice.article_ids))
    if choice.since:
        conditions.append(articles.c.recorded_at >= choice.since)
    return conditions


def _read_by(generation: int) -> ColumnElement[bool]:
    read = extractions.alias()
    return exists().where(
        read.c.article_id == articles.c.article_id,
        read.c.revision == articles.c.revision,
        read.c.generation == generation,
    )


def _facts(
    connection: Connection, choice: Choice, revisions: Sequence[tuple[str, int]]
) -> defaultdict[_Key, Extracted]:
    found: defaultdict[_Key, Extracted] = defaultdict(lambda: Extracted({}, {}))
    for row in _listed(connection, claims, claims.c.claim_id, choice, revisions):
        found[row.article_id, row.revision, row.generation].claims[row.fact] = row.body
    for row in _listed(connection, strikes, strikes.c.strike_id, choice, revisions):
        found[row.article_id, row.revision, row.generation].strikes[row.fact] = row.body
    return found


def _listed(
    connection: Connection,
    facts: Table,
    fact: ColumnElement[str],
    choice: Choice,
    revisions: Sequence[tuple[str, int]],
) -> Sequence[Any]:
    """The facts that the extractions list: one that is reported and not listed was never whole."""
    key = (facts.c.article_id, facts.c.revision, facts.c.generation)
    same = and_(*(listed_facts.c[column.name] == column for column in key), listed_facts.c.fact_id == fact)
    query = select(*key, fact.label("fact"), facts.c.body).join(listed_facts, same)
    query = query.where(
        tuple_(facts.c.article_id, facts.c.revision).in_(revisions), facts.c.generation.in_([choice.a, choice.b])
    )
    return connection.execute(query).all()

"""Articles, asked in SQL."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Row, and_, exists, literal, select, tuple_

from claimwire.views import current_articles, current_extractions
from claimwire.views.schema import articles, extractions, redactions, syndications, withdrawals
from claimwire_query.adapters.sql.claims import claims_of, spoken_by
from claimwire_query.adapters.sql.conditions import of_article
from claimwire_query.adapters.sql.rows import recorded_fields
from claimwire_query.adapters.sql.strikes import strikes_of, struck_at
from claimwire_query.adapters.sql.walk import Page, SortKey, Walk
from claimwire_query.core.filters import ArticleFilter, Times
from claimwire_query.core.items import ArticleDetail, ArticleItem, ArticleReading, Extraction, Recorded, Revision

_SORT: Final = SortKey(articles.c.said_at, articles.c.article_id, literal(0), articles.c.article_id)


def article_page(connection: Connection, asked: ArticleFilter) -> Page[ArticleItem]:
    """Current articles that pass the filters, newest first.

    Raises:
        BadCursor: the cursor is not of this listing with these filters.
    """
    walk = Walk.begin(connection, "articles", asked)
    known = walk.recorded_as_of
    query = current_articles(asked.as_of, known).where(*of_article(asked))
    if asked.speaker is not None:
        query = query.where(articles.c.article_id.in_(spoken_by(asked.speaker, asked.as_of, known)))
    if asked.place is not None:
        query = query.where(articles.c.article_id.in_(struck_at(asked.place, asked.as_of, known)))
    rows, cursor = walk.rows(connection, query, _SORT)
    return Page(tuple(ArticleItem.model_validate(_fields(row)) for row in rows), cursor, walk.recorded_as_of)


def article(connection: Connection, article_id: str, times: Times) -> ArticleDetail | None:
    """One article with everything that is current of it, if it is itself."""
    query = current_articles(times.as_of, times.recorded_as_of).where(articles.c.article_id == article_id)
    row = connection.execute(query).first()
    if row is None:
        return None
    return ArticleDetail(
        **_fields(row),
        text=row.text,
        extraction=_extractions(connection, [article_id], times).get(article_id),
        claims=tuple(claims_of(connection, [article_id], times)),
        strikes=tuple(strikes_of(connection, [article_id], times)),
        revisions=tuple(_revisions(connection, article_id, times)),
        repeats=tuple(_repeats(connection, article_id, times)),
    )


def readings(connection: Connection, found: Page[ArticleItem], as_of: datetime | None) -> tuple[ArticleReading, ...]:
    """The articles of a page with what was read in them, and the text it was read in."""
    times = Times(as_of=as_of, recorded_as_of=found.recorded_as_of)
    ids = [item.article_id for item in found.items]
    extracted = _extractions(connection, ids, times)
    shown = {item.article_id: item.revision for item in found.items}
    shown |= {article_id: extraction.revision for article_id, extraction in extracted.items()}
    texts = _texts(connection, shown)
    claims, strikes = claims_of(connection, ids, times), strikes_of(connection, ids, times)
    return tuple(
        ArticleReading(
            article=item,
            revision=shown[item.article_id],
            text=texts[item.article_id],
            extracted=item.article_id in extracted,
            claims=tuple(claim for claim in claims if claim.article_id == item.article_id),
            strikes=tuple(strike for strike in strikes if strike.article_id == item.article_id),
        )
        for item in found.items
    )


def withdrawal(connection: Connection, article_id: str, times: Times) -> str | None:
    """Why an article was last withdrawn, if it was."""
    query = select(withdrawals.c.reason).where(withdrawals.c.article_id == article_id, *_known(withdrawals, times))
    return connection.execute(query.order_by(withdrawals.c.revision.desc())).scalar()


def taken_down_at(connection: Connection, article_id: str) -> datetime | None:
    """When the command to take an article down was recorded, if one was."""
    query = select(redactions.c.recorded_at).where(redactions.c.article_id == article_id)
    return connection.execute(query).scalar()


def _fields(row: Row[Any]) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ArticleItem.model_fields if name not in Recorded.model_fields}
    return plain | recorded_fields(row)


def _extractions(connection: Connection, article_ids: list[str], times: Times) -> dict[str, Extraction]:
    current = current_extractions(times.as_of, times.recorded_as_of).subquery("current_extraction")
    same = and_(*(current.c[name] == extractions.c[name] for name in ("article_id", "revision", "generation")))
    query = select(extractions).join(current, same).where(extractions.c.article_id.in_(article_ids))
    return {
        row.article_id: Extraction(
            revision=row.revision,
            generation=row.generation,
            extractor=row.extractor,
            statuses=row.statuses,
            cuts=row.cuts,
            **recorded_fields(row),
        )
        for row in connection.execute(query)
    }


def _texts(connection: Connection, revisions: dict[str, int]) -> dict[str, str]:
    wanted = tuple_(articles.c.article_id, articles.c.revision).in_(revisions.items())
    rows = connection.execute(select(articles.c.article_id, articles.c.text).where(wanted))
    return {row.article_id: row.text for row in rows}


def _revisions(connection: Connection, article_id: str, times: Times) -> Iterator[Revision]:
    query = select(articles).where(articles.c.article_id == article_id, *_known(articles, times))
    for row in connection.execute(query.order_by(articles.c.revision)):
        yield Revision(
            revision=row.revision,
            headline=row.headline,
            said_at=row.said_at,
            content_hash=row.content_hash,
            **recorded_fields(row),
        )


def _repeats(connection: Connection, article_id: str, times: Times) -> Iterator[str]:
    query = select(syndications.c.original_id).where(syndications.c.article_id == article_id)
    if times.as_of is not None:
        # Somebody dated the original later than the copy: by then the press had not said it.
        original = articles.alias("original")
        said = exists().where(original.c.article_id == syndications.c.original_id, *_known(original, times))
        query = query.where(said)
    if times.recorded_as_of is not None:
        query = query.where(syndications.c.recorded_at <= times.recorded_as_of)
    yield from connection.execute(query.order_by(syndications.c.original_id)).scalars()


def _known(rows: FromClause, times: Times) -> Iterator[ColumnElement[bool]]:
    if times.as_of is not None:
        yield rows.c.said_at <= times.as_of
    if times.recorded_as_of is not None:
        yield rows.c.recorded_at <= times.recorded_as_of

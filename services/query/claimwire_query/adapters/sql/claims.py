"""Claims, asked in SQL."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, select

from claimwire.views import current_claims
from claimwire.views.schema import articles, claim_statuses, claims
from claimwire_query.adapters.sql.conditions import has_key, of_article
from claimwire_query.adapters.sql.rows import SUMMARY, fact_fields
from claimwire_query.adapters.sql.walk import Page, SortKey, Walk
from claimwire_query.core.filters import ClaimFilter, Times
from claimwire_query.core.items import ClaimItem

_SORT: Final = SortKey(articles.c.said_at, claims.c.article_id, claims.c.content_start, claims.c.claim_id)


def claim_page(connection: Connection, asked: ClaimFilter) -> Page[ClaimItem]:
    """Current claims that pass the filters, newest article first, in the order of the text.

    Raises:
        BadCursor: the cursor is not of this listing with these filters.
    """
    walk = Walk.begin(connection, "claims", asked)
    query = _select(asked.as_of, walk.recorded_as_of).where(*of_article(asked), *_conditions(asked))
    rows, cursor = walk.rows(connection, query, _SORT)
    return Page(tuple(_item(row) for row in rows), cursor, walk.recorded_as_of)


def claim(connection: Connection, claim_id: str, times: Times) -> ClaimItem | None:
    """One claim, if it is current."""
    row = connection.execute(_select(times.as_of, times.recorded_as_of).where(claims.c.claim_id == claim_id)).first()
    return _item(row) if row else None


def claims_of(connection: Connection, article_ids: list[str], times: Times) -> list[ClaimItem]:
    """All current claims of some articles, in the order of the text."""
    query = _select(times.as_of, times.recorded_as_of).where(claims.c.article_id.in_(article_ids))
    return [_item(row) for row in connection.execute(query.order_by(claims.c.content_start, claims.c.claim_id))]


def spoken_by(speaker: str, as_of: datetime | None, recorded_as_of: datetime | None) -> Select[tuple[str]]:
    """Ids of the articles that report a current claim of a speaker."""
    found = current_claims(as_of, recorded_as_of).where(is_speaker(speaker))
    return found.with_only_columns(claims.c.article_id).correlate(None)


def is_speaker(speaker: str) -> ColumnElement[bool]:
    """The speaker's name holds the words."""
    # The names are few and have an index: finding them first, the database need not walk all articles for a rare one.
    names = claims.alias("named")
    return claims.c.speaker_key.in_(select(names.c.speaker_key).where(has_key(names.c.speaker_key, speaker)).distinct())


def _select(as_of: datetime | None, recorded_as_of: datetime | None) -> Select[Any]:
    return current_claims(as_of, recorded_as_of).add_columns(*SUMMARY)


def _conditions(asked: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    if asked.speaker is not None:
        yield is_speaker(asked.speaker)
    if asked.channel is not None:
        yield has_key(claims.c.channel_key, asked.channel)
    if asked.speaker_kind:
        yield claims.c.speaker_kind.in_(asked.speaker_kind)
    if asked.channel_kind:
        yield claims.c.channel_kind.in_(asked.channel_kind)
    if asked.act:
        yield claims.c.act.in_(asked.act)
    if asked.status:
        same = (
            claim_statuses.c[name] == claims.c[name] for name in ("article_id", "revision", "generation", "claim_id")
        )
        yield exists().where(and_(*same), claim_statuses.c.status.in_(asked.status))


def _item(row: Row[Any]) -> ClaimItem:
    return ClaimItem.model_validate(fact_fields(row))

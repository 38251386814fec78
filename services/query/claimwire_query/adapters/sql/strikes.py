"""Strikes, asked in SQL."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select

from claimwire.views import current_strikes
from claimwire.views.schema import articles, strike_places, strikes
from claimwire_query.adapters.sql.attribution import came_through, rests_on
from claimwire_query.adapters.sql.conditions import has_key, has_words, of_article
from claimwire_query.adapters.sql.rows import SUMMARY, fact_fields
from claimwire_query.adapters.sql.walk import Page, SortKey, Walk
from claimwire_query.core.filters import StrikeFilter, Times
from claimwire_query.core.items import StrikeItem

_SORT: Final = SortKey(articles.c.said_at, strikes.c.article_id, strikes.c.evidence_start, strikes.c.strike_id)


def strike_page(connection: Connection, asked: StrikeFilter) -> Page[StrikeItem]:
    """Current strikes that pass the filters, newest article first, in the order of the text.

    Raises:
        BadCursor: the cursor is not of this listing with these filters.
    """
    walk = Walk.begin(connection, "strikes", asked)
    query = _select(asked.as_of, walk.recorded_as_of).where(*of_article(asked), *_conditions(asked))
    rows, cursor = walk.rows(connection, query, _SORT)
    return Page(tuple(_item(row) for row in rows), cursor, walk.recorded_as_of)


def strike(connection: Connection, strike_id: str, times: Times) -> StrikeItem | None:
    """One strike, if it is current."""
    row = connection.execute(_select(times.as_of, times.recorded_as_of).where(strikes.c.strike_id == strike_id)).first()
    return _item(row) if row else None


def strikes_of(connection: Connection, article_ids: list[str], times: Times) -> list[StrikeItem]:
    """All current strikes of some articles, in the order of the text."""
    query = _select(times.as_of, times.recorded_as_of).where(strikes.c.article_id.in_(article_ids))
    return [_item(row) for row in connection.execute(query.order_by(strikes.c.evidence_start, strikes.c.strike_id))]


def struck_at(place: str, as_of: datetime | None, recorded_as_of: datetime | None) -> Select[tuple[str]]:
    """Ids of the articles that report a current strike on a place."""
    found = current_strikes(as_of, recorded_as_of).where(_at_place(is_named(place)))
    return found.with_only_columns(strikes.c.article_id).correlate(None)


def is_named(place: str) -> ColumnElement[bool]:
    """The place's printed or resolved name holds the words."""
    return or_(has_key(strike_places.c.name_key, place), has_words(strike_places.c.text, place))


def _select(as_of: datetime | None, recorded_as_of: datetime | None) -> Select[Any]:
    return current_strikes(as_of, recorded_as_of).add_columns(*SUMMARY)


def _conditions(asked: StrikeFilter) -> Iterator[ColumnElement[bool]]:
    if asked.kind:
        yield strikes.c.kind.in_(asked.kind)
    if asked.side:
        yield strikes.c.side.in_(asked.side)
    if asked.factuality:
        yield strikes.c.factuality.in_(asked.factuality)
    if asked.status:
        yield strikes.c.verification_status.in_(asked.status)
    # One place has to meet both, or "a Desna in Russia" would match a raid on Desna and on Belgorod.
    of_place = [is_named(asked.place)] if asked.place is not None else []
    of_place += [strike_places.c.country == asked.country] if asked.country is not None else []
    if of_place:
        yield _at_place(*of_place)
    if asked.speaker is not None:
        yield rests_on(asked.speaker)
    if asked.channel is not None:
        yield came_through(asked.channel)
    if asked.occurred_since is not None:
        yield _dated()
        yield or_(strikes.c.occurred_to.is_(None), strikes.c.occurred_to >= asked.occurred_since)
    if asked.occurred_until is not None:
        yield _dated()
        yield or_(strikes.c.occurred_from.is_(None), strikes.c.occurred_from <= asked.occurred_until)


def _dated() -> ColumnElement[bool]:
    return or_(strikes.c.occurred_from.is_not(None), strikes.c.occurred_to.is_not(None))


def _at_place(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    struck = select(strike_places.c.strike_id).where(strike_places.c.role == "place", *conditions)
    same = (strike_places.c[name] == strikes.c[name] for name in ("article_id", "revision", "generation", "strike_id"))
    # The first condition lets the database begin with the places; the second is the exact one.
    return and_(strikes.c.strike_id.in_(struck), struck.where(*same).correlate(strikes).exists())


def _item(row: Row[Any]) -> StrikeItem:
    return StrikeItem.model_validate(fact_fields(row))

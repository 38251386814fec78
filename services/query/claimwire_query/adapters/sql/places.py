"""What was struck, asked in SQL."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, FromClause, Text, cast, func, literal, select

from claimwire.views import current_strikes, places_of
from claimwire.views.schema import strike_places, strikes
from claimwire_query.adapters.sql.conditions import of_article
from claimwire_query.adapters.sql.strikes import is_named
from claimwire_query.adapters.sql.walk import Page, SortKey, Walk
from claimwire_query.core.filters import PlaceFilter
from claimwire_query.core.items import PlaceItem


def place_page(connection: Connection, asked: PlaceFilter) -> Page[PlaceItem]:
    """Places of current strikes that pass the filters, which were last reported first.

    Raises:
        BadCursor: the cursor is not of this listing with these filters.
    """
    walk = Walk.begin(connection, "places", asked)
    said = current_strikes(asked.as_of, walk.recorded_as_of).where(*of_article(asked), *_of_strike(asked))
    place = places_of(said).where(*_of_place(asked)).subquery("place")
    query = select(place, place.c.last_said_at.label("said_at"), place.c.key.label("article_id"))
    sort = SortKey(place.c.last_said_at, place.c.key, literal(0), _identity(place))
    rows, cursor = walk.rows(connection, query, sort)
    items = tuple(PlaceItem(**{name: getattr(row, name) for name in PlaceItem.model_fields}) for row in rows)
    return Page(items, cursor, walk.recorded_as_of)


def _of_strike(asked: PlaceFilter) -> Iterator[ColumnElement[bool]]:
    if asked.kind:
        yield strikes.c.kind.in_(asked.kind)
    if asked.factuality:
        yield strikes.c.factuality.in_(asked.factuality)


def _of_place(asked: PlaceFilter) -> Iterator[ColumnElement[bool]]:
    if asked.place is not None:
        yield is_named(asked.place)
    if asked.country is not None:
        yield strike_places.c.country == asked.country


def _identity(place: FromClause) -> ColumnElement[str]:
    """What tells places of one name apart, as one text."""
    told: ColumnElement[str] = literal("")
    for name in ("country", "admin1", "latitude", "longitude"):
        told = told.concat(func.coalesce(cast(place.c[name], Text), "")).concat("|")
    return told

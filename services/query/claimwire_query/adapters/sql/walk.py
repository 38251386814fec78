"""Pages of a listing, newest first."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Generic, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_

from claimwire.log import EntryId, Position
from claimwire.views import read_checkpoint
from claimwire_query.core.cursor import Cursor, Key
from claimwire_query.core.filters import Listing

T = TypeVar("T")

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a listing."""

    items: tuple[T, ...]
    cursor: str | None
    """Continues after them; null on the last page."""
    recorded_as_of: datetime | None
    """What the page shows was known by then; null for now."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """The columns that order a listing: said_at descending, then the rest ascending."""

    said_at: ColumnElement[datetime]
    article_id: ColumnElement[str]
    start: ColumnElement[int]
    item_id: ColumnElement[str]

    def after(self, key: Key) -> ColumnElement[bool]:
        """Rows that come after a key."""
        said_at, (article_id, start, item_id) = _EPOCH + key[0] * _MICROSECOND, key[1:]
        return and_(
            self.said_at <= said_at,  # lets the database use an index, which the alternatives do not
            or_(
                self.said_at < said_at,
                self.article_id > article_id,
                and_(self.article_id == article_id, self.start > start),
                and_(self.article_id == article_id, self.start == start, self.item_id > item_id),
            ),
        )

    def columns(self) -> tuple[ColumnElement[Any], ...]:
        """What a query has to select besides, for :func:`_key_of`."""
        return self.start.label("key_start"), self.item_id.label("key_id")


@dataclass(frozen=True, slots=True)
class Walk:
    """One request for a page: where the walk stands, and the state it reads from end to end.

    The first page fixes what was recorded by then for all pages after it. Without that, an article
    that is revised during the walk would move to the front and be missed.
    """

    name: str
    limit: int
    recorded_as_of: datetime | None
    snapshot: EntryId
    key: Key | None

    @classmethod
    def begin(cls, connection: Connection, name: str, asked: Listing) -> Self:
        """Read the cursor, or start at the newest.

        Raises:
            BadCursor: the cursor is not of this listing with these filters.
        """
        listing = f"{name}:{asked.fingerprint}"
        if asked.cursor is None:
            return cls(listing, asked.limit, asked.recorded_as_of, position_of(connection).id, None)
        cursor = Cursor.parse(asked.cursor, listing=listing)
        snapshot = EntryId.parse(cursor.snapshot)
        known = [snapshot.recorded_at] if asked.recorded_as_of is None else [snapshot.recorded_at, asked.recorded_as_of]
        return cls(listing, asked.limit, min(known), snapshot, cursor.key)

    def rows(self, connection: Connection, query: Select[Any], sort: SortKey) -> tuple[list[Row[Any]], str | None]:
        """The page's rows, and the cursor after them if there are more."""
        if self.key is not None:
            query = query.where(sort.after(self.key))
        ordered = query.add_columns(*sort.columns()).order_by(
            sort.said_at.desc(), sort.article_id, sort.start, sort.item_id
        )
        rows = list(connection.execute(ordered.limit(self.limit + 1)))
        if len(rows) <= self.limit:
            return rows, None
        last = _key_of(rows[self.limit - 1])
        return rows[: self.limit], str(Cursor(listing=self.name, snapshot=str(self.snapshot), key=last))


def position_of(connection: Connection) -> Position:
    """How far this state of the read models has come."""
    checkpoint = read_checkpoint(connection)
    return checkpoint.position if checkpoint else Position(0, EntryId.START)


def _key_of(row: Row[Any]) -> Key:
    return (row.said_at - _EPOCH) // _MICROSECOND, row.article_id, row.key_start, row.key_id

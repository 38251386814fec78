"""What was given up, asked in SQL."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from claimwire.dead_letters.asked import DeadFilter, Place, Selection
from claimwire.dead_letters.given_up import GivenUp, State, Where
from claimwire.dead_letters.handed_out import HandedOut
from claimwire.log import EntryId, Position
from claimwire.views.schema import dead_letters, parked
from claimwire.views.version import view_name

PARTITION: Final = 0
"""The one partition that this build serves."""

VIEW_SERVICE: Final = "projection"
"""Who builds the read models."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_LAST_SEQ: Final = 2**64 - 1
_LETTER: Final = tuple(column for column in dead_letters.c if column.name != "body")
_PARKED: Final = tuple(column for column in parked.c if column.name not in {"fields", "traceback"})


@dataclass(frozen=True, slots=True)
class GivenUpPage:
    """Some of the given-up things."""

    items: tuple[GivenUp, ...]
    cursor: str | None
    """Continues after them; null on the last page."""


def given_up_page(connection: Connection, asked: DeadFilter) -> GivenUpPage:
    """What passes the filters, newest first.

    Raises:
        BadCursor: the cursor is damaged.
    """
    after = Place.parse(asked.cursor) if asked.cursor is not None else None
    state = None if asked.state == "all" else State(asked.state)
    wanted = asked.limit + 1
    letters = connection.execute(_letters(asked, state, after).limit(wanted)) if _asks_dead(asked) else ()
    entries = connection.execute(_entries(asked, state, after).limit(wanted)) if _asks_view(asked) else ()
    found = merge(
        ((_key(Where.DEAD, row), Where.DEAD, row) for row in letters),
        ((_key(Where.VIEW, row), Where.VIEW, row) for row in entries),
        key=lambda one: one[0],
    )
    page = list(islice(found, wanted))
    shown = page[: asked.limit]
    queued = queue_lengths(connection, [row.article_id for _, where, row in shown if where is Where.VIEW])
    items = tuple(
        GivenUp(**(letter_fields(row) if where is Where.DEAD else entry_fields(row, queued))) for _, where, row in shown
    )
    cursor = None
    if len(page) > asked.limit:
        last = items[-1]
        cursor = str(Place(position=Position.parse(last.position), where=last.where, stream=str(shown[-1][2].stream)))
    return GivenUpPage(items, cursor)


def given_up_count(connection: Connection, asked: Selection, state: State | None) -> int:
    """How much passes the filters."""
    counted = 0
    if _asks_dead(asked):
        counted += _count(connection, _letters(asked, state, None))
    if _asks_view(asked):
        counted += _count(connection, _entries(asked, state, None))
    return counted


def given_up_again(connection: Connection, position: Position, handed: HandedOut) -> GivenUp | None:
    """The newest dead letter of what was handed out once more for the one at a position."""
    newer = select(*_LETTER).where(
        dead_letters.c.position > position.id,
        dead_letters.c.consumer_group == handed.group,
        dead_letters.c.stream == handed.stream,
        dead_letters.c.entry_id == str(handed.entry_id),
    )
    row = connection.execute(newer.order_by(dead_letters.c.position.desc()).limit(1)).one_or_none()
    return GivenUp(**letter_fields(row)) if row else None


def queue_lengths(connection: Connection, articles: Sequence[str | None]) -> dict[str, int]:
    """How many entries queue, by article."""
    named = sorted({article for article in articles if article is not None})
    if not named:
        return {}
    counted = (
        select(parked.c.article_id, func.count().label("queued"))
        .where(parked.c.partition == PARTITION, parked.c.article_id.in_(named), parked.c.state == "queued")
        .group_by(parked.c.article_id)
    )
    return {row.article_id: row.queued for row in connection.execute(counted)}


def letter_fields(row: Row[Any]) -> dict[str, Any]:
    """What the listing tells of a dead letter."""
    return {
        "position": str(Position(PARTITION, row.position)),
        "where": Where.DEAD,
        "stream": row.stream,
        "entry_id": row.entry_id,
        "event_type": row.event_type,
        "article_id": row.article_id,
        "group": row.consumer_group,
        "consumer": row.consumer,
        "error": row.error,
        "attempts": row.attempts,
        "recorded_at": row.recorded_at,
        "state": State(row.state),
        "queued": 0,
        "operator": row.operator,
        "decided_at": row.decided_at,
        "note": row.note,
    }


def entry_fields(row: Row[Any], queued: dict[str, int]) -> dict[str, Any]:
    """What the listing tells of a parked entry."""
    state = State.OPEN if row.state == "parked" else State(row.state)
    return {
        "position": str(Position(PARTITION, row.position)),
        "where": Where.VIEW,
        "stream": row.stream,
        "entry_id": str(row.position),
        "event_type": row.event_type,
        "article_id": row.article_id,
        "group": view_name(),
        "consumer": VIEW_SERVICE,
        "error": row.error,
        "attempts": row.attempts,
        "recorded_at": time_of(row.position),
        "state": state,
        "queued": queued.get(row.article_id, 0) if state is State.OPEN else 0,
        "operator": row.operator,
        "decided_at": row.decided_at,
        "note": row.note,
    }


def _asks_dead(asked: Selection) -> bool:
    return asked.where is not Where.VIEW


def _asks_view(asked: Selection) -> bool:
    return asked.where is not Where.DEAD and asked.group in {None, view_name()}


def _letters(asked: Selection, state: State | None, after: Place | None) -> Select[Any]:
    query = select(*_LETTER).where(*_of_both(dead_letters.c, asked))
    if asked.group is not None:
        query = query.where(dead_letters.c.consumer_group == asked.group)
    if state is not None:
        query = query.where(dead_letters.c.state == state.value)
    if after is not None:
        query = query.where(dead_letters.c.position < after.position.id)
    return query.order_by(dead_letters.c.position.desc())


def _entries(asked: Selection, state: State | None, after: Place | None) -> Select[Any]:
    query = select(*_PARKED).where(parked.c.partition == PARTITION, *_of_both(parked.c, asked))
    if state is not None:
        query = query.where(parked.c.state == ("parked" if state is State.OPEN else state.value))
    if after is not None:
        position = after.position.id
        at_it = parked.c.position == position
        if after.where is Where.VIEW:
            at_it = and_(at_it, parked.c.stream > after.stream)
        query = query.where(or_(parked.c.position < position, at_it))
    return query.order_by(parked.c.position.desc(), parked.c.stream)


def _of_both(columns: Any, asked: Selection) -> Iterator[ColumnElement[bool]]:
    if asked.error is not None:
        # SQLite knows upper and lower case of ASCII letters only.
        error = columns.error
        yield or_(error.icontains(asked.error, autoescape=True), error.contains(asked.error, autoescape=True))
    if asked.article_id is not None:
        yield columns.article_id == asked.article_id
    if asked.since is not None:
        yield columns.position >= EntryId(-((_EPOCH - asked.since) // _MILLISECOND), 0)
    if asked.until is not None:
        yield columns.position <= EntryId((asked.until - _EPOCH) // _MILLISECOND, _LAST_SEQ)


def _count(connection: Connection, query: Select[Any]) -> int:
    counted: int = connection.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one()
    return counted


def _key(where: Where, row: Row[Any]) -> tuple[int, int, str, str]:
    return -row.position.ms, -row.position.seq, where.value, row.stream


def time_of(position: EntryId) -> datetime | None:
    """When the log recorded an entry; null for a stranger's id that is no time of the calendar."""
    try:
        return position.recorded_at
    except (ValueError, OverflowError, OSError):
        return None

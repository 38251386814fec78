"""One given-up thing with everything that is known of it."""

from typing import Any, Final

from sqlalchemy import Connection, Row, select

from claimwire.dead_letters.given_up import GivenUpWhole, Waiting, Where
from claimwire.dead_letters.listing import PARTITION, entry_fields, letter_fields, queue_lengths
from claimwire.errors import UndecodableEntry
from claimwire.events import EntryField, from_fields
from claimwire.log import Position
from claimwire.subscriptions import read_fields
from claimwire.views.schema import dead_letters, parked

_MOST_WAITING: Final = 100


def given_up_at(connection: Connection, position: Position, where: Where | None = None) -> list[GivenUpWhole]:
    """What was given up at a position, dead letter first.

    The log gives each position once. Entries that strangers added may share one: then there are several.
    """
    if position.partition != PARTITION:
        return []
    found: list[GivenUpWhole] = []
    if where is not Where.VIEW:
        letters = select(dead_letters).where(dead_letters.c.position == position.id)
        found += [_letter(row) for row in connection.execute(letters)]
    if where is not Where.DEAD:
        entries = select(parked).where(parked.c.partition == PARTITION, parked.c.position == position.id)
        found += [_entry(connection, row) for row in connection.execute(entries.order_by(parked.c.stream)).all()]
    return found


def _letter(row: Row[Any]) -> GivenUpWhole:
    fields = tuple(EntryField.model_validate(field) for field in row.body["fields"])
    return GivenUpWhole(
        **letter_fields(row),
        event_id=row.event_id,
        correlation_id=row.correlation_id,
        traceback=row.body["traceback"],
        fields=fields,
        waiting=(),
        **_decoded(fields),
    )


def _entry(connection: Connection, row: Row[Any]) -> GivenUpWhole:
    fields = tuple(EntryField.model_validate(field) for field in row.fields)
    told = entry_fields(row, queue_lengths(connection, [row.article_id]))
    decoded = _decoded(fields)
    event = decoded["event"] or {}
    return GivenUpWhole(
        **told,
        event_id=event.get("id"),
        correlation_id=event.get("correlationid"),
        traceback=row.traceback,
        fields=fields,
        waiting=_waiting(connection, row) if told["queued"] else (),
        **decoded,
    )


def _waiting(connection: Connection, row: Row[Any]) -> tuple[Waiting, ...]:
    behind = (
        select(parked.c.position, parked.c.stream, parked.c.event_type)
        .where(parked.c.partition == PARTITION, parked.c.article_id == row.article_id, parked.c.state == "queued")
        .order_by(parked.c.position, parked.c.stream)
        .limit(_MOST_WAITING)
    )
    return tuple(
        Waiting(position=str(Position(PARTITION, one.position)), stream=one.stream, event_type=one.event_type)
        for one in connection.execute(behind)
    )


def _decoded(fields: tuple[EntryField, ...]) -> dict[str, Any]:
    try:
        return {"event": from_fields(read_fields(fields)).model_dump(mode="json"), "undecodable": None}
    except UndecodableEntry as error:
        return {"event": None, "undecodable": str(error)}

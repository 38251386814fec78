"""Rows into tables."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Insert, Table, bindparam, exists, select
from sqlalchemy.dialects import postgresql, sqlite

from claimwire.log import EntryId
from claimwire.views.schema import (
    claim_statuses,
    claims,
    extractions,
    listed_facts,
    metadata,
    strike_places,
    strikes,
)
from claimwire_projection.core.row import Row

_OWNERS: Final = {listed_facts: extractions, claim_statuses: claims, strike_places: strikes}
"""Tables whose rows belong to one row of another table."""


_INSERT: Final[Mapping[str, Callable[[Table], sqlite.Insert | postgresql.Insert]]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
"""Generic inserts have no ON CONFLICT."""


def _statement(table: Table, dialect: str) -> Insert:
    # A repeated event finds its row there and adds nothing. Its dependent rows are added only if the row
    # they belong to came from the same entry: else a repeat that says something else would mix with the first.
    insert, owner = _INSERT[dialect](table), _OWNERS.get(table)
    if owner is None:
        return insert.on_conflict_do_nothing()
    values = [bindparam(f"new_{column.name}", type_=column.type) for column in table.columns]
    key = [
        column == bindparam(f"new_{column.name}", type_=column.type)
        for column in owner.primary_key
        if column.name in table.c
    ]
    written = exists().where(*key, owner.c.position == bindparam("new_position", type_=owner.c.position.type))
    return insert.from_select(list(table.columns), select(*values).where(written)).on_conflict_do_nothing()


_STATEMENTS: Final = {
    dialect: {table: _statement(table, dialect) for table in metadata.sorted_tables} for dialect in _INSERT
}


def write_rows(connection: Connection, rows: Iterable[tuple[EntryId, Row]]) -> None:
    """Add rows, each with the id of the entry it comes from; rows that are there already stay as they are."""
    by_table: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for position, row in rows:
        by_table[row.table].append({**row.values, "position": position})
    for table, statement in _STATEMENTS[connection.dialect.name].items():
        if values := by_table.get(table.name):
            connection.execute(statement, [_parameters(table, row) for row in values])


def _parameters(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    if table in _OWNERS:
        return {f"new_{name}": value for name, value in values.items()}
    return {**values, "recorded_at": values["position"].recorded_at}

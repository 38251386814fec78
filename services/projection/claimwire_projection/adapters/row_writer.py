"""Rows into tables."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Insert,
    Table,
    bindparam,
    column,
    exists,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import ARRAY

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
from claimwire_projection.adapters.driver_insert import DriverInsert
from claimwire_projection.core.row import Row

_OWNERS: Final = {listed_facts: extractions, claim_statuses: claims, strike_places: strikes}
"""Tables whose rows belong to one row of another table."""

_Rows = Sequence[Mapping[str, Any]]


def _given(table: Table) -> list[Column[Any]]:
    """The columns of a row as it is handed over: with its entry's position, which some tables do not keep."""
    owner = _OWNERS.get(table)
    return [*table.columns, *([owner.c.position] if owner is not None else [])]


def _written(table: Table, given: Mapping[str, ColumnElement[Any]]) -> list[ColumnElement[bool]]:
    # A repeated event finds its row there and adds nothing. Its dependent rows are added only if the row
    # they belong to came from the same entry: else a repeat that says something else would mix with the first.
    owner = _OWNERS.get(table)
    if owner is None:
        return []
    key = [column == given[column.name] for column in owner.primary_key if column.name in table.c]
    return [exists().where(*key, owner.c.position == given["position"])]


def _one_by_one(table: Table) -> Insert:
    given = {column.name: bindparam(column.name, type_=column.type) for column in _given(table)}
    rows = select(*(given[column.name] for column in table.columns)).where(*_written(table, given))
    return sqlite.insert(table).from_select(list(table.columns), rows).on_conflict_do_nothing()


def _write_one_by_one(connection: Connection, statement: Insert, rows: _Rows) -> None:
    _for_driver(statement, connection.dialect).execute(connection, rows)


@lru_cache(maxsize=64)
def _for_driver(statement: Insert, dialect: Dialect) -> DriverInsert:
    return DriverInsert(statement, dialect)


def _all_at_once(table: Table) -> Insert:
    columns = _given(table)
    arrays = (bindparam(f"new_{column.name}", type_=ARRAY(column.type, dimensions=1)) for column in columns)
    names = (column(one.name, one.type) for one in columns)
    given = func.unnest(*arrays).table_valued(*names, name="given").render_derived()
    rows = select(*(given.c[one.name] for one in table.columns)).where(*_written(table, dict(given.c)))
    return postgresql.insert(table).from_select(list(table.columns), rows).on_conflict_do_nothing()


def _write_all_at_once(connection: Connection, statement: Insert, rows: _Rows) -> None:
    # A server plans and answers each statement: one that takes a table's rows as arrays does so once.
    connection.execute(statement, {f"new_{name}": [row[name] for row in rows] for name in rows[0]})


_WRITE: Final[Mapping[str, Callable[[Connection, Insert, _Rows], None]]] = {
    "sqlite": _write_one_by_one,
    "postgresql": _write_all_at_once,
}
_STATEMENTS: Final[Mapping[str, Mapping[Table, Insert]]] = {
    "sqlite": {table: _one_by_one(table) for table in metadata.sorted_tables},
    "postgresql": {table: _all_at_once(table) for table in metadata.sorted_tables},
}


def write_rows(connection: Connection, rows: Iterable[tuple[EntryId, Row]]) -> None:
    """Add rows, each with the id of the entry it comes from; rows that are there already stay as they are."""
    by_table: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for position, row in rows:
        by_table[row.table].append({**row.values, "position": position, "recorded_at": position.recorded_at})
    dialect = connection.dialect.name
    for table, statement in _STATEMENTS[dialect].items():
        if found := by_table.get(table.name):
            _WRITE[dialect](connection, statement, found)

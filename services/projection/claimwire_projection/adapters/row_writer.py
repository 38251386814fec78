"""Rows into tables."""

from collections.abc import Iterable, Mapping, Sequence
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
from claimwire.views.column_types import LogId, Moment
from claimwire.views.schema import (
    claim_statuses,
    claims,
    extractions,
    listed_facts,
    metadata,
    strike_places,
    strikes,
)
from claimwire_projection.adapters.driver_insert import DriverInsert, Values, converter
from claimwire_projection.core.row import Row

_OWNERS: Final = {listed_facts: extractions, claim_statuses: claims, strike_places: strikes}
"""Tables whose rows belong to one row of another table."""


def write_rows(connection: Connection, rows: Iterable[tuple[EntryId, Sequence[Row]]]) -> None:
    """Add the rows of each entry, given with its id; rows that are there already stay as they are."""
    schemas = connection.get_execution_options().get("schema_translate_map")
    writing = _writing(connection.dialect, schemas and schemas[None])
    values: dict[str, list[Values]] = {table: [] for table in writing.inserts}
    for position, of_entry in rows:
        stamp = writing.stamp(position)
        for table, given in of_entry:
            values[table].append(writing.inserts[table].values({**given, **stamp}))
    for table, insert in writing.inserts.items():
        if found := values[table]:
            insert.execute(connection, found)


class _Writing:
    """What there is to know for writing to one kind of database, found out once."""

    def __init__(self, dialect: Dialect, schema: str | None) -> None:
        statement = {"sqlite": _one_by_one, "postgresql": _all_at_once}[dialect.name]
        schemas: dict[str | None, str | None] | None = {None: schema} if schema else None
        self.inserts: Final = {
            table.name: DriverInsert(statement(table), dialect, schemas, converted=("position", "recorded_at"))
            for table in metadata.sorted_tables
        }
        """By table, in an order in which what a row refers to comes before it."""
        self._position = converter(LogId(), dialect) or _as_it_is
        self._moment = converter(Moment(), dialect) or _as_it_is

    def stamp(self, position: EntryId) -> dict[str, Any]:
        """What all rows of an entry share."""
        return {"position": self._position(position), "recorded_at": self._moment(position.recorded_at)}


_writing: Final = lru_cache(maxsize=8)(_Writing)


def _as_it_is(value: Any) -> Any:
    return value


def _one_by_one(table: Table) -> Insert:
    given = {column.name: bindparam(column.name, type_=column.type) for column in _given(table)}
    rows = select(*(given[column.name] for column in table.columns)).where(*_written(table, given))
    return sqlite.insert(table).from_select(list(table.columns), rows).on_conflict_do_nothing()


def _all_at_once(table: Table) -> Insert:
    # A server plans and answers each statement: one that takes a table's rows as arrays does so once.
    columns = _given(table)
    arrays = (bindparam(column.name, type_=ARRAY(column.type, dimensions=1)) for column in columns)
    names = (column(one.name, one.type) for one in columns)
    given = func.unnest(*arrays).table_valued(*names, name="given").render_derived()
    rows = select(*(given.c[one.name] for one in table.columns)).where(*_written(table, dict(given.c)))
    return postgresql.insert(table).from_select(list(table.columns), rows).on_conflict_do_nothing()


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

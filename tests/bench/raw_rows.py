"""The rows of the projection, written without it."""

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pydantic_core
from sqlalchemy import JSON, Connection, Table, insert

from claimwire.events import HISTORY
from claimwire.log import EntryId, EventLog
from claimwire.views import ViewDatabase
from claimwire.views.schema import metadata
from claimwire_projection.core.rows_of import rows_of

_TABLES: Final = metadata.sorted_tables

RawTransaction = Mapping[str, Sequence[Mapping[str, Any]]]
"""The rows that one batch of entries adds, by name of the table."""


async def raw_transactions(log: EventLog, batch: int, *, most: int | None = None) -> tuple[list[RawTransaction], int]:
    """Compute the rows of the log, in transactions as the projection makes them; tell of how many entries.

    With ``most`` it stops at the first transaction that reaches so many.
    """
    transactions: list[RawTransaction] = []
    position, read = EntryId.START, 0
    while (most is None or read < most) and (entries := await log.read(position, HISTORY, limit=batch)):
        position, read = entries[-1].id, read + len(entries)
        rows: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for entry in entries:
            for row in rows_of(entry.event()):
                rows[row.table].append({**row.values, "position": entry.id, "recorded_at": entry.id.recorded_at})
        transactions.append(rows)
    return transactions, read


def insert_raw(database: ViewDatabase, transactions: Sequence[RawTransaction]) -> float:
    """Write all of it into a new view; return the seconds, without those for its tables and the driver's values."""
    engine = database.writer()
    try:
        with engine.connect() as connection:
            ready = [
                [_for_driver(connection, table, rows[table.name]) for table in _TABLES if table.name in rows]
                for rows in transactions
            ]
        started = time.perf_counter()
        for statements in ready:
            with engine.begin() as connection:
                cursor = connection.connection.cursor()
                for statement, parameters in statements:
                    cursor.executemany(statement, parameters)
        return time.perf_counter() - started
    finally:
        engine.dispose()


def _for_driver(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> tuple[str, list[Any]]:
    """Make the insert and its parameters as the driver takes them, with nothing left to convert."""
    schemas = connection.get_execution_options().get("schema_translate_map")
    compiled = insert(table).compile(
        dialect=connection.dialect, schema_translate_map=schemas, render_schema_translate=bool(schemas)
    )
    columns = [(column.name, _converter(connection, column.type)) for column in table.columns]
    values = [{name: convert(row[name]) for name, convert in columns} for row in rows]
    order = compiled.positiontup
    return str(compiled), [tuple(value[name] for name in order) for value in values] if order else values


def _converter(connection: Connection, kind: Any) -> Callable[[Any], Any]:
    kind = kind.dialect_impl(connection.dialect)
    if isinstance(kind, JSON):
        return lambda value: pydantic_core.to_json(value).decode()
    return kind.bind_processor(connection.dialect) or (lambda value: value)

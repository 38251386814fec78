"""Rows into tables."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Dialect

from claimwire.log import EntryId
from claimwire.views.column_types import LogId
from claimwire.views.schema import metadata
from claimwire_projection.adapters.postgres_insert import PostgresInsert
from claimwire_projection.adapters.sqlite_insert import SqliteInsert
from claimwire_projection.core.row import Row

_POSITION: Final = LogId()


def write_rows(connection: Connection, rows: Iterable[tuple[EntryId, Sequence[Row]]]) -> None:
    """Add the rows of each entry, given with its id; rows that are there already stay as they are."""
    schemas = connection.get_execution_options().get("schema_translate_map")
    inserts = _inserts(connection.dialect, schemas[None] if schemas else None)
    ready: dict[str, list[Any]] = {table: [] for table in inserts}
    for position, of_entry in rows:
        stamp = {
            "position": _POSITION.process_bind_param(position, connection.dialect),
            "recorded_at": position.recorded_at,
        }
        for table, values in of_entry:
            ready[table].append(inserts[table].ready({**values, **stamp}))
    for table, insert in inserts.items():
        if ready[table]:
            insert.execute(connection, ready[table])


@lru_cache(maxsize=8)
def _inserts(dialect: Dialect, schema: str | None) -> dict[str, SqliteInsert | PostgresInsert]:
    """By table, in an order in which what a row refers to comes before it."""
    if dialect.name == "sqlite":
        return {table.name: SqliteInsert(table, dialect) for table in metadata.sorted_tables}
    return {table.name: PostgresInsert(table, dialect, schema) for table in metadata.sorted_tables}

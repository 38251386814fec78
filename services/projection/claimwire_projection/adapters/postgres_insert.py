"""Rows into a table of PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pydantic_core
from sqlalchemy import Connection, Table, bindparam, column, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSON

from claimwire.views.json_text import without_nul
from claimwire.views.schema import metadata
from claimwire_projection.adapters.owned_rows import given_columns, is_written


class PostgresInsert:
    """A statement that takes any number of rows as one JSON array.

    The server plans and answers it once, and the client has next to nothing to do: arrays of values
    for each column took it five times as long to write.
    """

    def __init__(self, table: Table) -> None:
        """Nothing is written yet."""
        names = (column(one.name, one.type) for one in given_columns(table))
        array = func.json_to_recordset(bindparam("rows", type_=JSON(none_as_null=True)))
        given = array.table_valued(*names, name="given").render_derived(with_types=True)
        rows = select(*(given.c[one.name] for one in table.columns)).where(*is_written(table, dict(given.c)))
        self._statement = postgresql.insert(table).from_select(list(table.columns), rows).on_conflict_do_nothing()
        self._texts: dict[str | None, str] = {}

    def ready(self, row: Mapping[str, Any]) -> bytes:
        """Make a row ready."""
        return pydantic_core.to_json(row)

    def execute(self, connection: Connection, rows: Sequence[bytes]) -> None:
        """Insert rows made ready.

        Raises:
            sqlalchemy.exc.DBAPIError: the database refuses.
        """
        array = b"[" + b",".join(rows) + b"]"
        connection.exec_driver_sql(self._text(connection), {"rows": without_nul(array.decode())})

    def _text(self, connection: Connection) -> str:
        schemas = connection.get_execution_options()["schema_translate_map"]
        if schemas[None] not in self._texts:
            self._texts[schemas[None]] = str(
                self._statement.compile(
                    dialect=connection.dialect, schema_translate_map=schemas, render_schema_translate=True
                )
            )
        return self._texts[schemas[None]]


POSTGRES_INSERTS: Final = {table.name: PostgresInsert(table) for table in metadata.sorted_tables}
"""By table, in an order in which what a row refers to comes before it."""

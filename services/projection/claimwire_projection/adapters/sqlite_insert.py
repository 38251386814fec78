"""Rows into a table of SQLite."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.dialects import sqlite

from claimwire.views.json_text import json_text
from claimwire.views.schema import metadata
from claimwire_projection.adapters.owned_rows import given_columns, is_written

_DIALECT: Final = sqlite.dialect(json_serializer=json_text)

Values = tuple[Any, ...]
"""One row, in the order and the types of the driver."""


class SqliteInsert:
    """A statement written once, with the conversion of each of its values.

    SQLAlchemy would look these up for every value of every execution, a third of the projection's time.
    """

    def __init__(self, table: Table) -> None:
        """Nothing is written yet."""
        given = {column.name: bindparam(column.name, type_=column.type) for column in given_columns(table)}
        rows = select(*(given[column.name] for column in table.columns)).where(*is_written(table, given))
        statement = sqlite.insert(table).from_select(list(table.columns), rows).on_conflict_do_nothing()
        compiled = statement.compile(dialect=_DIALECT)
        names = compiled.positiontup or []
        self._text = str(compiled)
        self._in_order = itemgetter(*names)
        self._converters = [
            (name, convert)
            for name in dict.fromkeys(names)
            if name != "position" and (convert := given[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT))
        ]

    def ready(self, row: dict[str, Any]) -> Values:
        """Make a row ready, converted in place; its position is text already."""
        for name, convert in self._converters:
            row[name] = convert(row[name])
        taken: Values = self._in_order(row)
        return taken

    def execute(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Insert rows made ready.

        Raises:
            sqlalchemy.exc.DBAPIError: the database refuses.
        """
        connection.exec_driver_sql(self._text, list(rows))


SQLITE_INSERTS: Final = {table.name: SqliteInsert(table) for table in metadata.sorted_tables}
"""By table, in an order in which what a row refers to comes before it."""

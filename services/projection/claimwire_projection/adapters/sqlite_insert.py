"""Rows into a table of SQLite."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, bindparam, select
from sqlalchemy.dialects import sqlite

from claimwire_projection.adapters.owned_rows import given_columns, is_written

Values = tuple[Any, ...]
"""One row, in the order and the types of the driver."""


class SqliteInsert:
    """A statement written once, with the conversion of each of its values.

    SQLAlchemy would look these up for every value of every execution, a third of the projection's time.
    """

    def __init__(self, table: Table, dialect: Dialect) -> None:
        """Nothing is written yet."""
        given = {column.name: bindparam(column.name, type_=column.type) for column in given_columns(table)}
        rows = select(*(given[column.name] for column in table.columns)).where(*is_written(table, given))
        statement = sqlite.insert(table).from_select(list(table.columns), rows).on_conflict_do_nothing()
        compiled = statement.compile(dialect=dialect)
        names = compiled.positiontup or []
        self._text = str(compiled)
        self._in_order = itemgetter(*names)
        self._converters = [
            (name, convert)
            for name in dict.fromkeys(names)
            if name != "position" and (convert := given[name].type.dialect_impl(dialect).bind_processor(dialect))
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

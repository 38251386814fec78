"""An insert of many rows as SQLite's driver takes it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Dialect, Insert


class DriverInsert:
    """A statement written once, with the conversion of each of its values.

    SQLAlchemy would look these up for every row of every execution, a third of the projection's time.
    """

    def __init__(self, statement: Insert, dialect: Dialect) -> None:
        """Write the statement for a driver that takes its values by position."""
        compiled = statement.compile(dialect=dialect)
        self._text = str(compiled)
        self._values = [
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup or ()
        ]

    def execute(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert rows, each given by the names of the statement's values; other names are ignored.

        Raises:
            sqlalchemy.exc.DBAPIError: the database refuses.
        """
        values = self._values
        connection.exec_driver_sql(
            self._text,
            [tuple([convert(row[name]) if convert else row[name] for name, convert in values]) for row in rows],
        )

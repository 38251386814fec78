"""An insert of many rows as a database's driver takes it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Insert
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

Values = tuple[Any, ...]
"""One row, in the order and the types of the driver."""


class DriverInsert:
    """A statement written once, with the conversion of each of its values.

    SQLAlchemy would look these up for every value of every execution, a third of the projection's time.
    """

    def __init__(
        self,
        statement: Insert,
        dialect: Dialect,
        schemas: Mapping[str | None, str | None] | None,
        *,
        converted: Collection[str],
    ) -> None:
        """Write the statement; one that names its values is given each as the array of all rows' values.

        ``converted`` are the columns whose values come as the driver takes them (see :func:`converter`).
        """
        compiled = statement.compile(
            dialect=dialect, schema_translate_map=schemas, render_schema_translate=bool(schemas)
        )
        self._text = str(compiled)
        self._names: Sequence[str] = compiled.positiontup or list(compiled.binds)
        self._as_arrays = not compiled.positional
        self._in_order = itemgetter(*self._names)
        kinds = {name: compiled.binds[name].type for name in self._names if name not in converted}
        found = ((name, converter(kind, dialect)) for name, kind in kinds.items())
        self._converters = [(name, convert) for name, convert in found if convert]

    def values(self, row: dict[str, Any]) -> Values:
        """Take what the statement names, converted in place; other names are ignored."""
        for name, convert in self._converters:
            row[name] = convert(row[name])
        taken: Values = self._in_order(row)
        return taken

    def execute(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Insert rows made by :meth:`values`.

        Raises:
            sqlalchemy.exc.DBAPIError: the database refuses.
        """
        if self._as_arrays:
            columns = (list(column) for column in zip(*rows, strict=True))
            connection.exec_driver_sql(self._text, dict(zip(self._names, columns, strict=True)))
        else:
            connection.exec_driver_sql(self._text, list(rows))


def converter(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """How a value, or one of an array, becomes what the driver takes; null when it is that already."""
    one = kind.item_type if isinstance(kind, ARRAY) else kind
    return one.dialect_impl(dialect).bind_processor(dialect)

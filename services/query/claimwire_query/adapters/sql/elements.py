"""The elements of a JSON array as rows."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Elements(FunctionElement[Any]):
    """A function whose rows have one column, ``value``, for each element of its argument."""

    inherit_cache = True


@compiles(Elements, "sqlite")
def _on_sqlite(element: Elements, compiler: SQLCompiler, **more: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **more)})"


@compiles(Elements, "postgresql")
def _on_postgresql(element: Elements, compiler: SQLCompiler, **more: Any) -> str:
    return f"jsonb_array_elements({compiler.process(element.clauses, **more)})"

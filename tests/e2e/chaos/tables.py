"""Two SQLite files of read models, compared row by row."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

_OF_THE_BUILD: Final = {"checkpoints", "sqlite_stat1"}
"""Tables that say which build it is, and how the planner sees it."""


def differences(one: Path, other: Path) -> Iterator[str]:
    """Say which tables do not hold the same rows; the order in which they came is no matter."""
    with closing(sqlite3.connect(one)) as left, closing(sqlite3.connect(other)) as right:
        for table in sorted({*_tables(left), *_tables(right)} - _OF_THE_BUILD):
            here, there = _rows(left, table), _rows(right, table)
            if here != there:
                yield f"{table}: {len(here - there)} rows only in {one.name}, {len(there - here)} only in {other.name}"


def _tables(file: sqlite3.Connection) -> list[str]:
    return [name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]


def _rows(file: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    # A table that one of them lacks is an error of SQLite, and so seen.
    return set(file.execute(f'SELECT * FROM "{table}"'))

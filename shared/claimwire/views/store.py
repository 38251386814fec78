"""Opening the read models."""

import sqlite3
from pathlib import Path
from typing import Any, Final

import pydantic_core
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from claimwire.views.schema import metadata
from claimwire.views.statistics import write_statistics

_BUSY_MS: Final = 10_000


def writer_engine(path: Path) -> Engine:
    """Open a file for writing, made with all its tables if need be; every transaction is a write lock.

    Each commit is on disk when it returns: the log may be trimmed up to a checkpoint reported to it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = _engine(path, mode="rwc", begin="BEGIN IMMEDIATE", pragmas=("journal_mode = WAL", "synchronous = FULL"))
    with engine.begin() as connection:
        metadata.create_all(connection)
        write_statistics(connection)
    return engine


def reader_engine(path: Path) -> Engine:
    """Open a file for reading only; one transaction sees one state, and never waits for the writer.

    Connects when first used: until the projection has made the file, that raises
    :class:`sqlalchemy.exc.OperationalError`.
    """
    return _engine(path, mode="ro", begin="BEGIN", pragmas=("query_only = ON",))


def _engine(path: Path, *, mode: str, begin: str, pragmas: tuple[str, ...]) -> Engine:
    query = {"mode": mode, "uri": "true"}
    engine = create_engine(
        URL.create("sqlite", database=path.absolute().as_uri(), query=query),
        json_serializer=_json,
        json_deserializer=pydantic_core.from_json,
    )

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own idea of transactions would begin them late and leave DDL outside.
        connection.isolation_level = None
        for pragma in (f"busy_timeout = {_BUSY_MS}", "foreign_keys = ON", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _json(value: Any) -> str:
    return pydantic_core.to_json(value).decode()

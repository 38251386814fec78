"""One build of the read models in a file."""

import sqlite3
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from claimwire.embedded.folder_lock import FolderLock
from claimwire.errors import ViewInUse, ViewUnavailable
from claimwire.views.build_name import BuildName
from claimwire.views.build_progress import progress_metadata
from claimwire.views.json_text import json_text, json_value
from claimwire.views.schema import metadata
from claimwire.views.secondary_indexes import drop_secondary_indexes
from claimwire.views.statistics import write_statistics
from claimwire.views.version import VIEWS_VERSION

_BUSY_MS: Final = 10_000


class SqliteViews:
    """One file per build in the services' data folder."""

    def __init__(self, data_dir: Path, version: int = VIEWS_VERSION, number: int = 1, *, finished: bool = True) -> None:
        """Nothing is opened yet."""
        self.build: Final = BuildName(version, number, finished)
        self.path: Final = data_dir / "projection" / f"views-{self.build.label('.')}.sqlite"
        """With ``-wal`` and ``-shm`` beside it while it is open."""
        whole = BuildName(version, number)
        self._lock: Final = self.path.with_name(f"views-{whole.label('.')}.lock")

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    @property
    def schema(self) -> None:
        """A file has none."""

    @property
    def removal(self) -> str:
        """A file in WAL mode is three files."""
        return "delete the file (with its -wal and -shm)"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Lock a file beside it: closing any descriptor of the database itself would end SQLite's own locks."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            taken = FolderLock.take(self._lock)
        except OSError as error:
            raise ViewUnavailable(f"{self._lock} cannot be locked ({error.strerror}): see to the folder") from error
        if taken is None:
            raise ViewInUse(f"another process writes {self.name}: stop one of the two")
        with taken:
            yield

    def writer(self) -> Engine:
        """Open the file for writing; every transaction is a write lock."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        synchronous = f"synchronous = {'FULL' if self.build.finished else 'NORMAL'}"
        # Else what a takedown deletes would stay in free parts of the file.
        engine = self._engine("rwc", "BEGIN IMMEDIATE", "journal_mode = WAL", synchronous, "secure_delete = ON")
        try:
            with engine.begin() as connection:
                metadata.create_all(connection)
                if not self.build.finished:
                    progress_metadata.create_all(connection)
                    drop_secondary_indexes(connection)
                write_statistics(connection)
        except DBAPIError:
            engine.dispose()
            raise
        return engine

    def reader(self) -> Engine:
        """Open the file for reading only."""
        return self._engine("ro", "BEGIN", "query_only = ON")

    def scrub(self, engine: Engine) -> None:
        """Bring the write-ahead log, which holds pages as they were, into the file, and empty it."""
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            answer = cursor.fetchone()
            cursor.close()
        except sqlite3.Error as error:  # the driver's own, as no engine is in between
            raise ViewUnavailable(
                f"{self.path} cannot be rid of what was taken down ({error}): see to its disk's free space"
            ) from error
        finally:
            connection.close()
        if answer is None or answer[0]:
            raise ViewUnavailable(f"{self.path} cannot be rid of what was taken down while somebody reads it for long")

    def identity(self) -> Hashable | None:
        """Somebody may put another file in its place: an open connection would go on reading the old one."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def is_damaged(self, error: DBAPIError) -> bool:
        """SQLite found no database in the file, or pages that cannot be ones of it."""
        code: int | None = getattr(error.orig, "sqlite_errorcode", None)
        # Extended codes, which say what was broken, hold the plain one in their last byte.
        return code is not None and code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

    def is_missing(self, error: DBAPIError) -> bool:  # noqa: ARG002 - the port's signature
        """A file that cannot be read is there."""
        return False

    def _engine(self, mode: str, begin: str, *pragmas: str) -> Engine:
        query = {"mode": mode, "uri": "true"}
        engine = create_engine(
            URL.create("sqlite", database=self.path.absolute().as_uri(), query=query),
            json_serializer=json_text,
            json_deserializer=json_value,
            # They hold text, which would stay in our logs after a takedown.
            hide_parameters=True,
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

"""The builds of the read models in a folder."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from claimwire.errors import MisuseError, ViewUnavailable
from claimwire.sync_folder import sync_folder
from claimwire.views.build_name import BuildName
from claimwire.views.build_progress import progress_metadata
from claimwire.views.secondary_indexes import make_secondary_indexes
from claimwire.views.sqlite_views import SqliteViews
from claimwire.views.version import VIEWS_VERSION

_BUSY_S: Final = 10.0
_LOOK_AGAIN_S: Final = 0.05


class SqliteBuilds:
    """A file per build, and a small one that names the live build."""

    def __init__(self, data_dir: Path, version: int = VIEWS_VERSION) -> None:
        """Nothing is opened yet."""
        self._data_dir = data_dir
        self._version = version
        self._folder = data_dir / "projection"
        self._pointer = self._folder / f"views-v{version}.live"

    @property
    def name(self) -> str:
        """The folder."""
        return str(self._folder)

    def live(self) -> int:
        """Read the small file."""
        with self._translated():
            try:
                text = self._pointer.read_text(encoding="ascii")
            except FileNotFoundError:
                return 1
        try:
            return int(text)
        except ValueError as error:
            raise ViewUnavailable(f"{self._pointer} should hold the live build's number, not {text!r}") from error

    def switch(self, number: int) -> None:
        """Put another small file in its place."""
        made = self._pointer.with_suffix(".live-new")
        with self._translated():
            self._folder.mkdir(parents=True, exist_ok=True)
            with made.open("w", encoding="ascii") as file:
                file.write(f"{number}\n")
                file.flush()
                os.fsync(file.fileno())
            made.replace(self._pointer)
            sync_folder(self._folder)

    def found(self) -> list[BuildName]:
        """Look for the files."""
        labels = [
            path.name.removeprefix("views-").removesuffix(".sqlite") for path in self._folder.glob("views-*.sqlite")
        ]
        return sorted(build for label in labels if (build := BuildName.parse(label)))

    def database(self, number: int, *, finished: bool = True, version: int | None = None) -> SqliteViews:
        """Name the file."""
        return SqliteViews(self._data_dir, version or self._version, number, finished=finished)

    def finish(self, number: int) -> None:
        """Make its indexes and one file of the three, and rename it."""
        unfinished, finished = self.database(number, finished=False).path, self.database(number).path
        if finished.exists():
            raise MisuseError(f"{finished} is there already: drop it or the unfinished build, and rebuild")
        with self._translated():
            self._index(number)
            with closing(sqlite3.connect(unfinished, timeout=_BUSY_S)) as connection:
                for table in progress_metadata.tables:
                    connection.execute(f"DROP TABLE IF EXISTS {table}")
                _leave_write_ahead_log(connection)
            with unfinished.open("rb") as file:
                os.fsync(file.fileno())
            unfinished.rename(finished)
            sync_folder(self._folder)

    def drop(self, build: BuildName) -> None:
        """Delete the three files, the log of the database first: it must not outlive it."""
        path = SqliteViews(self._data_dir, build.version, build.number, finished=build.finished).path
        with self._translated():
            for suffix in ("-wal", "-shm", ""):
                path.with_name(path.name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing is open."""

    def _index(self, number: int) -> None:
        engine = self.database(number, finished=False).writer()
        try:
            with engine.begin() as connection:
                make_secondary_indexes(connection)
        finally:
            engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error, DBAPIError) as error:
            raise ViewUnavailable(
                f"the read models in {self._folder} cannot be reached ({error}): see to the folder"
            ) from error


def _leave_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Bring all of it into the file: what is left in it would stay behind under the old name.

    SQLite refuses that at once while anybody reads, however long it was told to wait.
    """
    deadline = time.monotonic() + _BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                raise
            time.sleep(_LOOK_AGAIN_S)
        else:
            return

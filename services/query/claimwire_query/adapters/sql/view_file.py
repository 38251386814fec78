"""The file of the read models, whether it is there yet or not."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from claimwire.errors import ViewUnavailable
from claimwire.log import Position
from claimwire.views import VIEWS_VERSION, read_checkpoint, reader_engine, views_path, wait_for

_WAIT_S: Final = 5.0


class ViewFile:
    """Opens the read models of this build's version anew whenever the file is another one.

    The projection makes the file, and a rebuild may put a new one in its place: an open connection
    would go on reading the old one, deleted or not.
    """

    def __init__(self, data_dir: Path) -> None:
        """Nothing is opened yet."""
        self._path = views_path(data_dir)
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._identity: tuple[int, int] | None = None

    @property
    def is_there(self) -> bool:
        """The file exists, whatever is in it."""
        return self._path.exists()

    def checkpoint(self) -> Position | None:
        """How far the projection has come; nothing before it first opened the read models.

        Raises:
            ViewUnavailable: as :meth:`read`.
        """
        with self.read() as connection:
            found = read_checkpoint(connection)
        return found.position if found else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One state of the read models: a transaction for reading.

        Raises:
            ViewUnavailable: the file is not there, is of another version, or cannot be read.
        """
        engine = self._current_engine()
        try:
            with engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            raise ViewUnavailable(
                f"the read models cannot be read ({error.orig}): wait until the projection has made them"
            ) from error

    async def wait_for(self, position: Position) -> None:
        """Wait, some seconds at the most, until a read sees what the log holds up to a position.

        Raises:
            ViewUnavailable: as :meth:`read`.
            ViewBehind: it did not come that far in time.
        """
        await wait_for(self._current_engine(), position, within_s=_WAIT_S)

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = self._identity = None

    def _current_engine(self) -> Engine:
        try:
            found = self._path.stat()
        except OSError as error:
            raise ViewUnavailable(self._why_missing()) from error
        with self._lock:
            if self._engine is None or self._identity != (found.st_dev, found.st_ino):
                if self._engine is not None:
                    self._engine.dispose()
                self._engine, self._identity = reader_engine(self._path), (found.st_dev, found.st_ino)
            return self._engine

    def _why_missing(self) -> str:
        others = sorted(path.name for path in self._path.parent.glob("views-v*.sqlite"))
        if others:
            return f"this build reads version {VIEWS_VERSION} of the read models and finds {', '.join(others)}: start the projection of the same version"
        return "the read models are not there yet: start the projection, or wait until it has made them"

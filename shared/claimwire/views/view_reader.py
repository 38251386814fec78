"""The read models, whether they are there yet or not."""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from claimwire.errors import ViewMissing, ViewUnavailable
from claimwire.log import Position
from claimwire.views.builds import ViewBuilds
from claimwire.views.checkpoint import read_checkpoint, wait_until_at
from claimwire.views.database import ViewDatabase
from claimwire.views.version import VIEWS_VERSION

_WAIT_S: Final = 5.0


class ViewReader:
    """Reads the live build, and opens anew whenever another one is chosen or something else is in its place."""

    def __init__(self, builds: ViewBuilds) -> None:
        """Nothing is opened yet."""
        self._builds = builds
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._identity: Hashable | None = None

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
            ViewMissing: they are not there, or only of another version.
            ViewUnavailable: they cannot be read.
        """
        database, engine = self._current()
        try:
            with engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            if database.is_missing(error):
                raise ViewMissing(self._why_missing()) from error
            if database.is_damaged(error):
                raise ViewUnavailable(
                    f"the read models in {database.name} are damaged ({error.orig}): stop the projection, {database.removal} and start it again"
                ) from error
            raise ViewUnavailable(
                f"the read models cannot be read ({error.orig}): wait until the database answers and the projection has made them"
            ) from error
        except NoConnectionFree as error:
            raise ViewUnavailable("the read models are asked more than they can answer: ask again later") from error

    async def wait_for(self, position: Position) -> None:
        """Wait, some seconds at the most, until a read sees what the log holds up to a position.

        Raises:
            ViewUnavailable: as :meth:`read`.
            ViewBehind: it did not come that far in time.
        """
        await wait_until_at(self.checkpoint, position, within_s=_WAIT_S)

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = self._identity = None
            self._builds.close()

    def _current(self) -> tuple[ViewDatabase, Engine]:
        database = self._builds.database(self._builds.live())
        found = database.identity()
        if found is None:
            raise ViewMissing(self._why_missing())
        with self._lock:
            if self._engine is None or self._identity != found:
                if self._engine is not None:
                    self._engine.dispose()
                self._engine, self._identity = database.reader(), found
            return database, self._engine

    def _why_missing(self) -> str:
        if others := self._others():
            return f"this code reads version {VIEWS_VERSION} of the read models and finds {', '.join(others)}: start the projection of the same version"
        return "the read models are not there yet: start the projection, or wait until it has made them"

    def _others(self) -> list[str]:
        try:
            return [str(build) for build in self._builds.found()]
        except ViewUnavailable:
            return []

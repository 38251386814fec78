"""The read models, whether they are there yet or not."""

import asyncio
import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from claimwire.errors import ViewMissing, ViewUnavailable
from claimwire.log import Position
from claimwire.views.checkpoint import read_checkpoint, wait_for
from claimwire.views.database import ViewDatabase
from claimwire.views.version import VIEWS_VERSION

_WAIT_S: Final = 5.0


class ViewReader:
    """Opens the read models of this build's version anew whenever something else is in their place."""

    def __init__(self, database: ViewDatabase) -> None:
        """Nothing is opened yet."""
        self._database = database
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
        engine = self._current_engine()
        try:
            with engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            if self._database.is_missing(error):
                raise ViewMissing(self._why_missing()) from error
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
        await asyncio.to_thread(self.checkpoint)
        await wait_for(self._current_engine(), position, within_s=_WAIT_S)

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = self._identity = None

    def _current_engine(self) -> Engine:
        found = self._database.identity()
        if found is None:
            raise ViewMissing(self._why_missing())
        with self._lock:
            if self._engine is None or self._identity != found:
                if self._engine is not None:
                    self._engine.dispose()
                self._engine, self._identity = self._database.reader(), found
            return self._engine

    def _why_missing(self) -> str:
        if others := self._database.versions():
            return f"this build reads version {VIEWS_VERSION} of the read models and finds {', '.join(others)}: start the projection of the same version"
        return "the read models are not there yet: start the projection, or wait until it has made them"

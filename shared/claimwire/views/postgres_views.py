"""One build of the read models in a schema of a PostgreSQL database."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateSchema

from claimwire.errors import ViewInUse
from claimwire.views.build_name import BuildName
from claimwire.views.build_progress import progress_metadata
from claimwire.views.postgres_server import UNDEFINED, PostgresServer
from claimwire.views.schema import metadata
from claimwire.views.secondary_indexes import drop_secondary_indexes
from claimwire.views.version import VIEWS_VERSION

_WRITER: Final = (
    r"default_transaction_isolation=read\ committed",  # after waiting for another writer, its checkpoint is seen
    "lock_timeout=10s",
    "idle_in_transaction_session_timeout=60s",  # a writer cut off from the server must not lock others out
)
_READER: Final = (
    r"default_transaction_isolation=repeatable\ read",
    "default_transaction_read_only=on",
    "statement_timeout=30s",
    "jit=off",  # a page reads few rows: compiling its plan would take longer than running it
)
_READERS: Final = 40
"""As many as the web framework has threads, so that none waits for a connection."""
_LOCK: Final = text("SELECT pg_try_advisory_lock(hashtextextended(:key, 0))")


class PostgresViews:
    """One schema per build, made by who writes it."""

    def __init__(
        self,
        url: str,
        password: str | None = None,
        version: int = VIEWS_VERSION,
        number: int = 1,
        *,
        finished: bool = True,
    ) -> None:
        """``url`` is SQLAlchemy's, ``postgresql+psycopg://user@host/database``; a password given besides wins."""
        self._server = PostgresServer(url, password)
        self.build: Final = BuildName(version, number, finished)
        self.schema: Final = f"views_{self.build.label('_')}"
        """The schema's name."""

    @property
    def name(self) -> str:
        """The schema and the database's address."""
        return f"schema {self.schema} of {self._server.name}"

    @property
    def removal(self) -> str:
        """The schema holds nothing else."""
        return f"drop the schema {self.schema}"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold an advisory lock of a session; were its connection lost, the checkpoint still tells two writers apart."""
        key = f"the writer of views_{BuildName(self.build.version, self.build.number).label('_')}"
        with self._server.connection(f"the read models in {self.name} cannot be locked") as connection:
            if not connection.scalar(_LOCK, {"key": key}):
                raise ViewInUse(f"another process writes {self.name}: stop one of the two")
            yield

    def writer(self) -> Engine:
        """Open the schema for writing; every transaction begins with a lock that other writers wait for."""
        synchronous = "on" if self.build.finished else "off"
        engine = self._server.engine(*_WRITER, f"synchronous_commit={synchronous}", schema=self.schema)

        def begun(connection: Connection) -> None:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (self.schema,))

        event.listen(engine, "begin", begun)
        try:
            with engine.begin() as connection:
                # CREATE ... IF NOT EXISTS would need the right to create even where there is nothing to do.
                if not inspect(connection).has_schema(self.schema):
                    connection.execute(CreateSchema(self.schema))
                metadata.create_all(connection)
                if not self.build.finished:
                    progress_metadata.create_all(connection)
                    drop_secondary_indexes(connection)
        except DBAPIError:
            engine.dispose()
            raise
        return engine

    def reader(self) -> Engine:
        """Open the schema for reading only."""
        return self._server.engine(*_READER, schema=self.schema, max_overflow=_READERS - 5)

    def scrub(self, engine: Engine) -> None:
        """Nothing: only the server's operator can rid its files and backups of what was deleted."""

    def identity(self) -> Hashable | None:
        """Every transaction looks its tables up by name, so one reader serves for ever."""
        return self.schema

    def is_damaged(self, error: DBAPIError) -> bool:  # noqa: ARG002 - the port's signature
        """Never as far as we can tell: what is broken on a server its operator mends."""
        return False

    def is_missing(self, error: DBAPIError) -> bool:
        """The schema or its tables are not there; they appear in one transaction."""
        return getattr(error.orig, "sqlstate", None) in UNDEFINED

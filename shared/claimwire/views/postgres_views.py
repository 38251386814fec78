"""The read models in a PostgreSQL database."""

from collections.abc import Hashable
from typing import Any, Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateSchema

from claimwire.views.json_text import json_text_without_nul, json_value
from claimwire.views.schema import metadata
from claimwire.views.version import VIEWS_VERSION

_CONNECT: Final = {
    "application_name": "claimwire",
    "connect_timeout": 5,
    "client_encoding": "utf8",  # of a database that declares no encoding, the driver would give bytes
    # A server that vanished without a word is noticed within half a minute, not after two hours.
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    # A rebuild makes tables anew: a plan kept from before would fail on every use.
    "prepare_threshold": None,
}
_WRITER: Final = (
    r"default_transaction_isolation=read\ committed",  # after waiting for another writer, its checkpoint is seen
    "synchronous_commit=on",
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
_MISSING: Final = frozenset({"42P01", "3F000"})
"""SQLSTATE of undefined_table and invalid_schema_name."""


class PostgresViews:
    """One schema per version, made by the projection."""

    def __init__(self, url: str, password: str | None = None, version: int = VIEWS_VERSION) -> None:
        """``url`` is SQLAlchemy's, ``postgresql+psycopg://user@host/database``; a password given besides wins."""
        address = make_url(url)
        self._url = address if password is None else address.set(password=password)
        self._schema = f"views_v{version}"

    @property
    def name(self) -> str:
        """The schema and the database's address."""
        return f"schema {self._schema} of {self._url.render_as_string(hide_password=True)}"

    @property
    def removal(self) -> str:
        """The schema holds nothing else."""
        return f"drop the schema {self._schema}"

    def writer(self) -> Engine:
        """Open the schema for writing; every transaction begins with a lock that other writers wait for."""
        engine = self._engine(_WRITER)

        def begun(connection: Connection) -> None:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (self._schema,))

        event.listen(engine, "begin", begun)
        try:
            with engine.begin() as connection:
                # CREATE ... IF NOT EXISTS would need the right to create even where there is nothing to do.
                if not inspect(connection).has_schema(self._schema):
                    connection.execute(CreateSchema(self._schema))
                metadata.create_all(connection)
        except DBAPIError:
            engine.dispose()
            raise
        return engine

    def reader(self) -> Engine:
        """Open the schema for reading only."""
        return self._engine(_READER, max_overflow=_READERS - 5)

    def identity(self) -> Hashable | None:
        """Every transaction looks its tables up by name, so one reader serves for ever."""
        return self._schema

    def is_missing(self, error: DBAPIError) -> bool:
        """The schema or its tables are not there; they appear in one transaction."""
        return getattr(error.orig, "sqlstate", None) in _MISSING

    def versions(self) -> list[str]:
        """Names of the schemas; none when the server does not answer."""
        engine = self._engine(_READER, poolclass=NullPool)
        try:
            with engine.begin() as connection:
                found = inspect(connection).get_schema_names()
        except DBAPIError:
            return []
        return sorted(name for name in found if name.startswith("views_v"))

    def _engine(self, settings: tuple[str, ...], **pool: Any) -> Engine:
        options = " ".join(f"-c {setting}" for setting in ("timezone=UTC", *settings))
        return create_engine(
            self._url,
            connect_args={**_CONNECT, "options": options},
            execution_options={"schema_translate_map": {None: self._schema}},
            json_serializer=json_text_without_nul,
            json_deserializer=json_value,
            pool_pre_ping=True,
            **pool,
        )

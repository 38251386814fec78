"""A PostgreSQL database as the read models connect to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, make_url
from sqlalchemy.exc import DBAPIError

from claimwire.errors import ViewUnavailable
from claimwire.views.json_text import json_text_without_nul, json_value

UNDEFINED: Final = frozenset({"42P01", "3F000"})
"""SQLSTATE of undefined_table and invalid_schema_name."""

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
_KEEPALIVES: Final = ("tcp_keepalives_idle=15", "tcp_keepalives_interval=5", "tcp_keepalives_count=3")
"""The server, too, notices a client that vanished: else its lock would outlive it by hours."""


class PostgresServer:
    """Makes engines; nothing connects before it is asked for."""

    def __init__(self, url: str, password: str | None = None) -> None:
        """``url`` is SQLAlchemy's; a password given besides wins."""
        address = make_url(url)
        self._url = address if password is None else address.set(password=password)

    @property
    def name(self) -> str:
        """The database's address without its password."""
        return self._url.render_as_string(hide_password=True)

    def engine(self, *settings: str, schema: str | None = None, **pool: Any) -> Engine:
        """Connect with options of the session; tables without a schema are of the one given."""
        options = " ".join(f"-c {setting}" for setting in ("timezone=UTC", *_KEEPALIVES, *settings))
        return create_engine(
            self._url,
            connect_args={**_CONNECT, "options": options},
            execution_options={"schema_translate_map": {None: schema}},
            json_serializer=json_text_without_nul,
            json_deserializer=json_value,
            pool_pre_ping=True,
            # They hold text, which would stay in our logs after a takedown.
            hide_parameters=True,
            **pool,
        )

    @contextmanager
    def connection(self, trouble: str) -> Iterator[Connection]:
        """Connect for a moment, each statement for itself unless a transaction is begun.

        Raises:
            ViewUnavailable: the server does not answer or refuses; the message begins with ``trouble``.
        """
        engine = self.engine(poolclass=NullPool, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise ViewUnavailable(f"{trouble} ({error.orig}): see to the database and its rights") from error

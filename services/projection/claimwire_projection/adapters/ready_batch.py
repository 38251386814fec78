"""Entries made ready for a database: all of the work that needs none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from claimwire.events import ContractModel, Stream
from claimwire.events.control import ControlCommand
from claimwire.log import Entry, EntryId
from claimwire.views.column_types import position_text
from claimwire_projection.adapters.postgres_insert import POSTGRES_INSERTS
from claimwire_projection.adapters.sqlite_insert import SQLITE_INSERTS
from claimwire_projection.core.article_of import article_of
from claimwire_projection.core.rows_of import rows_of

_INSERTS: Mapping[str, Mapping[str, Any]] = {"sqlite": SQLITE_INSERTS, "postgresql": POSTGRES_INSERTS}


@dataclass(frozen=True, slots=True)
class ReadyBatch:
    """What some entries add; plain values, so that it may come from another process."""

    dialect: str
    """The kind of database it is ready for, as SQLAlchemy calls it."""
    rows: Mapping[str, Sequence[Any]]
    """By table, in an order in which what a row refers to comes before it."""
    commands: Sequence[tuple[EntryId, ContractModel]]
    """What operators command among them."""
    streams: frozenset[Stream]
    """Where the entries stand."""
    articles: frozenset[str]
    """The articles they speak of, as it seems from outside."""

    @classmethod
    def attempt(cls, entries: Sequence[Entry], dialect: str) -> "ReadyBatch | None":
        """Do as :meth:`of`; null where something is wrong with an entry, which is for the careful way to find."""
        try:
            return cls.of(entries, dialect)
        # Whatever an entry raises, it is met again when the entries are applied one by one, and parked there.
        except Exception:  # noqa: BLE001 - a look ahead, which parks nothing by itself
            return None

    @classmethod
    def of(cls, entries: Sequence[Entry], dialect: str) -> "ReadyBatch":
        """Decode entries, and compute and convert their rows.

        Raises:
            UndecodableEntry: one of them is none of our events.
        """
        inserts = _INSERTS[dialect]
        rows: dict[str, list[Any]] = {table: [] for table in inserts}
        commands: list[tuple[EntryId, ContractModel]] = []
        # Events go one by one: a whole batch of them, kept, is garbage to look through again and again.
        for entry in entries:
            event = entry.event()
            if isinstance(event.data, ControlCommand):
                commands.append((entry.id, event.data))
            stamp = {"position": position_text(entry.id), "recorded_at": entry.id.recorded_at}
            for table, values in rows_of(event):
                rows[table].append(inserts[table].ready({**values, **stamp}))
        return cls(
            dialect,
            {table: found for table, found in rows.items() if found},
            commands,
            frozenset(entry.stream for entry in entries),
            frozenset(article for entry in entries if (article := article_of(entry.stream, entry.fields))),
        )

    def write(self, connection: Connection) -> None:
        """Add the rows; those that are there already stay as they are.

        Raises:
            sqlalchemy.exc.DBAPIError: the database refuses.
        """
        for table, rows in self.rows.items():
            _INSERTS[self.dialect][table].execute(connection, rows)

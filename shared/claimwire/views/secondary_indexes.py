"""Indexes that a build has only once it is finished.

Nobody asks an unfinished build anything, and an index made of a full table is sorted once: entries
added to it in the order of the log would each change another page, which took PostgreSQL twice as
long as the rows themselves.
"""

from typing import Final

from sqlalchemy import Connection
from sqlalchemy.schema import CreateIndex, DropIndex

from claimwire.views.schema import metadata

_SECONDARY: Final = tuple(
    index for table in metadata.sorted_tables for index in sorted(table.indexes, key=lambda index: str(index.name))
)


def drop_secondary_indexes(connection: Connection) -> None:
    """Drop those that are there; a primary key stays, since by it a repeated event is known."""
    for index in _SECONDARY:
        connection.execute(DropIndex(index, if_exists=True))


def make_secondary_indexes(connection: Connection) -> None:
    """Make those that are missing."""
    for index in _SECONDARY:
        connection.execute(CreateIndex(index, if_not_exists=True))

"""Column types that mean the same on SQLite and on PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import JSON, DateTime, Dialect, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

from claimwire.log import EntryId

IN_PLACE_OF_NUL: Final = "\ufffd"
"""What PostgreSQL, which cannot store NUL, holds instead: one character for one, so that offsets stay true."""

Body: Final = JSON().with_variant(JSONB(), "postgresql")
"""Any JSON value."""


class Words(TypeDecorator[str]):
    """Text of any length, ordered by code points and folded in ASCII only, whatever the server's locale."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite compares like this by itself."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """SQLite takes text as it is: not even looking at it saves a rebuild one call for most of its values."""
        return None if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Also of what is asked for: a stored value is found again."""
        if value is None or dialect.name != "postgresql":
            return value
        return value.replace("\0", IN_PLACE_OF_NUL)


class Moment(TypeDecorator[datetime]):
    """An instant: an aware datetime goes in, UTC comes out, and the stored order is that of time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """SQLite holds text without a zone, in the library's own form, which is written here in a third of the time."""
        return _sqlite_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the library's signature
        """Store UTC; a datetime without a zone is refused, since nobody knows what it means."""
        return None if value is None else _utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the library's signature
        """Give the stored instant its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class LogId(TypeDecorator[EntryId]):
    """An entry id as text of fixed width, so that the text's order is the log's order."""

    impl = Words
    cache_ok = True

    def process_bind_param(self, value: EntryId | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the library's signature
        """Both halves are unsigned 64-bit numbers in Redis: 20 digits hold any of them."""
        return None if value is None else position_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> EntryId | None:  # noqa: ARG002 - the library's signature
        """Read the text back."""
        return None if value is None else EntryId.parse(value)


def position_text(position: EntryId) -> str:
    """What a column of this type holds."""
    return f"{position.ms:020d}-{position.seq:020d}"


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC)


def _sqlite_text(moment: datetime | None) -> str | None:
    return None if moment is None else _utc(moment).replace(tzinfo=None).isoformat(" ", "microseconds")

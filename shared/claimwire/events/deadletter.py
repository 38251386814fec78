"""An entry that a consumer gave up on."""

from enum import StrEnum

from pydantic import Field

from claimwire.events.model import ContractModel


class FieldEncoding(StrEnum):
    """How an entry field's value is written down here."""

    UTF8 = "utf-8"
    BASE64 = "base64"


class EntryField(ContractModel):
    """One field of the original entry; bytes that are not UTF-8 are kept in base64."""

    name: str
    """Field name (bytes that are not UTF-8 show as backslash escapes)."""
    value: str
    """Field value."""
    encoding: FieldEncoding
    """How ``value`` holds the original bytes."""


class DeadLetterParked(ContractModel):
    """The original entry as it was, with what went wrong: nothing that came in is lost."""

    stream: str = Field(min_length=1)
    """Name of the stream it was read from."""
    entry_id: str = Field(pattern=r"^\d+-\d+$")
    """Its entry id there."""
    group: str = Field(min_length=1)
    """The consumer group that gave up on it."""
    consumer: str = Field(min_length=1)
    """The consumer that parked it."""
    error: str = Field(min_length=1)
    """Kind of error and its message."""
    traceback: str | None = None
    """Where it was raised."""
    attempts: int = Field(ge=1)
    """How many times it was tried."""
    fields: tuple[EntryField, ...]
    """The entry's fields, in order."""

"""The fields of an entry as JSON can hold them, whatever bytes they are."""

import base64
from collections.abc import Iterable, Mapping

from claimwire.events import EntryField, FieldEncoding


def written_fields(fields: Mapping[bytes, bytes]) -> tuple[EntryField, ...]:
    """Write fields down in order; values that are not UTF-8, or hold NUL, go into base64: no database refuses it."""
    return tuple(_field(name, value) for name, value in fields.items())


def read_fields(fields: Iterable[EntryField]) -> dict[bytes, bytes]:
    """Give back the fields as they were (names that were not UTF-8, or held NUL, stay escaped)."""
    return {
        field.name.encode(): base64.b64decode(field.value)
        if field.encoding is FieldEncoding.BASE64
        else field.value.encode()
        for field in fields
    }


def _field(name: bytes, value: bytes) -> EntryField:
    readable_name = name.decode(errors="backslashreplace").replace("\0", "\\x00")
    try:
        if b"\0" not in value:
            return EntryField(name=readable_name, value=value.decode(), encoding=FieldEncoding.UTF8)
    except UnicodeDecodeError:
        pass
    return EntryField(name=readable_name, value=base64.b64encode(value).decode(), encoding=FieldEncoding.BASE64)

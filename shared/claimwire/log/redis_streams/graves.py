"""Members of the sorted sets of tombstones: the entry id in digits that sort, then the fields."""

from collections.abc import Mapping, Sequence
from typing import Final

import pydantic_core

from claimwire.events import Stream
from claimwire.log.entry import Entry
from claimwire.log.position import EntryId

_DIGITS: Final = 20
"""Of each half of an id: the longest number a server takes has as many."""


def packed_fields(fields: Mapping[bytes, bytes]) -> bytes:
    """Write the fields of a tombstone, which are all text, as one string."""
    return pydantic_core.to_json({name.decode(): value.decode() for name, value in fields.items()})


def grave_after(entry_id: EntryId) -> bytes:
    """The exclusive lower bound, for a range by characters, of the tombstones after an id."""
    return b"(" + _sortable(entry_id) + b"\xff"


def tombstones_of(stream: Stream, members: Sequence[bytes]) -> list[Entry]:
    """Read tombstones as the entries they stand for."""
    return [_entry(stream, member) for member in members]


def _entry(stream: Stream, member: bytes) -> Entry:
    ms, seq, packed = member[:_DIGITS], member[_DIGITS : 2 * _DIGITS], member[2 * _DIGITS :]
    fields = pydantic_core.from_json(packed)
    return Entry(stream, EntryId(int(ms), int(seq)), {name.encode(): value.encode() for name, value in fields.items()})


def _sortable(entry_id: EntryId) -> bytes:
    return f"{entry_id.ms:0{_DIGITS}}{entry_id.seq:0{_DIGITS}}".encode()

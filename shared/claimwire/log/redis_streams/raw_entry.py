"""Entries as redis-py answers them."""

from collections.abc import Mapping, Sequence

from claimwire.events import Stream
from claimwire.log.entry import Entry
from claimwire.log.position import EntryId

RawEntry = tuple[bytes, Mapping[bytes, bytes] | None]
"""Id and fields; null where the entry was deleted while it was pending."""


def entries_of(stream: Stream, raw: Sequence[RawEntry]) -> list[Entry]:
    """Read the entries of one stream."""
    return [Entry(stream, EntryId.parse(entry_id), fields or {}) for entry_id, fields in raw]

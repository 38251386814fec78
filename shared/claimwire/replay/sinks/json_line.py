"""An entry as one line of JSON."""

import pydantic_core

from claimwire.errors import UndecodableEntry
from claimwire.log import Entry, Position
from claimwire.subscriptions import written_fields


def json_line(entry: Entry, *, partition: int, raw: bool) -> bytes | None:
    """Write an event as CloudEvents JSON that tells where it stood in the log.

    That is in the extension attributes ``stream``, ``position`` (``partition:id``) and ``recordedat``,
    which :func:`claimwire.events.from_json` leaves aside. An entry that is no event this build can
    read gives null, or, if ``raw``, its fields in place of an event's attributes.
    """
    place = {
        "stream": entry.stream.value,
        "position": str(Position(partition, entry.id)),
        "recordedat": entry.id.recorded_at,
    }
    try:
        written: dict[str, object] = entry.event().model_dump(mode="json", exclude_none=True)
    except UndecodableEntry:
        if not raw:
            return None
        written = {"fields": written_fields(entry.fields)}
    return pydantic_core.to_json({**place, **written}) + b"\n"

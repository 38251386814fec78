"""An entry as one line of JSON."""

import pydantic_core

from claimwire.errors import UndecodableEntry
from claimwire.events import to_json
from claimwire.log import Entry, Position
from claimwire.subscriptions import written_fields


def json_line(entry: Entry, *, partition: int, raw: bool) -> bytes | None:
    """Write an event as CloudEvents JSON that tells where it stood in the log.

    That is in the extension attributes ``stream``, ``position`` (``partition:id``) and ``recordedat``,
    which :func:`claimwire.events.from_json` leaves aside. An entry that is no event this build can
    read gives null, or, if ``raw``, its fields in place of an event's attributes.
    """
    place = pydantic_core.to_json(
        {
            "stream": entry.stream.value,
            "position": str(Position(partition, entry.id)),
            "recordedat": entry.id.recorded_at,
        }
    )
    try:
        written = to_json(entry.event()).encode()
    except UndecodableEntry:
        if not raw:
            return None
        written = pydantic_core.to_json({"fields": written_fields(entry.fields)})
    # Two objects made one, neither empty: parsing them for that would double the work.
    return place[:-1] + b"," + written[1:] + b"\n"

"""What a segment holds, counted."""

from collections import Counter
from typing import Any, Final

import pyarrow as pa

from claimwire.archive.columns import SCHEMA
from claimwire.archive.segment import EventCount
from claimwire.events import Stream

COUNTED: Final = ("stream", "type", "version", "dataschema")
"""Columns that a table must have to be counted."""


class Counts:
    """Counts the rows of tables by stream, and by type and version."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self._streams: Counter[str] = Counter()
        self._events: Counter[tuple[Any, ...]] = Counter()

    def add(self, table: pa.Table) -> None:
        """Count the rows of one more table."""
        # Columns of few values are read as dictionaries, each row group with one of its own.
        table = table.select(COUNTED).cast(pa.schema([SCHEMA.field(name) for name in COUNTED]))
        for row in _grouped(table, ["stream"]):
            self._streams[row["stream"]] += row["count_all"]
        for row in _grouped(table, ["type", "version", "dataschema"]):
            self._events[row["type"], row["version"], row["dataschema"]] += row["count_all"]

    def as_fields(self) -> dict[str, Any]:
        """Write the counts as the fields of a manifest, in a fixed order."""
        events = sorted(self._events.items(), key=lambda item: tuple(map(str, item[0])))
        return {
            "entries": self._streams.total(),
            "streams": {Stream(name): self._streams[name] for name in sorted(self._streams)},
            "events": tuple(
                EventCount(type=type_, version=version, dataschema=dataschema, count=count)
                for (type_, version, dataschema), count in events
            ),
        }


def _grouped(table: pa.Table, columns: list[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.group_by(columns, use_threads=False).aggregate([([], "count_all")]).to_pylist()
    return rows

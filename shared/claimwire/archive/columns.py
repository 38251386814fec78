"""Entries as rows of a Parquet file, and back, byte for byte."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, cast

import pyarrow as pa
import pyarrow.compute as pc

from claimwire.events import Stream
from claimwire.log import Entry, EntryId

SCHEMA: Final = pa.schema(
    [
        pa.field("ms", pa.uint64(), nullable=False),
        pa.field("seq", pa.uint64(), nullable=False),
        pa.field("recorded_at", pa.timestamp("ms", "UTC")),
        pa.field("stream", pa.string(), nullable=False),
        pa.field("specversion", pa.string()),
        pa.field("id", pa.string()),
        pa.field("source", pa.string()),
        pa.field("type", pa.string()),
        pa.field("version", pa.int32()),
        pa.field("subject", pa.string()),
        pa.field("time", pa.timestamp("us", "UTC")),
        pa.field("datacontenttype", pa.string()),
        pa.field("dataschema", pa.string()),
        pa.field("correlationid", pa.string()),
        pa.field("causationid", pa.string()),
        pa.field("traceparent", pa.string()),
        pa.field("payload", pa.string()),
        pa.field("fields", pa.map_(pa.binary(), pa.binary())),
    ]
)
"""``ms`` and ``seq`` are the entry's id. ``fields`` holds all fields of an entry that the plain columns do not
give back, such as a stranger's, and is null for all others: there an absent attribute is null in its column.
"""

FEW: Final = ("stream", "specversion", "source", "type", "datacontenttype", "dataschema")
"""Columns of few different values."""

_ATTRIBUTES: Final = SCHEMA.names[4:-1]
_NAMES: Final = tuple(name.encode() for name in _ATTRIBUTES)
_VERSION, _TIME = _ATTRIBUTES.index("version"), _ATTRIBUTES.index("time")
_LATEST_MS: Final = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp() * 1000)

_Row = list[bytes | None]
_CAUSE, _TRACE = _ATTRIBUTES.index("causationid"), _ATTRIBUTES.index("traceparent")


def _without(*absent: bytes) -> tuple[bytes, ...]:
    return tuple(name for name in _NAMES if name not in absent)


_SHAPES: Final[Mapping[tuple[bytes, ...], tuple[int, ...]]] = {
    _NAMES: (),
    _without(b"traceparent"): (_TRACE,),
    _without(b"causationid"): (_CAUSE,),
    _without(b"causationid", b"traceparent"): (_CAUSE, _TRACE),
}
"""The fields of our events in the order in which they are written, and which columns are null then."""

_STREAMS: Final = {stream.value.encode(): stream for stream in Stream}
_VERSION_FORM: Final = re.compile(rb"[1-9][0-9]{0,8}")


def to_batch(entries: Sequence[Entry]) -> pa.RecordBatch:
    """Write entries as rows."""
    rows: list[_Row] = []
    foreign: set[int] = set()
    for number, entry in enumerate(entries):
        fields = entry.fields
        gaps = _SHAPES.get(tuple(fields))
        if gaps is None:
            foreign.add(number)
            rows.append(_readable(fields))
            continue
        row: _Row = list(fields.values())
        for gap in gaps:
            row.insert(gap, None)
        rows.append(row)
    try:
        columns, exact = _attributes(rows)
    except pa.ArrowInvalid:
        readable = [_readable(entry.fields) for entry in entries]
        foreign |= {number for number, (row, other) in enumerate(zip(rows, readable, strict=True)) if row != other}
        columns, exact = _attributes(readable)
    if exact.true_count < len(entries):
        foreign |= {number for number, same in enumerate(exact.to_pylist()) if not same}
    ms = [entry.id.ms for entry in entries]
    return pa.record_batch(
        [
            pa.array(ms, pa.uint64()),
            pa.array([entry.id.seq for entry in entries], pa.uint64()),
            pa.array([one if one <= _LATEST_MS else None for one in ms], pa.timestamp("ms", "UTC")),
            pa.array([entry.stream for entry in entries], pa.string()),
            *columns,
            _whole(entries, foreign),
        ],
        schema=SCHEMA,
    )


def from_table(table: pa.Table) -> list[Entry]:
    """Read rows as the entries they were."""
    streams = [_STREAMS[name] for name in _binary(table["stream"])]
    ids = map(EntryId, table["ms"].to_pylist(), table["seq"].to_pylist())
    columns = [_binary(_text(table[name])) for name in _ATTRIBUTES]
    plain = list(map(_fields, *columns))
    if table["fields"].null_count < len(table):
        for number, whole in enumerate(table["fields"].to_pylist()):
            if whole is not None:
                plain[number] = dict(whole)
    return list(map(Entry, streams, ids, plain))


def _attributes(rows: Iterable[_Row]) -> tuple[list[pa.Array], pa.Array]:
    """The columns, and for each row whether version and time are written as they were."""
    texts = [pa.array(column, pa.binary()).cast(pa.string()) for column in zip(*rows, strict=True)]
    version, time = texts[_VERSION], texts[_TIME]
    texts[_VERSION] = version.cast(pa.int32())
    texts[_TIME] = time.cast(pa.timestamp("us", "UTC"))
    same = pc.and_(pc.equal(_text(texts[_VERSION]), version), pc.equal(_text(texts[_TIME]), time))
    return texts, pc.fill_null(same, fill_value=False)


def _text(column: Any) -> Any:
    """An attribute as the text that our events have in its place."""
    if pa.types.is_timestamp(column.type):
        # Without its zone: Arrow writes a zoned time fifty times as slowly.
        spaced = column.cast(pa.timestamp("us")).cast(pa.string())
        words = pc.replace_substring(spaced, " ", "T", max_replacements=1)
        return pc.binary_join_element_wise(pc.replace_substring(words, ".000000", ""), "Z", "")
    return column.cast(pa.string()) if pa.types.is_integer(column.type) else column


def _binary(column: Any) -> list[Any]:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if not isinstance(whole, pa.DictionaryArray):
        return list(whole.cast(pa.binary()).to_pylist())
    # Of few different values, each is made once.
    values = whole.dictionary.cast(pa.binary()).to_pylist()
    return [None if index is None else values[index] for index in whole.indices.to_pylist()]


def _fields(*attributes: bytes | None) -> dict[bytes, bytes]:
    fields = dict(zip(_NAMES, attributes, strict=True))
    if attributes[_CAUSE] is None:
        del fields[b"causationid"]
    if attributes[_TRACE] is None:
        del fields[b"traceparent"]
    return cast("dict[bytes, bytes]", fields)


def _whole(entries: Sequence[Entry], foreign: Collection[int]) -> pa.Array:
    kind = SCHEMA.field("fields").type
    if not foreign:
        return pa.nulls(len(entries), kind)
    return pa.array(
        [list(entry.fields.items()) if number in foreign else None for number, entry in enumerate(entries)], kind
    )


def _readable(fields: Mapping[bytes, bytes]) -> _Row:
    """Of any fields what the columns can hold; the rest is null there."""
    return [_readable_value(name, fields.get(name)) for name in _NAMES]


def _readable_value(name: bytes, value: bytes | None) -> bytes | None:
    if value is None:
        return None
    try:
        text = value.decode()
        if name == b"time":
            return _utc(text)
    except (ValueError, OverflowError):
        return None
    return value if name != b"version" or _VERSION_FORM.fullmatch(value) else None


def _utc(text: str) -> bytes | None:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return None
    plain = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{plain.isoformat()}Z".encode()

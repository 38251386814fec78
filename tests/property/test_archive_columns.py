"""Whatever the fields of an entry are, Parquet gives them back byte for byte."""

from datetime import UTC, datetime
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from claimwire.archive.columns import FEW, SCHEMA, from_table, to_batch
from claimwire.archive.segment_writer import OPTIONS
from claimwire.events import Stream, to_fields
from claimwire.log import Entry, EntryId
from claimwire.testing import published

OURS = to_fields(published("a-1"))
NAMES = [*OURS, b"causationid", b"traceparent"]

ids = st.builds(EntryId, st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
times = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.isoformat().replace("+00:00", "Z").encode())
odd_times = st.sampled_from(
    [
        b"2031-03-04T06:30:00.120Z",
        b"2031-03-04 06:30:00Z",
        b"2031-03-04T06:30:00+02:00",
        b"2031-03-04",
        b"2031-02-30T06:30:00Z",
        b"0001-01-01T00:00:00+14:00",
        b"",
    ]
)
versions = st.sampled_from([b"1", b"2", b"01", b"+1", b" 1", b"0", b"-3", b"2147483648", b"1.0", b"", b"\xff"])
values = st.one_of(st.binary(max_size=12), st.text(max_size=12).map(lambda text: text.encode(errors="replace")))


@st.composite
def near_ours(draw: st.DrawFn) -> dict[bytes, bytes]:
    """Fields of ours in their order, some left out, some with other values."""
    fields = {}
    for name in [*NAMES[:-3], b"causationid", b"traceparent", b"payload"]:
        if name in {b"causationid", b"traceparent"} and draw(st.booleans()):
            continue
        value = OURS.get(name, b"x")
        if name == b"time":
            value = draw(times | odd_times)
        elif name == b"version":
            value = draw(st.just(b"1") | versions)
        elif draw(st.integers(0, 20)) == 0:
            value = draw(values)
        if draw(st.integers(0, 40)):
            fields[name] = value
    return fields


fields = st.one_of(
    near_ours(),
    st.dictionaries(st.sampled_from(NAMES) | st.binary(max_size=6), values, max_size=8),
    near_ours().map(lambda mapping: dict(reversed(mapping.items()))),
)
entries = st.lists(st.builds(Entry, st.sampled_from(Stream), ids, fields), min_size=1, max_size=12)


def through_parquet(written: list[Entry]) -> list[Entry]:
    file = BytesIO()
    pq.write_table(pa.Table.from_batches([to_batch(written)]), file, **OPTIONS)
    return from_table(pq.read_table(BytesIO(file.getvalue()), read_dictionary=list(FEW)))


@settings(max_examples=100, deadline=None)
@given(entries)
def test_entries_come_back_as_they_were(written: list[Entry]) -> None:
    read = through_parquet(written)

    assert read == written
    assert [list(entry.fields) for entry in read] == [list(entry.fields) for entry in written]


def test_our_events_need_the_plain_columns_only() -> None:
    cause = {**OURS, b"causationid": b"c"}
    traced = {**{name: OURS[name] for name in OURS if name != b"payload"}, b"traceparent": b"t", b"payload": b"{}"}
    written = [Entry(Stream.ARTICLES, EntryId(1_900_000_000_000, 7), found) for found in (OURS, traced)]

    batch = to_batch(written)

    assert batch["fields"].null_count == 2
    assert to_batch([Entry(Stream.ARTICLES, EntryId(1, 0), cause)])["fields"].null_count == 0, "payload is not last"
    row = batch.to_pylist()[0]
    assert row["recorded_at"] == datetime(2030, 3, 17, 17, 46, 40, tzinfo=UTC)
    assert (row["ms"], row["seq"], row["stream"]) == (1_900_000_000_000, 7, "articles")
    assert (row["type"], row["version"], row["subject"]) == ("claimwire.article.published", 1, "a-1")
    assert row["time"] == datetime.fromisoformat(OURS[b"time"].decode())
    assert (row["payload"].encode(), row["causationid"], row["fields"]) == (OURS[b"payload"], None, None)


def test_a_stranger_is_readable_as_far_as_it_can_be() -> None:
    fields = {**OURS, b"time": b"2031-03-04T06:30:00+02:00", b"\xfe": b"\xff", b"version": b"01"}

    [row] = to_batch([Entry(Stream.CLAIMS, EntryId(2**64 - 1, 0), fields)]).to_pylist()

    assert row["time"] == datetime(2031, 3, 4, 4, 30, tzinfo=UTC)
    assert (row["version"], row["recorded_at"], row["type"]) == (None, None, "claimwire.article.published")
    assert dict(row["fields"]) == fields
    assert len(row) == len(SCHEMA)

"""Where a replay begins and ends, what it reads and how fast."""

import re
from datetime import UTC, datetime

import pytest

from claimwire.errors import MisuseError
from claimwire.events import HISTORY, Stream
from claimwire.log import Entry, EntryId
from claimwire.replay import Extent, Pace, Selection, bound
from claimwire.replay.names import streams_of, types_of
from claimwire.replay.target import Target, TargetKind

# 2024-06-25T00:00:00Z, counted with `date -u -d @1719273600`.
MIDNIGHT = 1_719_273_600_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:5-3", EntryId(5, 3)),
        ("1719273600000-0", EntryId(MIDNIGHT, 0)),
        (f"0:5-{2**64 - 1}", EntryId(5, 2**64 - 1)),
        ("2024-06-25T00:00:00Z", datetime(2024, 6, 25, tzinfo=UTC)),
        ("2024-06-25T02:00:00+02:00", datetime(2024, 6, 25, tzinfo=UTC)),
    ],
)
def test_a_bound_is_a_position_or_a_moment(text: str, expected: object) -> None:
    assert bound(text) == expected


@pytest.mark.parametrize(
    "text",
    ["2024-06", "2024-06-25", "2024-06-25T00:00:00", "yesterday", "", "1719273600000", "5-3", "0:5-", "0:\u0665-3"],
)
def test_anything_else_is_refused_with_both_forms(text: str) -> None:
    with pytest.raises(ValueError, match=r"neither a position such as .* nor a time"):
        bound(text)


def test_a_position_of_another_partition_is_refused() -> None:
    with pytest.raises(ValueError, match="this log is partition 0"):
        bound("1:1719273600000-0")


def ids_in(extent: Extent) -> list[str]:
    around = [EntryId(MIDNIGHT + ms, seq) for ms in (-1, 0, 1) for seq in (0, 7)]
    return [f"{entry.ms - MIDNIGHT}.{entry.seq}" for entry in around if entry in extent]


def test_times_take_in_the_first_moment_and_leave_out_the_last() -> None:
    midnight = datetime(2024, 6, 25, tzinfo=UTC)
    assert ids_in(Extent.between(midnight, None)) == ["0.0", "0.7", "1.0", "1.7"]
    assert ids_in(Extent.between(None, midnight)) == ["-1.0", "-1.7"]
    assert ids_in(Extent.between(midnight, midnight)) == []


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (EntryId(MIDNIGHT, 1), EntryId(MIDNIGHT, 0)),
        (datetime(2024, 6, 25, 0, 0, 1, tzinfo=UTC), datetime(2024, 6, 25, tzinfo=UTC)),
        (datetime(2024, 6, 25, tzinfo=UTC), EntryId(MIDNIGHT - 1, 7)),
        (EntryId(MIDNIGHT, 1), datetime(2024, 6, 25, tzinfo=UTC)),
    ],
)
def test_what_begins_after_its_end_is_refused(start: EntryId | datetime, end: EntryId | datetime) -> None:
    with pytest.raises(MisuseError, match=f"begins at {re.escape(str(start))}, after its end, {re.escape(str(end))}"):
        Extent.between(start, end)


def test_a_moment_within_a_millisecond_is_after_the_entries_of_that_millisecond() -> None:
    later = datetime(2024, 6, 25, 0, 0, 0, 1, tzinfo=UTC)
    assert ids_in(Extent.between(later, None)) == ["1.0", "1.7"]
    assert ids_in(Extent.between(None, later)) == ["-1.0", "-1.7", "0.0", "0.7"]


def test_positions_take_in_both_ends() -> None:
    first, last = EntryId(MIDNIGHT - 1, 7), EntryId(MIDNIGHT, 0)
    assert ids_in(Extent.between(first, last)) == ["-1.7", "0.0"]
    assert ids_in(Extent.between(None, None)) == ["-1.0", "-1.7", "0.0", "0.7", "1.0", "1.7"]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (EntryId(5, 3), EntryId(5, 2)),
        (EntryId(5, 0), EntryId(4, 18_446_744_073_709_551_615)),
        (EntryId.START, EntryId.START),
    ],
)
def test_reading_begins_right_before_the_first_entry(first: EntryId, expected: EntryId) -> None:
    assert Extent.between(first, None).after == expected


def test_an_extent_ends_with_the_log() -> None:
    assert Extent.between(None, None).until(EntryId(9, 1)).last == EntryId(9, 1)
    assert Extent.between(None, EntryId(3, 0)).until(EntryId(9, 1)).last == EntryId(3, 0)


def test_a_selection_is_of_the_extent_and_of_the_types() -> None:
    def entry(ms: int, kind: bytes) -> Entry:
        return Entry(Stream.CLAIMS, EntryId(ms, 0), {b"type": kind} if kind else {b"other": b"1"})

    entries = [entry(1, b"a"), entry(2, b"b"), entry(3, b""), entry(4, b"a"), entry(5, b"\xff")]
    extent = Extent(EntryId(2, 0), EntryId(5, 0))
    assert [found.id.ms for found in Selection(extent).of(entries)] == [2, 3, 4, 5]
    assert [found.id.ms for found in Selection(extent, types=frozenset({"a"})).of(entries)] == [4]


def test_streams_come_in_the_order_of_history() -> None:
    assert streams_of("dead, articles") == (Stream.ARTICLES, Stream.DEAD)
    assert Stream.BACKFILL not in HISTORY
    for unknown in ("backfill", "article", ""):
        with pytest.raises(ValueError, match=r"no stream .*; it has articles, claims"):
            streams_of(unknown)


def test_types_go_by_their_short_names_too() -> None:
    assert types_of("claim.reported,claimwire.strike.reported") == {
        "claimwire.claim.reported",
        "claimwire.strike.reported",
    }
    with pytest.raises(ValueError, match=r"no event type claimwire\.claims"):
        types_of("claims")


@pytest.mark.parametrize(("text", "seconds"), [("1x", 30.0), ("10x", 3.0), ("0.5x", 60.0), ("max", 0.0)])
def test_an_entry_is_due_when_its_interval_has_passed(text: str, seconds: float) -> None:
    assert Pace.parse(text).due_s(EntryId(1_000, 0), EntryId(31_000, 5)) == seconds


@pytest.mark.parametrize("text", ["0x", "-1x", "10", "x", "fast", "1e3x", "infx", "nanx"])
def test_what_is_no_speed_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no speed"):
        Pace.parse(text)


def test_targets() -> None:
    assert Target.parse("stdout") == Target(TargetKind.STDOUT)
    assert Target.parse("file:a:b.jsonl") == Target(TargetKind.FILE, "a:b.jsonl")
    assert str(Target.parse("stream:june:copy")) == "stream:june:copy"
    assert Target.parse("projection").kind is TargetKind.PROJECTION


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no target"),
        ("file:", "no target"),
        ("tape:x", "no target"),
        ("stdout:x", "no target"),
        ("stream:claimwire", "the log itself"),
        ("stream:claimwire:copy", "the log itself"),
        ("stream:x{0}", "no prefix"),
        ("stream:x::y", "no prefix"),
        ("stream:x y", "no prefix"),
    ],
)
def test_what_is_no_target_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Target.parse(text)

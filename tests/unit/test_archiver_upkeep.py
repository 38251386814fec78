"""What the archiver decides: when to close a segment, when and how far to trim."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from claimwire.archive import Archive
from claimwire.events import HISTORY, Stream
from claimwire.log import EntryId, MemoryLog
from claimwire.service import ServiceSettings
from claimwire_archiver.adapters.upkeep import Upkeep
from claimwire_archiver.core.limits import Limits
from claimwire_archiver.settings import ArchiverSettings

LIMITS = Limits(entries=10, bytes=1_000, age_ms=60_000)
DAY_MS = 86_400_000


@pytest.mark.parametrize(
    ("entries", "size", "age_ms", "caught_up", "expected"),
    [
        (9, 999, 59_999, True, False),
        (10, 1, 0, False, True),
        (1, 1_000, 0, False, True),
        (1, 1, 60_000, True, True),
        (1, 1, 60_000, False, False),
    ],
)
def test_a_segment_is_closed_by_entries_by_bytes_and_when_caught_up_by_age(
    *, entries: int, size: int, age_ms: int, caught_up: bool, expected: bool
) -> None:
    assert LIMITS.reached(entries=entries, bytes=size, age_ms=age_ms, caught_up=caught_up) is expected


class Clock:
    def __init__(self) -> None:
        self.ms = 1_900_000_000_000

    def now_ms(self) -> int:
        return self.ms

    def monotonic(self) -> float:
        return self.ms / 1000


async def ten_days(clock: Clock) -> tuple[MemoryLog, list[EntryId]]:
    """A log with an entry each day, the last one now."""
    log, ids = MemoryLog(clock.now_ms), []
    for number in range(10):
        clock.ms += DAY_MS
        ids.append(await log.add_foreign(Stream.ARTICLES, {b"n": str(number).encode()}))
    return log, ids


async def lengths(log: MemoryLog) -> int:
    [articles] = [stream for stream in (await log.status()).streams if stream.stream is Stream.ARTICLES]
    return articles.length


async def test_what_is_archived_and_old_is_trimmed(tmp_path: Path) -> None:
    clock = Clock()
    log, ids = await ten_days(clock)
    upkeep = Upkeep(log, Archive(str(tmp_path)), hot_ms=7 * DAY_MS, now_ms=clock.now_ms, monotonic=clock.monotonic)

    await upkeep.after(ids[9])
    # Those of the last seven days stay: that of day 2 was recorded seven days ago to the millisecond.
    assert (await lengths(log), await log.trim_line()) == (8, ids[1])

    clock.ms += DAY_MS
    await upkeep.after(ids[9])
    assert (await lengths(log), await log.trim_line()) == (7, ids[2])


async def test_what_is_not_archived_or_not_read_stays(tmp_path: Path) -> None:
    clock = Clock()
    log, ids = await ten_days(clock)
    upkeep = Upkeep(log, Archive(str(tmp_path)), hot_ms=0, now_ms=clock.now_ms, monotonic=clock.monotonic)

    await upkeep.after(EntryId.START)
    assert await lengths(log) == 10
    await upkeep.after(ids[4])
    assert (await lengths(log), await log.trim_line()) == (6, ids[3])
    await log.report_checkpoint("views", HISTORY, ids[5])
    await upkeep.after(ids[9])
    assert (await lengths(log), await log.trim_line()) == (4, ids[5])
    await log.ensure_group(Stream.ARTICLES, "readers")
    await log.report_checkpoint("views", HISTORY, ids[9])
    await upkeep.after(ids[9])
    assert await lengths(log) == 4


async def test_trimming_and_sweeping_wait_their_turn(tmp_path: Path) -> None:
    clock = Clock()
    log, ids = await ten_days(clock)
    (tmp_path / "partition-0" / "spool").mkdir(parents=True)
    upkeep = Upkeep(log, Archive(str(tmp_path)), hot_ms=DAY_MS, now_ms=clock.now_ms, monotonic=clock.monotonic)
    await upkeep.after(ids[9])
    before = await log.trim_line()
    left = tmp_path / "partition-0" / "spool" / "left.parquet"
    left.touch()
    clock.ms += 59_000
    await log.add_foreign(Stream.ARTICLES, {})

    await upkeep.after(ids[9])
    assert (await log.trim_line(), left.exists()) == (before, True)

    # By the clock of the tests, which is years ahead, the file was left long ago.
    assert datetime.fromtimestamp(clock.ms / 1000, UTC) - datetime.now(UTC) > timedelta(days=1)
    clock.ms += DAY_MS
    await upkeep.after(ids[9])
    assert (await log.trim_line(), left.exists()) == (ids[8], False)


def test_the_archive_lies_in_the_data_folder_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMWIRE_REDIS_URL", "redis://nowhere")
    monkeypatch.setenv("CLAIMWIRE_DATA_DIR", "somewhere")
    assert ArchiverSettings().archive().url == "somewhere/archive"
    monkeypatch.setenv("CLAIMWIRE_ARCHIVE_URL", "s3://bucket/prefix")
    settings = ArchiverSettings()
    assert settings.archive().url == "s3://bucket/prefix"
    assert isinstance(settings, ServiceSettings)
    for wrong in ("", "s3://key:secret@bucket", "ftp://host/x"):
        monkeypatch.setenv("CLAIMWIRE_ARCHIVE_URL", wrong)
        with pytest.raises(ValidationError, match="archive_url"):
            ArchiverSettings()

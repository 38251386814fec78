"""The archiver on a log: it closes segments, trims behind them, and survives a kill at any moment."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from claimwire.archive import Archive, History
from claimwire.archive.segment_writer import SegmentWriter
from claimwire.errors import ArchiveIncomplete, ArchiveInUse, BehindTrimLine, LogMismatch
from claimwire.events import HISTORY, Redact, Stream, new_event
from claimwire.events.ids import event_id
from claimwire.log import Append, Entry, EntryId, EventLog, MemoryLog, RedisLog
from claimwire.subscriptions import Progress, follow
from claimwire.testing import extracted, published, wait_until
from claimwire.testing.made_events import NOON
from claimwire_archiver.adapters.archiver import Archiver
from claimwire_archiver.adapters.upkeep import Upkeep
from claimwire_archiver.core.limits import Limits

NEVER = 10**12


def clock_ms() -> int:
    return time.time_ns() // 1_000_000


async def say(log: EventLog, articles: range) -> None:
    events = [event for number in articles for event in (published(f"a-{number}"), *extracted(f"a-{number}"))]
    for start in range(0, len(events), 500):
        await log.append([Append(event=event) for event in events[start : start + 500]])


async def everything(log: EventLog) -> list[Entry]:
    return await log.read(EntryId.START, HISTORY, limit=100_000)


def archiver(
    log: EventLog, archive: Archive, *, entries: int = NEVER, age_ms: int = NEVER, hot_ms: int = NEVER
) -> tuple[Archiver, Progress]:
    progress = Progress(time.monotonic)
    upkeep = Upkeep(log, archive, hot_ms=hot_ms, now_ms=clock_ms, monotonic=time.monotonic)
    limits = Limits(entries=entries, bytes=NEVER, age_ms=age_ms)
    return Archiver(log, archive, upkeep, progress, limits=limits, now_ms=clock_ms), progress


@asynccontextmanager
async def archiving(
    log: EventLog, archive: Archive, *, entries: int = NEVER, age_ms: int = NEVER, hot_ms: int = NEVER
) -> AsyncIterator[Progress]:
    working, progress = archiver(log, archive, entries=entries, age_ms=age_ms, hot_ms=hot_ms)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(working.run(stop))
        try:
            yield progress
        finally:
            stop.set()


async def until(condition: Callable[[], Coroutine[Any, Any, bool]]) -> None:
    loop = asyncio.get_running_loop()
    await seen(lambda: asyncio.run_coroutine_threadsafe(condition(), loop).result())


async def seen(condition: Callable[[], bool]) -> None:
    await asyncio.to_thread(wait_until, condition, 20)


async def archived_to(archive: Archive, end: EntryId) -> None:
    async def reached() -> bool:
        return await archive.end() == end

    await until(reached)


async def test_history_moves_into_segments_and_the_log_is_trimmed_behind_them(log: EventLog, tmp_path: Path) -> None:
    await say(log, range(600))
    before, look = await everything(log), Archive(str(tmp_path))

    async with archiving(log, Archive(str(tmp_path)), entries=700, age_ms=0, hot_ms=0):
        await archived_to(look, before[-1].id)

        async def trimmed() -> bool:
            return await log.trim_line() == before[-2].id

        await until(trimmed)

    segments = await look.segments()
    assert [segment.entries for segment in segments] == [1_000, 1_000, 400]
    assert (await look.verify()).problems == ()
    assert await look.read(EntryId.START, HISTORY, limit=10_000) == before
    [reader] = [reader for reader in (await log.status()).readers if reader.name == "archiver"]
    assert (reader.position, reader.behind) == (before[-1].id, 0)
    with pytest.raises(BehindTrimLine):
        await log.read(EntryId.START, HISTORY, limit=1)
    history = History(log, look)
    await history.open()
    stop, read = asyncio.Event(), list[Entry]()
    await say(log, range(600, 610))
    async for entries in follow(history, EntryId.START, HISTORY, stop=stop, limit=77, wait_ms=10):
        read += entries
        if not entries:
            stop.set()
    assert read[: len(before)] == before
    assert [entry.fields[b"subject"] for entry in read[len(before) :: 4]] == [b"a-%d" % n for n in range(600, 610)]
    await look.close()


async def test_it_goes_on_from_the_archive_s_end_whatever_it_told_the_log(log: EventLog, tmp_path: Path) -> None:
    await say(log, range(10))
    async with archiving(log, Archive(str(tmp_path)), age_ms=0):
        await archived_to(Archive(str(tmp_path)), await log.end())
    await log.report_checkpoint("archiver", HISTORY, EntryId(1, 0))
    await say(log, range(10, 20))

    async with archiving(log, Archive(str(tmp_path)), age_ms=0):
        await archived_to(Archive(str(tmp_path)), await log.end())

    look = Archive(str(tmp_path))
    assert await look.read(EntryId.START, HISTORY, limit=1_000) == await everything(log)
    assert (await look.verify()).problems == ()
    await look.close()


async def test_a_takedown_s_command_closes_the_segment_at_once(log: EventLog, tmp_path: Path) -> None:
    await say(log, range(3))
    command = Redact(operator="desk", article_id="a-1", reason="court order")
    identity = event_id("claimwire.control.redact", "a-1")
    redact = new_event(command, id=identity, subject="a-1", source="claimwire/cli", time=NOON)

    async with archiving(log, Archive(str(tmp_path))) as progress:
        await seen(lambda: progress.caught_up)
        assert await Archive(str(tmp_path)).segments() == []
        await log.append([Append(event=redact)])
        await archived_to(Archive(str(tmp_path)), await log.end())


async def test_another_log_s_archive_a_hole_and_a_log_that_lost_entries_are_refused(tmp_path: Path) -> None:
    log = MemoryLog(clock_ms)
    await say(log, range(3))
    url = str(tmp_path / "archive")
    async with archiving(log, Archive(url), age_ms=0, hot_ms=0):
        await archived_to(Archive(url), await log.end())

    shorter = MemoryLog(lambda: 1)
    await say(shorter, range(1))
    with pytest.raises(ArchiveIncomplete, match="the log has lost"):
        await archiver(shorter, Archive(url))[0].run(asyncio.Event())
    with pytest.raises(ArchiveIncomplete, match="is missing"):
        await archiver(log, Archive(str(tmp_path / "other")))[0].run(asyncio.Event())
    shorter.epoch = "another"
    with pytest.raises(LogMismatch, match="archive of its own"):
        await archiver(shorter, Archive(url))[0].run(asyncio.Event())


async def test_a_second_archiver_is_refused_at_its_start(tmp_path: Path) -> None:
    log = MemoryLog(clock_ms)
    await say(log, range(3))
    async with archiving(log, Archive(str(tmp_path))) as progress:
        await seen(lambda: progress.caught_up)

        with pytest.raises(ArchiveInUse, match="stop one of the two"):
            await asyncio.wait_for(archiver(log, Archive(str(tmp_path)), age_ms=0)[0].run(asyncio.Event()), 20)

    assert await Archive(str(tmp_path)).segments() == []


async def test_a_second_archiver_on_another_machine_is_refused_at_its_next_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, url = MemoryLog(clock_ms), f"memory://{uuid4().hex}"
    await say(log, range(3))
    for machine in ("one", "other"):
        (tmp_path / machine).mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "one"))
    slow, progress = archiver(log, Archive(url), entries=24)
    running = asyncio.create_task(slow.run(asyncio.Event()))
    await seen(lambda: progress.caught_up)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "other"))
    async with archiving(log, Archive(url), age_ms=0):
        await archived_to(Archive(url), await log.end())

    await say(log, range(3, 6))

    with pytest.raises(ArchiveInUse, match="stop one of the two"):
        await asyncio.wait_for(running, 20)
    assert (await Archive(url).verify()).problems == ()


async def test_a_damaged_manifest_of_long_ago_does_not_keep_news_from_the_archive(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = MemoryLog(clock_ms)
    for first in (0, 3):
        await say(log, range(first, first + 3))
        async with archiving(log, Archive(str(tmp_path)), age_ms=0):
            await archived_to(Archive(str(tmp_path)), await log.end())
    oldest, _ = sorted((tmp_path / "partition-0" / "manifests").iterdir())
    oldest.write_text("{}")
    await say(log, range(6, 9))

    async with archiving(log, Archive(str(tmp_path)), age_ms=0):
        await archived_to(Archive(str(tmp_path)), await log.end())
    assert "restore it from a copy" in caplog.text


async def test_an_outage_of_the_archive_is_waited_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    log = MemoryLog(clock_ms)
    await say(log, range(3))
    segments = tmp_path / "partition-0" / "segments"
    segments.parent.mkdir()
    # Nothing can be written where a file stands in the way of the folder.
    segments.touch()

    async with archiving(log, Archive(str(tmp_path)), age_ms=0):
        await seen(lambda: "publishing a segment failed" in caplog.text)
        assert await Archive(str(tmp_path)).end() == EntryId.START
        segments.unlink()
        await archived_to(Archive(str(tmp_path)), await log.end())

    look = Archive(str(tmp_path))
    assert await look.read(EntryId.START, HISTORY, limit=100) == await everything(log)
    assert len(list(segments.iterdir())) == 1
    await look.close()


async def test_a_full_disk_is_waited_out_and_nothing_is_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    log = MemoryLog(clock_ms)
    await say(log, range(3))
    tries = iter(("full", "full"))
    begin = Archive.begin

    async def begun(self: Archive, epoch: str) -> SegmentWriter:
        writer = await begin(self, epoch)
        if next(tries, None):
            writer.path.symlink_to("/dev/full")
        return writer

    monkeypatch.setattr(Archive, "begin", begun)

    async with archiving(log, Archive(str(tmp_path)), age_ms=0):
        await archived_to(Archive(str(tmp_path)), await log.end())

    look = Archive(str(tmp_path))
    assert caplog.text.count("see to its disk's free space") == 2
    assert await look.read(EntryId.START, HISTORY, limit=100) == await everything(log)
    assert (await look.verify()).problems == ()
    assert list((tmp_path / "partition-0" / "spool").iterdir()) == []
    await look.close()


async def test_a_finished_file_that_is_gone_is_not_published(tmp_path: Path) -> None:
    log = MemoryLog(clock_ms)
    await say(log, range(3))
    archive = Archive(str(tmp_path))
    writer = await archive.begin(log.epoch)
    writer.add(await everything(log))
    writer.finish()
    writer.path.unlink()

    with pytest.raises(ArchiveInUse, match="cleared the spool"):
        await archive.publish(writer, epoch=log.epoch, closed_at=NOON)
    assert await archive.end() == EntryId.START


def start(redis_url: str, data: Path) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "CLAIMWIRE_REDIS_URL": redis_url,
        "CLAIMWIRE_DATA_DIR": str(data),
        "CLAIMWIRE_ARCHIVER_PORT": "0",
        "CLAIMWIRE_ARCHIVE_SEGMENT_EVENTS": "1",
        "CLAIMWIRE_ARCHIVE_SEGMENT_SECONDS": "0",
        "CLAIMWIRE_ARCHIVE_HOT_SECONDS": "0",
    }
    return subprocess.Popen([sys.executable, "-m", "claimwire_archiver"], env=environment)


def holds(folder: Path, number: int) -> bool:
    """Whether there are at least so many files in it."""
    return len(list(folder.glob("*"))) >= number


async def test_a_kill_at_any_moment_loses_nothing_and_doubles_nothing(
    redis_url: str, redis_log: RedisLog, tmp_path: Path
) -> None:
    await say(redis_log, range(3_000))
    before, look = await everything(redis_log), Archive(str(tmp_path / "archive"))
    manifests = tmp_path / "archive" / "partition-0" / "manifests"
    found: Sequence[int] = []

    for closed in (1, 4, 8):
        process = start(redis_url, tmp_path)
        # Segment follows segment, so the kill falls into the middle of one.
        wait_until(partial(holds, manifests, closed), 60)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        assert (await look.verify()).problems == ()
        found = [*found, len(await look.segments())]
    process = start(redis_url, tmp_path)
    await archived_to(look, before[-1].id)

    async def trimmed() -> bool:
        return await redis_log.trim_line() >= before[-2].id

    await until(trimmed)
    process.terminate()
    assert process.wait(30) in {0, -signal.SIGTERM}

    assert found[-1] < 12, "it was killed before it had done all"
    assert (await look.verify()).problems == ()
    assert await look.read(EntryId.START, HISTORY, limit=100_000) == before
    sizes = {stream.stream: stream.length for stream in (await redis_log.status()).streams}
    assert sizes[Stream.ARTICLES] + sizes[Stream.CLAIMS] + sizes[Stream.STRIKES] + sizes[Stream.EXTRACTIONS] == 1
    await look.close()

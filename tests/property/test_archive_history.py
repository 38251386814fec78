"""A reader behind the trim line reads what one reads that was there all along."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimwire.archive import Archive, History
from claimwire.errors import BehindTrimLine
from claimwire.events import HISTORY, Stream
from claimwire.log import Entry, EntryId, MemoryLog

R = TypeVar("R")
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


async def written(streams: Sequence[Stream], gaps: Sequence[int]) -> MemoryLog:
    ticks = count(1_900_000_000_000)
    now = next(ticks)
    log = MemoryLog(lambda: now)
    for number, stream in enumerate(streams):
        now += gaps[number % len(gaps)]
        await log.add_foreign(stream, {b"n": str(number).encode()})
    return log


async def archived(log: MemoryLog, archive: Archive, sizes: Sequence[int], groups: int) -> None:
    """Move what these sizes make up of the log, from the archive's end on, into segments."""
    end = await archive.end()
    for size in sizes:
        entries = await log.read(end, HISTORY, limit=size)
        if not entries:
            return
        writer = await archive.begin(log.epoch)
        for start in range(0, len(entries), groups):
            writer.add(entries[start : start + groups])
            writer.end_group()
        end = (await archive.publish(writer, epoch=log.epoch, closed_at=NOON)).last


async def read_all(
    reader: History | MemoryLog, streams: Sequence[Stream], limits: Sequence[int], after: EntryId = EntryId.START
) -> list[Entry]:
    found: list[Entry] = []
    turn = count()
    while page := await reader.read(found[-1].id if found else after, streams, limit=limits[next(turn) % len(limits)]):
        found += page
    return found


@settings(max_examples=60, deadline=None)
@given(
    recorded=st.lists(st.sampled_from(HISTORY), max_size=40),
    gaps=st.lists(st.integers(0, 3), min_size=1, max_size=5),
    sizes=st.lists(st.integers(1, 12), max_size=6),
    groups=st.integers(1, 5),
    trims=st.lists(st.floats(0, 1), max_size=3),
    streams=st.lists(st.sampled_from(HISTORY), min_size=1, unique=True),
    limits=st.lists(st.integers(1, 9), min_size=1, max_size=4),
    begin=st.floats(0, 1),
)
def test_history_has_no_seam(
    *,
    recorded: list[Stream],
    gaps: list[int],
    sizes: list[int],
    groups: int,
    trims: list[float],
    streams: list[Stream],
    limits: list[int],
    begin: float,
) -> None:
    async def scenario(folder: str) -> None:
        log = await written(recorded, gaps)
        everything = await log.read(EntryId.START, HISTORY, limit=1_000)
        archive = Archive(folder)
        await archived(log, archive, sizes, groups)
        end = await archive.end()
        await log.report_checkpoint("archiver", HISTORY, end)
        ids = [EntryId.START, *(entry.id for entry in everything)]
        after = ids[int(begin * (len(ids) - 1))]
        expected = [entry for entry in everything if entry.stream in streams and entry.id > after]
        history = History(log, archive)
        await history.open()
        for trim in [0.0, *sorted(trims)]:
            # Never beyond the archive's end, whatever is asked.
            assert await log.trim(EntryId(2_000_000_000_000 if trim == 1 else int(trim * end.ms), 0)) <= end

            assert await read_all(history, streams, limits, after) == expected
        assert [entry.id for entry in await log.read(await log.trim_line(), HISTORY, limit=1_000)] == [
            entry.id for entry in everything if entry.id > await log.trim_line()
        ]
        await archive.close()

    with TemporaryDirectory() as folder:
        asyncio.run(scenario(folder))


async def test_a_reader_that_waits_behind_the_trim_line_does_not_read_the_archive_again(tmp_path: Path) -> None:
    log = await written([Stream.ARTICLES, *[Stream.CLAIMS] * 9], [1])
    archive = Archive(str(tmp_path))
    await archived(log, archive, [4, 5], 2)
    await log.trim(await archive.end())
    history = History(log, archive)
    await history.open()
    [article] = await history.read(EntryId.START, [Stream.ARTICLES], limit=10)
    assert await history.read(article.id, [Stream.ARTICLES], limit=10) == []
    # From here on any look into the archive would fail.
    archive._opened, archive.url = None, "gopher://nowhere"

    assert await history.read(article.id, [Stream.ARTICLES], limit=10) == []
    added = await log.add_foreign(Stream.ARTICLES, {b"n": b"new"})
    assert [entry.id for entry in await history.read(article.id, [Stream.ARTICLES], limit=10)] == [added]


class ArchiveThatGrows(Archive):
    """Gets a segment more as soon as somebody has looked into it."""

    def __init__(self, url: str, log: MemoryLog) -> None:
        super().__init__(url)
        self._log = log

    async def _call(self, work: Callable[[Any], R]) -> R:
        seen = await super()._call(work)
        await archived(self._log, Archive(self.url), [2], 2)
        return seen


async def test_what_is_archived_between_two_looks_is_not_passed_over(tmp_path: Path) -> None:
    streams = [Stream.ARTICLES, Stream.CLAIMS, Stream.CLAIMS, Stream.CLAIMS, Stream.ARTICLES, Stream.CLAIMS]
    log = await written(streams, [1])
    await archived(log, Archive(str(tmp_path)), [4], 2)
    first, second = await log.read(EntryId.START, [Stream.ARTICLES], limit=10)
    await log.trim(await Archive(str(tmp_path)).end())
    history = History(log, ArchiveThatGrows(str(tmp_path), log))
    await history.open()

    assert await history.read(first.id, [Stream.ARTICLES], limit=10) == [second]


async def test_what_is_neither_in_the_log_nor_in_the_archive_is_told(tmp_path: Path) -> None:
    log = await written([Stream.ARTICLES] * 4, [1])
    await log.trim(EntryId(2_000_000_000_000, 0))
    history = History(log, Archive(str(tmp_path)))
    await history.open()

    with pytest.raises(BehindTrimLine, match="in neither"):
        await history.read(EntryId.START, HISTORY, limit=1)

"""The archive beside raw pyarrow, and the log's memory before and after trimming.

Written: the same entries from where a reader holds them. Ours looks at each entry, turns them
into columns, closes segments with digests and manifests, and syncs them; the raw way has the values column by column
and writes one file with the same options. Read:
ours checks digests and gives entries; the raw way gives the rows of the same columns as Python values, or scans them
without making any.
"""

import shutil
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from redis import Redis
from tests.bench.bench import Bench, emptied
from tests.bench.made_history import write_history
from tests.bench.measurement import Measurement
from tests.bench.rounds import in_turns

from claimwire.archive import Archive
from claimwire.archive.columns import SCHEMA, to_batch
from claimwire.archive.segment_writer import OPTIONS
from claimwire.events import HISTORY
from claimwire.log import Entry, EntryId, RedisLog

PAGE: Final = 1_000
SEGMENT: Final = 50_000
GROUP: Final = 4_000
AIM: Final = 0.5
EPOCH: Final = "bench"


async def run(bench: Bench) -> list[Measurement]:
    """Measure writing, reading, replaying, and what trimming gives back."""
    with bench.server() as url:
        emptied(url).close()
        empty = _used(url)
        log = RedisLog(url)
        await log.open()
        try:
            await write_history(log, bench.size(10_000))
            entries = await _everything(log)
            memory = await _memory(log, entries, lambda: (_used(url) - empty) / len(entries))
        finally:
            await log.close()
    return [*await _beside_pyarrow(bench, entries), *memory]


async def _beside_pyarrow(bench: Bench, entries: Sequence[Entry]) -> list[Measurement]:
    table = pa.Table.from_batches([to_batch(entries[start : start + PAGE]) for start in range(0, len(entries), PAGE)])
    kept, raw_file, numbers = bench.folder / "kept", bench.folder / "raw.parquet", count()
    columns = _values(table)
    await _write(kept, entries)
    _write_raw(raw_file, columns)

    async def write() -> float:
        folder = bench.folder / f"written-{next(numbers)}"
        started = time.perf_counter()
        await _write(folder, entries)
        seconds = time.perf_counter() - started
        shutil.rmtree(folder)
        return len(entries) / seconds

    async def write_raw() -> float:
        started = time.perf_counter()
        _write_raw(raw_file, columns)
        return len(entries) / (time.perf_counter() - started)

    async def read() -> float:
        return await _read(kept, len(entries), typed=False)

    async def replay() -> float:
        return await _read(kept, len(entries), typed=True)

    async def read_raw() -> float:
        return _read_raw(raw_file, len(entries), values=True)

    async def scan() -> float:
        return _read_raw(raw_file, len(entries), values=False)

    rounds = bench.rounds(7)
    return [
        await in_turns("archive write", "events/s", write, write_raw, rounds=rounds, at_least=AIM),
        await in_turns("archive read", "events/s", read, read_raw, rounds=rounds, at_least=AIM),
        await in_turns("archive replay (untyped, beside a scan)", "events/s", read, scan, rounds=rounds),
        await in_turns("archive replay (typed, beside a scan)", "events/s", replay, scan, rounds=rounds),
    ]


async def _everything(log: RedisLog) -> list[Entry]:
    entries: list[Entry] = []
    while page := await log.read(entries[-1].id if entries else EntryId.START, HISTORY, limit=PAGE):
        entries += page
    return entries


async def _write(folder: Path, entries: Sequence[Entry]) -> None:
    archive = Archive(str(folder))
    for first in range(0, len(entries), SEGMENT):
        writer = await archive.begin(EPOCH)
        for start in range(first, min(first + SEGMENT, len(entries)), PAGE):
            writer.add(entries[start : start + PAGE])
        await archive.publish(writer, epoch=EPOCH, closed_at=datetime.now(UTC))
    await archive.close()


def _values(table: pa.Table) -> list[tuple[pa.DataType, list[Any]]]:
    """Columns as lists of Python values: text as bytes, as a reader of the log has it, and times as numbers."""
    plain = {pa.string(): pa.binary(), pa.timestamp("us", "UTC"): pa.int64(), pa.timestamp("ms", "UTC"): pa.int64()}
    kinds = [plain.get(column.type, column.type) for column in table.columns]
    return [(kind, column.cast(kind).to_pylist()) for kind, column in zip(kinds, table.columns, strict=True)]


def _write_raw(file: Path, columns: Sequence[tuple[pa.DataType, list[Any]]]) -> None:
    arrays = [pa.array(values, kind) for kind, values in columns]
    table = pa.table([array.cast(field.type) for array, field in zip(arrays, SCHEMA, strict=True)], schema=SCHEMA)
    pq.write_table(table, file, row_group_size=GROUP, **OPTIONS)


async def _read(folder: Path, total: int, *, typed: bool) -> float:
    archive, position, seen = Archive(str(folder)), EntryId.START, 0
    started = time.perf_counter()
    while entries := await archive.read(position, HISTORY, limit=PAGE):
        if typed:
            for entry in entries:
                entry.event()
        position, seen = entries[-1].id, seen + len(entries)
    seconds = time.perf_counter() - started
    await archive.close()
    assert seen == total
    return seen / seconds


def _read_raw(file: Path, total: int, *, values: bool) -> float:
    started = time.perf_counter()
    seen = 0
    with pq.ParquetFile(file) as opened:
        for batch in opened.iter_batches(GROUP, use_threads=False):
            seen += len(batch.to_pylist()) if values else len(batch)
    assert seen == total
    return seen / (time.perf_counter() - started)


async def _memory(log: RedisLog, entries: Sequence[Entry], used: Callable[[], float]) -> list[Measurement]:
    """What the server holds for each event of the whole history, before and after nine tenths of it are trimmed."""
    before = used()
    await log.trim(entries[len(entries) * 9 // 10].id)
    after = used()
    return [
        Measurement(
            name="memory per event of history, a tenth kept hot",
            value=round(after, 1),
            unit="bytes",
            baseline=round(before, 1),
            ratio=round(after / before, 3),
        )
    ]


def _used(url: str) -> float:
    with Redis.from_url(url) as client:
        return float(client.info("memory")["used_memory"])

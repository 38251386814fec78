"""``python -m tests.bench.rebuild_process LOG FOLDER [VIEWS]``: one rebuild, in a process that holds nothing else.

Prints seconds, events, and the memory of the process and its children, in MB, at the first tenth and at the end.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from claimwire.archive import History
from claimwire.views import BuildName, BuildProgress, PostgresBuilds, SqliteBuilds
from claimwire_projection.adapters.builder import Builder
from claimwire_projection.adapters.command import BATCH
from claimwire_projection.adapters.history_size import entries_in
from claimwire_projection.adapters.history_source import HistorySource
from claimwire_projection.adapters.ready_ahead import ReadyAhead
from claimwire_projection.adapters.rebuilding import Order, Rebuilding


async def rebuild(url: str, folder: Path, views_url: str | None) -> dict[str, float]:
    """Do what ``claimwire rebuild projection --no-switch`` does, and look at the memory meanwhile."""
    source = HistorySource(url=url, data_dir=folder)
    builds = PostgresBuilds(views_url) if views_url else SqliteBuilds(folder)
    seen: list[tuple[int, float]] = []

    def told(_build: BuildName, progress: BuildProgress) -> None:
        seen.append((progress.events, memory_mb()))

    started = time.perf_counter()
    with ReadyAhead(source) as ahead:
        async with source.opened() as (log, archive):
            builder = Builder(History(log, archive), batch=BATCH, monotonic=time.monotonic, ahead=ahead)
            size = partial(entries_in, log, archive)
            rebuilding = Rebuilding(log, builder, builds, size=size, now=lambda: datetime.now(UTC))
            number = await rebuilding.rebuild(Order(operator="bench"), told)
    seconds = time.perf_counter() - started
    builds.drop(BuildName(number=number))
    builds.close()
    events = seen[-1][0]
    first = next(memory for count, memory in seen if count >= events / 10)
    return {"seconds": seconds, "events": events, "first_mb": first, "last_mb": seen[-1][1]}


def memory_mb() -> float:
    """Resident memory of this process and those it started."""
    return sum(_resident_kb(pid) for pid in _family(os.getpid())) / 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text(encoding="ascii").split():
            yield from _family(int(child))


def _resident_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


if __name__ == "__main__":
    url, folder, *views = sys.argv[1:]
    sys.stdout.write(json.dumps(asyncio.run(rebuild(url, Path(folder), views[0] if views else None))))

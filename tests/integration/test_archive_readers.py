"""Services that read history go on from the archive where the log was trimmed."""

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from claimwire.archive import Archive, History
from claimwire.errors import BehindTrimLine
from claimwire.events import HISTORY
from claimwire.log import Append, EntryId, MemoryLog, Position
from claimwire.subscriptions import Progress
from claimwire.testing import extracted, publication
from claimwire.views import SqliteBuilds, wait_for
from claimwire.views.schema import metadata
from claimwire_ingest.adapters.article_index import ArticleIndex
from claimwire_projection.adapters.projector import Projector

ARTICLES = 300


@pytest.fixture
async def log() -> MemoryLog:
    made = MemoryLog(lambda: time.time_ns() // 1_000_000)
    for number in range(ARTICLES):
        article = f"a-{number}"
        await made.append([publication(article), *(Append(event=event) for event in extracted(article))])
    return made


async def trimmed(log: MemoryLog, tmp_path: Path) -> History:
    """Two thirds of it in the archive, and half of it in the log."""
    archive = Archive(str(tmp_path / "archive"))
    entries = await log.read(EntryId.START, HISTORY, limit=10_000)
    for part in (entries[:500], entries[500:800]):
        writer = await archive.begin(log.epoch)
        writer.add(part)
        await archive.publish(writer, epoch=log.epoch, closed_at=datetime.now(UTC))
    await log.trim(entries[600].id)
    return History(log, archive)


def dump(engine: Engine) -> dict[str, list[Any]]:
    with engine.begin() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all())) for table in metadata.sorted_tables
        }


async def projected(log: MemoryLog, folder: Path, history: History | None) -> dict[str, list[Any]]:
    builds, stop = SqliteBuilds(folder), asyncio.Event()
    projector = Projector(log, builds, Progress(time.monotonic), batch=70, history=history)
    engine = builds.database(1).reader()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(projector.run(stop))
        await wait_for(engine, Position(0, await log.end()), within_s=20)
        stop.set()
    rows = dump(engine)
    engine.dispose()
    return rows


async def test_a_view_built_from_archive_and_log_is_the_one_built_from_the_log(log: MemoryLog, tmp_path: Path) -> None:
    whole = await projected(log, tmp_path / "whole", None)
    history = await trimmed(log, tmp_path)

    assert await projected(log, tmp_path / "again", history) == whole
    assert len(whole["articles"]) == ARTICLES


async def test_ingest_learns_trimmed_heads_from_the_archive(log: MemoryLog, tmp_path: Path) -> None:
    history = await trimmed(log, tmp_path)
    index = ArticleIndex.in_folder(tmp_path)
    with pytest.raises(BehindTrimLine):
        await index.refresh(log)

    await index.refresh(log, history)

    heads, known_until = await index.find([f"a-{number}" for number in range(ARTICLES)], log.epoch)
    assert len(heads) == ARTICLES
    assert known_until == await log.end()
    index.close()

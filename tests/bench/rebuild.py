"""``claimwire rebuild`` from a written log to a finished build, beside inserts of the same rows in the same transactions.

Ours runs in a process of its own, whose memory is looked at. The raw way has its rows as the driver wants
them, hands them to ``executemany``, and makes the indexes at the end, as ours does. It keeps them all in
memory, so from a long history it writes the first part only.
"""

import asyncio
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from subprocess import PIPE
from typing import Any, Final

import click
from tests.bench.bench import Bench, emptied
from tests.bench.made_history import write_history
from tests.bench.measurement import Measurement
from tests.bench.postgres import postgres
from tests.bench.raw_rows import insert_raw, raw_transactions

from claimwire.log import RedisLog
from claimwire.views import BuildName, PostgresBuilds, SqliteBuilds, ViewBuilds
from claimwire_projection.adapters.command import BATCH

_EVENTS_OF_AN_ARTICLE: Final = 6
_RAW_EVENTS: Final = 60_000
_MILLION_WITHIN_S: Final = 90
_FLAT: Final = 1.25
_NUMBER: Final = 1_000_000
"""A build that is not ours."""


async def run(bench: Bench) -> list[Measurement]:
    """Rebuild once into each kind of database."""
    with bench.server(fsync="no") as url, postgres() as views_url:
        emptied(url).close()
        log = RedisLog(url)
        await log.open()
        try:
            await write_history(log, bench.size(bench.rebuilt // _EVENTS_OF_AN_ARTICLE))
            results = await _into("SQLite", SqliteBuilds(bench.folder), log, [url, str(bench.folder)])
            if views_url:
                builds = PostgresBuilds(views_url)
                results += await _into("PostgreSQL", builds, log, [url, str(bench.folder), views_url])
                builds.close()
            else:
                click.echo("no PostgreSQL: there is no Docker engine to run one", err=True)
            return results
        finally:
            await log.close()


async def _into(name: str, builds: ViewBuilds, log: RedisLog, words: list[str]) -> list[Measurement]:
    raw = await _raw(builds, log)
    ours = await _ours(words)
    rate = ours["events"] / ours["seconds"]
    aimed = 1_000_000 / _MILLION_WITHIN_S
    growth = ours["last_mb"] / ours["first_mb"]
    return [
        Measurement(
            name=f"rebuild ({name})",
            value=round(rate, 1),
            unit="events/s",
            baseline=round(raw, 1),
            ratio=round(rate / raw, 3),
            aim=f"1,000,000 in {_MILLION_WITHIN_S} s",
            met=rate >= aimed,
        ),
        Measurement(
            name=f"rebuild's memory ({name})",
            value=round(ours["last_mb"], 1),
            unit="MB at the end",
            baseline=round(ours["first_mb"], 1),
            ratio=round(growth, 3),
            aim=f"ratio <= {_FLAT:g}",
            met=growth <= _FLAT,
        ),
    ]


async def _ours(words: list[str]) -> Mapping[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.rebuild_process", *words, stdout=PIPE, cwd=Path(__file__).parents[2]
    )
    told, _ = await process.communicate()
    assert process.returncode == 0, "the rebuild failed"
    found: Mapping[str, Any] = json.loads(told)
    return found


async def _raw(builds: ViewBuilds, log: RedisLog) -> float:
    transactions, events = await raw_transactions(log, BATCH, most=_RAW_EVENTS)
    seconds = insert_raw(builds.database(_NUMBER, finished=False), transactions)
    started = time.perf_counter()
    builds.finish(_NUMBER)
    seconds += time.perf_counter() - started
    builds.drop(BuildName(number=_NUMBER))
    return events / seconds

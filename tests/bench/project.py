"""The projection from a written log to its tables, beside inserts of the same rows in the same transactions.

Ours reads the log, decodes and validates every event, computes the rows and looks for parked
articles. The raw way has its rows as the driver wants them, and hands them to ``executemany``.
"""

import asyncio
import time
from collections.abc import Callable
from itertools import count
from typing import Final

import click
from tests.bench.bench import Bench, emptied
from tests.bench.made_history import write_history
from tests.bench.measurement import Measurement
from tests.bench.postgres import postgres
from tests.bench.raw_rows import insert_raw, raw_transactions
from tests.bench.rounds import in_turns

from claimwire.log import RedisLog
from claimwire.subscriptions import Progress
from claimwire.views import PostgresBuilds, SqliteBuilds, ViewBuilds
from claimwire_projection.adapters.projector import Projector
from claimwire_projection.adapters.view_store import ViewStore

BATCH: Final = 500
AIM: Final = 0.4

FreshViews = Callable[[], ViewBuilds]
"""Gives a place where no read models have ever been."""


async def run(bench: Bench) -> list[Measurement]:
    """Measure events a second into each kind of database."""
    numbers = count(1_000)
    results = [await _into("SQLite", lambda: SqliteBuilds(bench.folder, version=next(numbers)), bench)]
    with postgres() as url:
        if url:
            results.append(await _into("PostgreSQL", lambda: PostgresBuilds(url, version=next(numbers)), bench))
        else:
            click.echo("no PostgreSQL: there is no Docker engine to run one", err=True)
    return results


async def _into(name: str, fresh: FreshViews, bench: Bench) -> Measurement:
    with bench.server() as url:
        emptied(url).close()
        log = RedisLog(url)
        await log.open()
        try:
            total = await write_history(log, bench.size(1_000))
            transactions, _ = await raw_transactions(log, BATCH)

            async def ours() -> float:
                return total / await _seconds_of_projecting(log, fresh())

            async def raw() -> float:
                return total / insert_raw(fresh().database(1), transactions)

            return await in_turns(f"project ({name})", "events/s", ours, raw, rounds=bench.rounds(7), at_least=AIM)
        finally:
            await log.close()


async def _seconds_of_projecting(log: RedisLog, builds: ViewBuilds) -> float:
    store = ViewStore(builds.database(1))
    store.open(log.epoch, log.partition)
    store.close()
    progress, stop, end = Progress(time.monotonic), asyncio.Event(), await log.end()
    started = time.perf_counter()
    running = asyncio.create_task(Projector(log, builds, progress, batch=BATCH).run(stop))
    while progress.position != end:
        assert not running.done(), "the projection ended before the log's end"
        await asyncio.sleep(0.001)
    seconds = time.perf_counter() - started
    stop.set()
    await running
    return seconds

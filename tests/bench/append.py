"""Our append of new articles, in batches of a hundred, beside MULTI pipelines of XADDs of the same bytes.

Ours encodes the events, asks for each article's head, gives out ids from the partition's clock and
moves the head. The raw way adds fields that are bytes already.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from tests.bench.bench import Bench, emptied, new_log
from tests.bench.made_articles import articles, publication
from tests.bench.measurement import Measurement
from tests.bench.rounds import in_turns

from claimwire.events import to_fields
from claimwire.log import Append, RedisLog

BATCH: Final = 100
AIM: Final = 0.6


async def run(bench: Bench) -> list[Measurement]:
    """Measure with both fsync policies."""
    return [await _with_fsync(bench, policy) for policy in ("always", "everysec")]


async def _with_fsync(bench: Bench, policy: str) -> Measurement:
    events = articles(bench.size(2_000))
    appends = [publication(event) for event in events]
    fields = [to_fields(event) for event in events]
    with bench.server(fsync=policy) as url:

        async def ours() -> float:
            async with new_log(url) as log:
                return await _ours(log, appends)

        async def raw() -> float:
            return _raw(url, fields)

        name = f"append (fsync {policy})"
        return await in_turns(name, "events/s", ours, raw, rounds=bench.rounds(9), at_least=AIM)


async def _ours(log: RedisLog, appends: Sequence[Append]) -> float:
    started = time.perf_counter()
    for start in range(0, len(appends), BATCH):
        await log.append(appends[start : start + BATCH])
    return len(appends) / (time.perf_counter() - started)


def _raw(url: str, entries: Sequence[Mapping[Any, Any]]) -> float:
    with emptied(url) as client:
        started = time.perf_counter()
        for start in range(0, len(entries), BATCH):
            pipeline = client.pipeline(transaction=True)
            for fields in entries[start : start + BATCH]:
                pipeline.xadd("raw:articles", dict(fields))
            pipeline.execute()
        return len(entries) / (time.perf_counter() - started)

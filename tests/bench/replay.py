"""Reading the whole log in order, beside XRANGE of the same streams one after the other.

Both get five hundred entries at a time. Ours merges the streams by id; typed, every entry is
decoded and validated as well.
"""

import time
from typing import Final

from redis import Redis
from tests.bench.bench import Bench, emptied
from tests.bench.made_history import write_history
from tests.bench.measurement import Measurement
from tests.bench.rounds import in_turns

from claimwire.events import HISTORY
from claimwire.log import EntryId, RedisLog

BATCH: Final = 500
AIM_TYPED: Final = 0.2
AIM_UNTYPED: Final = 0.5


async def run(bench: Bench) -> list[Measurement]:
    """Measure with and without types."""
    with bench.server() as url:
        emptied(url).close()
        log = RedisLog(url)
        await log.open()
        total = await write_history(log, bench.size(2_000))

        async def typed() -> float:
            return await _ours(log, total, typed=True)

        async def untyped() -> float:
            return await _ours(log, total, typed=False)

        async def raw() -> float:
            return _raw(url, total)

        rounds = bench.rounds(9)
        try:
            return [
                await in_turns("replay (typed)", "events/s", typed, raw, rounds=rounds, at_least=AIM_TYPED),
                await in_turns("replay (untyped)", "events/s", untyped, raw, rounds=rounds, at_least=AIM_UNTYPED),
            ]
        finally:
            await log.close()


async def _ours(log: RedisLog, total: int, *, typed: bool) -> float:
    started = time.perf_counter()
    position, seen = EntryId.START, 0
    while entries := await log.read(position, HISTORY, limit=BATCH):
        if typed:
            for entry in entries:
                entry.event()
        position, seen = entries[-1].id, seen + len(entries)
    assert seen == total
    return seen / (time.perf_counter() - started)


def _raw(url: str, total: int) -> float:
    with Redis.from_url(url, protocol=2) as client:
        started = time.perf_counter()
        seen = 0
        for stream in HISTORY:
            after = b"-"
            while found := client.xrange(f"claimwire:{{0}}:{stream}", min=after, count=BATCH):
                after, seen = b"(" + found[-1][0], seen + len(found)
        assert seen == total
        return seen / (time.perf_counter() - started)

"""Read, validate and commit, one article to three outputs, beside XREADGROUP and MULTI of XADDs and XACK.

Both take a hundred inputs at a time. Ours decodes and validates each input, encodes its outputs and
asks whether the input is still pending. The raw way reads nothing of its input and adds bytes.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from tests.bench.bench import Bench, emptied, new_log
from tests.bench.made_articles import articles
from tests.bench.made_history import outputs
from tests.bench.measurement import Measurement
from tests.bench.rounds import in_turns

from claimwire.events import Event, Stream, stream_of, to_fields
from claimwire.log import Append, Commit, RedisLog

BATCH: Final = 100
AIM: Final = 0.5
_GROUP: Final = "bench"


async def run(bench: Bench) -> list[Measurement]:
    """Measure inputs a second."""
    inputs = articles(bench.size(1_000))
    answers = {event.subject: outputs(event.subject) for event in inputs}
    fields = [(f"raw:{stream_of(event.data)}", to_fields(event)) for event in answers[inputs[0].subject]]
    with bench.server() as url:

        async def ours() -> float:
            async with new_log(url) as log:
                await log.append([Append(event=event) for event in inputs])
                await log.ensure_group(Stream.ARTICLES, _GROUP)
                return await _ours(log, answers)

        async def raw() -> float:
            return _raw(url, [to_fields(event) for event in inputs], fields)

        return [await in_turns("commit", "inputs/s", ours, raw, rounds=bench.rounds(9), at_least=AIM)]


async def _ours(log: RedisLog, answers: Mapping[str, Sequence[Event]]) -> float:
    started = time.perf_counter()
    while deliveries := await log.take(Stream.ARTICLES, _GROUP, "one", limit=BATCH):
        read = [(delivery.entry.id, delivery.entry.event()) for delivery in deliveries]
        await log.commit(
            Stream.ARTICLES, _GROUP, [Commit(entry_id, answers[event.subject]) for entry_id, event in read]
        )
    return len(answers) / (time.perf_counter() - started)


def _raw(url: str, inputs: Sequence[Mapping[Any, Any]], answer: Sequence[tuple[str, Mapping[Any, Any]]]) -> float:
    with emptied(url) as client:
        for fields in inputs:
            client.xadd("raw:articles", dict(fields))
        client.xgroup_create("raw:articles", _GROUP, id="0")
        started = time.perf_counter()
        while found := client.xreadgroup(_GROUP, "one", {"raw:articles": ">"}, count=BATCH):
            [(_, entries)] = found
            pipeline = client.pipeline(transaction=True)
            for entry_id, _ in entries:
                for stream, fields in answer:
                    pipeline.xadd(stream, dict(fields))
                pipeline.xack("raw:articles", _GROUP, entry_id)
            pipeline.execute()
        return len(inputs) / (time.perf_counter() - started)

"""One article after the other in one process: what our rules cost beside the parser, and how long the seed takes.

The first two are CPU time, which says something on a busy machine too.
"""

import json
import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench.bench import Bench
from tests.bench.made_articles import articles
from tests.bench.measurement import Measurement
from tests.bench.raw_spacy import parser

from claimwire.events import ArticlePublished
from claimwire_extractor.adapters.article_line import ArticleLine
from claimwire_extractor.adapters.article_reader import ArticleReader
from claimwire_extractor.adapters.pipeline import Pipeline
from claimwire_extractor.adapters.rules import load_rules

RULES_AIM: Final = 0.2
SEED_AIM_MS: Final = 100
_SEED: Final = Path(__file__).parents[2] / "seeds" / "lysychansk.txt"
_BATCH: Final = 32


async def run(bench: Bench) -> list[Measurement]:
    """Measure CPU milliseconds an article, and wall milliseconds of the seed article."""
    # In a process that computes in one thread, as every worker does.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["claimwire_extractor.adapters.one_thread"])
    with ProcessPoolExecutor(1, mp_context=context) as worker:
        return worker.submit(_measure, bench.size(50), bench.rounds(5), bench.rounds(50)).result()


def _measure(size: int, rounds: int, seed_rounds: int) -> list[Measurement]:
    pipeline, rules, bare = Pipeline.load(), load_rules(), parser()
    bodies = [event.data for event in articles(size)]
    texts = [body.text for body in bodies if isinstance(body, ArticlePublished)]
    day = datetime.now(UTC).date()

    def our_parse() -> None:
        for text in texts:
            pipeline.read(text)

    def bare_parse() -> None:
        for _ in bare.pipe(texts, batch_size=_BATCH):
            pass

    def our_rules() -> None:
        for reading in readings:
            rules(reading, day)

    readings = [pipeline.read(text) for text in texts]
    for side in (our_parse, bare_parse, our_rules):
        side()
    times = [tuple(map(_cpu_ms, (our_parse, bare_parse, our_rules))) for _ in range(rounds)]
    return [
        _beside("read (parser)", [(ours / len(texts), raw / len(texts)) for ours, raw, _ in times]),
        _beside("read (rules)", [(ours / len(texts), raw / len(texts)) for _, raw, ours in times], at_most=RULES_AIM),
        _seed(ArticleReader(pipeline, rules), seed_rounds),
    ]


def _cpu_ms(side: Callable[[], None]) -> float:
    started = time.process_time()
    side()
    return (time.process_time() - started) * 1000


def _beside(name: str, pairs: list[tuple[float, float]], *, at_most: float | None = None) -> Measurement:
    ratio = median(ours / raw for ours, raw in pairs)
    return Measurement(
        name=name,
        value=round(median(ours for ours, _ in pairs), 1),
        unit="ms/article",
        baseline=round(median(raw for _, raw in pairs), 1),
        ratio=round(ratio, 3),
        aim=None if at_most is None else f"ratio <= {at_most:g}",
        met=None if at_most is None else ratio <= at_most,
    )


def _seed(reader: ArticleReader, rounds: int) -> Measurement:
    said = json.loads(_SEED.with_suffix(".json").read_text(encoding="utf-8"))
    line = ArticleLine(id="seed", text=_SEED.read_text(encoding="utf-8"), published=said["published"])
    article = line.article(retrieved_at=datetime.now(UTC))
    reader(article)
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        reader(article)
        times.append((time.perf_counter() - started) * 1000)
    p50 = round(median(times), 1)
    return Measurement(
        name="read (seed article, p50)", value=p50, unit="ms", aim=f"<= {SEED_AIM_MS} ms", met=p50 <= SEED_AIM_MS
    )

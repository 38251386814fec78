"""The extractor as it is started in production, beside bare ``nlp.pipe`` in as many processes.

Ours takes articles from the stream, hands them to its worker processes and commits what they find.
The raw way has its texts dealt out to its processes, in batches, and only counts what is found: once
with the same components, where both must find the same number of claims and strikes, and once with
all components of the model as it comes, and none of ours.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import Final
from urllib.request import urlopen

from tests.bench.bench import Bench
from tests.bench.made_articles import articles
from tests.bench.measurement import Measurement
from tests.bench.processes import descendants, peak_mb
from tests.bench.raw_spacy import RawSpacy
from tests.bench.rounds import in_turns
from tests.free_ports import free_ports

from claimwire.events import ArticlePublished, Event, ExtractionCompleted, Stream
from claimwire.log import Append, RedisLog

AIM: Final = 0.85
WHOLE_MODEL_AIM: Final = 1.5
MEMORY_AIM_MB: Final = 500
_WITHIN_S: Final = 120


async def run(bench: Bench) -> list[Measurement]:
    """Measure articles a second, model and workers being loaded."""
    size, processes = bench.size(120), os.cpu_count() or 1
    salts = map(str, count())
    texts = [_text(event) for event in articles(size)]
    with bench.server() as url, _extractor(url, processes) as extractor:
        log = RedisLog(url)
        await log.open()
        facts: set[int] = set()

        async def ours() -> float:
            new = [Append(event=event) for event in articles(size, salt=next(salts))]
            after = await log.end()
            started = time.perf_counter()
            await log.append(new)
            completed: list[ExtractionCompleted] = []
            while len(completed) < size:
                entries = await log.read(after, [Stream.EXTRACTIONS], limit=size, wait_ms=1_000)
                after = entries[-1].id if entries else after
                completed += [body for entry in entries if isinstance(body := entry.event().data, ExtractionCompleted)]
            seconds = time.perf_counter() - started
            facts.add(sum(body.claims + body.strikes for body in completed))
            return size / seconds

        async def same_components() -> float:
            started = time.perf_counter()
            facts.add(spacy.count(texts))
            return size / (time.perf_counter() - started)

        async def whole_model() -> float:
            started = time.perf_counter()
            model.count(texts)
            return size / (time.perf_counter() - started)

        try:
            with RawSpacy(processes) as spacy:
                results = [
                    await in_turns("extract", "articles/s", ours, same_components, rounds=bench.rounds(5), at_least=AIM)
                ]
            with RawSpacy(processes, whole_model=True) as model:
                results += [
                    await in_turns(
                        "extract (whole model)",
                        "articles/s",
                        ours,
                        whole_model,
                        rounds=bench.rounds(5),
                        at_least=WHOLE_MODEL_AIM,
                    )
                ]
        finally:
            await log.close()
        results += _memory(extractor)
    assert len(facts) == 1, f"ours and raw do not find the same: {facts}"
    return results


def _memory(extractor: int) -> list[Measurement]:
    """Tell the most memory that a process under the extractor has ever held; nothing where there is no /proc."""
    peaks = [peak_mb(pid) for pid in descendants(extractor)]
    if not peaks:
        return []
    return [
        Measurement(
            name="extract (worker's memory)",
            value=max(peaks),
            unit="MB",
            aim=f"<= {MEMORY_AIM_MB} MB",
            met=max(peaks) <= MEMORY_AIM_MB,
        )
    ]


def _text(article: Event) -> tuple[str, date]:
    body = article.data
    assert isinstance(body, ArticlePublished)
    assert body.published_at
    return body.text, body.published_at.date()


@contextmanager
def _extractor(url: str, workers: int) -> Iterator[int]:
    [port] = free_ports(1)
    settings = {"REDIS_URL": url, "EXTRACTOR_PORT": str(port), "EXTRACTOR_WORKERS": str(workers)}
    process = subprocess.Popen(
        [sys.executable, "-m", "claimwire_extractor"],
        env={**os.environ, **{f"CLAIMWIRE_{name}": value for name, value in settings.items()}},
        stdin=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + _WITHIN_S
        while not _ready(port):
            assert process.poll() is None, "the extractor ended"
            assert time.monotonic() < deadline, "the extractor is not ready"
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(_WITHIN_S)


def _ready(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False

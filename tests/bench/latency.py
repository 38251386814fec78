"""From the sending of an article to its claim on the stream and in ``/claims``, on an otherwise idle system.

The whole system runs as a user starts it, with the server's default of a sync to disk at every
write. Articles have the usual length and come one at a time, each when the one before is seen.
"""

import asyncio
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from random import Random
from statistics import quantiles
from typing import Any, Final

from redis import Redis
from tests.bench.bench import Bench
from tests.bench.made_articles import SEED, text
from tests.bench.measurement import Measurement
from tests.e2e.conftest import System
from tests.free_ports import free_ports

from claimwire.embedded.running_url import running_url

AIM_MS: Final = 150
_SERVICES: Final = ("query", "ingest", "extractor", "projection")
_CLAIMS: Final = "claimwire:{0}:claims"
_COLD: Final = 10
_LOOK_EVERY_S: Final = 0.002
_WITHIN_S: Final = 30


async def run(bench: Bench) -> list[Measurement]:
    """Measure milliseconds."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMWIRE_")}
    environment |= {name: os.environ[name] for name in ("CLAIMWIRE_GAZETTEER",) if name in os.environ}
    ports = dict(zip(_SERVICES, free_ports(len(_SERVICES)), strict=True))
    system = System(bench.folder / "data", ports, environment)
    try:
        system.start()
        sender = Sender(system)
        for number in range(_COLD + bench.size(200)):
            # Without a pause every article would meet the services at the same point of their loops.
            await asyncio.sleep(sender.random.uniform(0.02, 0.12))
            sender.send(number)
    finally:
        system.stop()
    return [
        *_lines("latency to /claims", sender.in_claims[_COLD:], aim_ms=AIM_MS),
        *_lines("latency to the stream", sender.on_stream[_COLD:]),
    ]


@dataclass
class Sender:
    """Sends articles and watches them arrive."""

    system: System
    random: Random = field(default_factory=lambda: Random(SEED))
    on_stream: list[float] = field(default_factory=list)
    in_claims: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ingest, self._query = (
            HTTPConnection("127.0.0.1", self.system.ports[name], timeout=_WITHIN_S) for name in ("ingest", "query")
        )
        self._log = Redis.from_url(running_url(self.system.data_dir))

    def send(self, number: int) -> None:
        """Send one article and note the milliseconds until its first claim is in both places."""
        started = time.perf_counter()
        receipt = self._asked(self._ingest, "POST", "/articles", _submission(number))
        article, after = receipt["article_id"], receipt["position"].partition(":")[2]
        self._await_stream(article, after)
        self.on_stream.append((time.perf_counter() - started) * 1000)
        while not self._asked(self._query, "GET", f"/claims?article_id={article}&limit=1")["items"]:
            assert time.perf_counter() - started < _WITHIN_S, "the article's claims do not come"
            time.sleep(_LOOK_EVERY_S)
        self.in_claims.append((time.perf_counter() - started) * 1000)

    def _await_stream(self, article: str, after: str) -> None:
        while True:
            answer: Any = self._log.xread({_CLAIMS: after}, block=_WITHIN_S * 1000)
            assert answer, "no claim comes"
            [[_, entries]] = answer
            if any(fields[b"subject"].decode() == article for _, fields in entries):
                return
            after = entries[-1][0]

    @staticmethod
    def _asked(connection: HTTPConnection, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        connection.request(method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = json.loads(answer.read())
        assert answer.status in {200, 201}, content
        return content


def _submission(number: int) -> dict[str, str]:
    return {
        "url": f"https://courier.example/latency/{number}",
        "publisher": "The Courier",
        "published_at": "2031-03-04T06:31:00Z",
        "text": text(number),
    }


def _lines(name: str, milliseconds: Sequence[float], *, aim_ms: float | None = None) -> list[Measurement]:
    percent = quantiles(milliseconds, n=100, method="inclusive")
    p50, p99 = round(percent[49], 1), round(percent[98], 1)
    aim, met = (None, None) if aim_ms is None else (f"p50 <= {aim_ms:g} ms", p50 <= aim_ms)
    return [
        Measurement(name=f"{name}, p50", value=p50, unit="ms", aim=aim, met=met),
        Measurement(name=f"{name}, p99", value=p99, unit="ms"),
    ]

"""kill -9 of everything, at random, while two thousand articles go through: nothing lost, nothing doubled."""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException
from itertools import islice, product
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from claimwire.embedded.running_url import running_url
from claimwire.events import ClaimReported, ExtractionCompleted, Stream, StrikeReported
from claimwire.log import Entry, EntryId, RedisLog
from claimwire.testing import wait_until

if TYPE_CHECKING:
    from tests.e2e.conftest import System

ARTICLES = 2_000
KILLS = {"worker": 10, "extractor": 4, "projection": 5, "server": 5}
SEED = int(os.environ.get("CLAIMWIRE_CHAOS_SEED", "20240506"))

TOWNS = (
    "Brackwater",
    "Ostrava Hill",
    "Lindenfold",
    "Marrowgate",
    "Tarn Bridge",
    "Quillhaven",
    "Dunmore",
    "Vesper Point",
)
SPEAKERS = ("Mayor Anna Holt", "Governor Petro Lysenko", "Police chief Omar Haddad", "Colonel Ivan Brandt")


def articles() -> Iterator[dict[str, str]]:
    numbers = range(ARTICLES)
    for number, (town, speaker) in zip(numbers, islice(endless(), ARTICLES), strict=False):
        yield {
            "url": f"https://wire.example/{number}",
            "publisher": "Example Wire",
            "published_at": "2024-05-06T09:00:00Z",
            "headline": f"Report {number}",
            "text": f"Report {number}\n\nRockets hit a depot in {town}, {speaker} said on Monday.",
        }


def endless() -> Iterator[tuple[str, str]]:
    while True:
        yield from product(TOWNS, SPEAKERS)


def send(url: str, article: dict[str, str]) -> None:
    """Send until it is acknowledged, as a careful sender does."""
    request = Request(
        f"{url}/articles", json.dumps(article).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    deadline = time.monotonic() + 120
    pause = threading.Event()
    while True:
        try:
            with urlopen(request, timeout=30) as answer:
                assert answer.status in {200, 201}
                return
        except (URLError, HTTPException, OSError):
            assert time.monotonic() < deadline, "an article was refused for two minutes"
            pause.wait(0.1)


class Killer:
    """Kills parts of a running system; a part that is just being started again is waited for."""

    def __init__(self, system: "System", draw: random.Random) -> None:
        self._system = system
        self._draw = draw
        self.killed: Counter[str] = Counter()

    def kill(self, kind: str) -> None:
        wait_until(lambda: bool(self._pids(kind)), 60)
        # What is found may end by itself before it is killed: then there is nothing to kill.
        with suppress(ProcessLookupError, IndexError):
            os.kill(self._draw.choice(self._pids(kind)), signal.SIGKILL)
            self.killed[kind] += 1

    def _pids(self, kind: str) -> list[int]:
        listed = subprocess.check_output(["ps", "-eo", "pid=,ppid=,args="], text=True).splitlines()
        processes = [(int(pid), int(parent), words) for pid, parent, words in (line.split(None, 2) for line in listed)]

        def children(parents: list[int], mark: str = "") -> list[int]:
            return [pid for pid, parent, words in processes if parent in parents and mark in words]

        ours = [self._system.process.pid]
        if kind == "server":
            return [pid for pid in children(ours) if pid not in children(ours, "claimwire_")]
        if kind == "worker":
            return children(children(children(ours, "claimwire_extractor")))
        return children(ours, f"claimwire_{kind}")


async def whole_log(url: str) -> list[Entry]:
    log = RedisLog(url)
    await log.open()
    entries: list[Entry] = []
    while page := await log.read(entries[-1].id if entries else EntryId.START, list(Stream), limit=1_000):
        entries += page
    await log.close()
    return entries


@pytest.mark.timeout(600)
def test_nothing_is_lost_and_nothing_is_doubled(system: "System", capsys: pytest.CaptureFixture[str]) -> None:
    system.environment["CLAIMWIRE_EXTRACTOR_RECLAIM_AFTER_MS"] = "3000"
    system.start("--workers", "2")
    draw = random.Random(SEED)
    killer = Killer(system, draw)
    victims = [kind for kind, times in KILLS.items() for _ in range(times)]
    draw.shuffle(victims)
    moments = dict(zip(sorted(draw.sample(range(ARTICLES), len(victims))), victims, strict=True))
    for number, article in enumerate(articles()):
        if number in moments:
            killer.kill(moments[number])
        send(system.url("ingest"), article)
    wait_until(system.caught_up, 300)

    events = [entry.event() for entry in asyncio.run(whole_log(running_url(system.data_dir)))]
    with capsys.disabled():
        sys.stdout.write(f"\nseed {SEED}: killed {dict(killer.killed)}, {len(events)} events\n")
    assert set(killer.killed) == set(KILLS)
    assert len({event.id for event in events}) == len(events), "an event was doubled"
    published = {event.subject for event in events if event.type == "claimwire.article.published"}
    assert len(published) == ARTICLES
    completions = [event.data for event in events if isinstance(event.data, ExtractionCompleted)]
    assert Counter(body.article_id for body in completions) == dict.fromkeys(published, 1)
    claims = Counter(event.data.claim_id for event in events if isinstance(event.data, ClaimReported))
    strikes = Counter(event.data.strike_id for event in events if isinstance(event.data, StrikeReported))
    assert claims == dict.fromkeys((claim for body in completions for claim in body.claim_ids), 1)
    assert strikes == dict.fromkeys((strike for body in completions for strike in body.strike_ids), 1)
    # Each article holds one attributed report of one strike.
    assert {(body.claims, body.strikes) for body in completions} == {(1, 1)}
    assert not [event for event in events if event.type.startswith("claimwire.deadletter")]

    shown = [item for path in ("/articles", "/claims", "/strikes") for item in [walk(system, path)]]
    assert [len(items) for items in shown] == [ARTICLES, len(claims), len(strikes)]
    assert {item["claim_id"] for item in shown[1]} == set(claims)
    assert system.stop() == 0


def walk(system: "System", path: str) -> list[dict[str, str]]:
    items: list[dict[str, str]] = []
    cursor = ""
    while True:
        page = system.get(f"{path}?limit=500{cursor}")
        items += page["items"]
        if not page["next_cursor"]:
            return items
        cursor = f"&cursor={page['next_cursor']}"

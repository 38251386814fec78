"""kill -9 of everything, at random, while two thousand articles go through: nothing lost, nothing doubled."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from tests.e2e.reports import report
from tests.e2e.sending import send

from claimwire.embedded.running_url import running_url
from claimwire.events import ClaimReported, ExtractionCompleted, Stream, StrikeReported
from claimwire.log import Entry, EntryId, RedisLog
from claimwire.testing import wait_until

if TYPE_CHECKING:
    from tests.e2e.conftest import System

ARTICLES = 2_000
KILLS = {"worker": 10, "extractor": 4, "projection": 5, "server": 5}
SEED = int(os.environ.get("CLAIMWIRE_CHAOS_SEED", "20240506"))


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
    for number in range(ARTICLES):
        if number in moments:
            killer.kill(moments[number])
        send(f"{system.url('ingest')}/articles", report(number))
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

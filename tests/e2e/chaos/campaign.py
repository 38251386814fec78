"""A campaign: articles go through all services while everything fails, and then it is counted."""

import asyncio
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.e2e.chaos.fault import SERVICES, FaultKind, planned
from tests.e2e.chaos.news import News, expected
from tests.e2e.chaos.senders import Senders
from tests.e2e.chaos.stand import Stand
from tests.e2e.chaos.tables import differences
from tests.e2e.chaos.verdict import Verdict

from claimwire.archive import Archive, History
from claimwire.errors import RetryableError
from claimwire.events import HISTORY
from claimwire.log import Entry, EntryId, LogStatus, RedisLog
from claimwire.testing import wait_until

_AHEAD: Final = 150
"""Articles that may be sent beyond the next fault, so that every fault strikes under load."""
_AT_ONCE: Final = 3
"""Things that may go wrong at the same time, to different victims."""
_SETTLE_S: Final = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How a campaign ended."""

    seed: int
    faults: Counter[FaultKind]
    verdict: Verdict
    trimmed: bool
    """Whether the log was trimmed meanwhile, so that part of the history was read from the archive."""
    problems: list[str]
    """Everything that is not as it has to be."""

    def __str__(self) -> str:
        """The counts, in a few lines."""
        kinds = ", ".join(f"{kind.value} {self.faults[kind]}" for kind in FaultKind)
        verdict = self.verdict
        return (
            f"seed {self.seed}: {self.faults.total()} faults ({kinds})\n"
            f"{verdict.events} events; lost {verdict.lost.total()}, doubled {verdict.doubled.total()}, "
            f"orphaned {len(verdict.orphaned)}; {len(verdict.dead)} articles given up and retried "
            f"({verdict.copies} of them trimmed by then)"
        )


def run(folder: Path, ports: Mapping[str, int], *, seed: int, articles: int, faults: int) -> Report:
    """Run one in an empty folder; the same seed gives the same faults."""
    with closing(Stand(folder, ports)) as stand:
        wait_until(lambda: all(map(stand.is_ready, SERVICES)), 120)
        _suffer(stand, seed=seed, articles=articles, faults=faults)
        _settle(stand)
        stand.cure.touch()
        _claimwire(stand, "dead", "retry-all", "--yes")
        _settle(stand)
        verdict, trimmed = asyncio.run(_judged(stand, articles))
        problems = [*verdict.problems, *_unlike_a_rebuild(stand)]
        poisoned = {news.article_id for news in map(_first, range(articles)) if news.poisoned}
        problems += [f"given up without need: {article}" for article in verdict.dead - poisoned]
        problems += [f"never given up: {article}" for article in poisoned - verdict.dead]
        _claimwire(stand, "archive", "verify")
        return Report(seed=seed, faults=stand.faults, verdict=verdict, trimmed=trimmed, problems=problems)


def _first(number: int) -> News:
    return News(number, 1)


def _suffer(stand: Stand, *, seed: int, articles: int, faults: int) -> None:
    senders = Senders(stand.url("ingest"))
    with ThreadPoolExecutor(1 + _AT_ONCE) as pool:
        sending, striking = pool.submit(senders.send, articles), []
        try:
            for fault in planned(seed, articles=articles, faults=faults):
                senders.allow(fault.at + _AHEAD)
                senders.wait_for(fault.at)
                striking.append(pool.submit(stand.suffer, fault))
        finally:
            senders.allow(articles)
        for done in (sending, *striking):
            done.result()


def _settle(stand: Stand) -> None:
    """Wait until nothing is left to do: no reader behind, nothing pending."""
    wait_until(lambda: _finished(asyncio.run(_status(stand))), _SETTLE_S)


def _finished(status: LogStatus | None) -> bool:
    return status is not None and all(reader.behind == 0 and not reader.pending for reader in status.readers)


async def _status(stand: Stand) -> LogStatus | None:
    log = RedisLog(stand.server_url)
    try:
        await log.open()
        return await log.status()
    except RetryableError:
        return None
    finally:
        await log.close()


async def _judged(stand: Stand, articles: int) -> tuple[Verdict, bool]:
    log = RedisLog(stand.server_url)
    await log.open()
    try:
        history = History(log, Archive(str(stand.folder / "archive")))
        return Verdict.of([entry async for entry in _whole(history)], expected(articles)), (
            await log.trim_line() > EntryId.START
        )
    finally:
        await log.close()


async def _whole(history: History) -> AsyncIterator[Entry]:
    position = EntryId.START
    while page := await history.read(position, HISTORY, limit=2_000):
        for entry in page:
            yield entry
        position = page[-1].id


def _unlike_a_rebuild(stand: Stand) -> Iterator[str]:
    _claimwire(stand, "rebuild", "projection", "--no-switch")
    yield from differences(*sorted((stand.folder / "projection").glob("views-*.sqlite")))


def _claimwire(stand: Stand, *words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "claimwire.cli", *words],
        env=stand.environment,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )

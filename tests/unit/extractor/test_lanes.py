"""Live articles go first: counted by what the workers begin, in order."""

import asyncio
from collections import deque

import pytest

from claimwire.events import ArticleText
from claimwire.testing import published
from claimwire_extractor.adapters.lanes import Lanes
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundClaims
from claimwire_extractor.core.report import report


class Workers:
    """Begin articles first come, first served, and finish one whenever the test says so."""

    def __init__(self, number: int) -> None:
        self.begun: list[str] = []
        self.working: deque[asyncio.Event] = deque()
        self._free = asyncio.Semaphore(number)

    async def extract(self, article: ArticleText) -> Extraction:
        async with self._free:
            finished = asyncio.Event()
            self.begun.append(article.article_id)
            self.working.append(finished)
            await finished.wait()
        return report(
            article, Findings(FoundClaims(claims=(), statuses=()), ()), model="made/1", sentences=1, elapsed_ms=0
        )

    async def finish_one(self) -> None:
        self.working.popleft().set()
        await settled()


async def settled() -> None:
    """Let everything run that can run without the test."""
    for _ in range(50):
        await asyncio.sleep(0)


def article(name: str) -> ArticleText:
    body = published(name).data
    assert isinstance(body, ArticleText)
    return body


class Scene:
    def __init__(self, workers: int, backfill: int) -> None:
        self.workers = Workers(workers)
        self.lanes = Lanes(self.workers, workers=workers, backfill=backfill)
        self.tasks: list[asyncio.Task[Extraction]] = []

    async def old(self, count: int) -> None:
        await self._ask([f"old {number}" for number in range(count)])

    async def live(self, count: int) -> None:
        await self._ask([f"live {number}" for number in range(count)])

    async def _ask(self, names: list[str]) -> None:
        for name in names:
            lane = self.lanes.live if name.startswith("live") else self.lanes.backfill
            self.tasks.append(asyncio.create_task(lane.extract(article(name))))
            await settled()

    async def finish_all(self) -> list[str]:
        while self.workers.working:
            await self.workers.finish_one()
        await asyncio.gather(*self.tasks)
        return self.workers.begun


@pytest.mark.parametrize("workers", [1, 2, 4])
async def test_no_article_of_a_full_lane_begins_while_a_live_one_waits(workers: int) -> None:
    scene = Scene(workers, backfill=workers)
    await scene.old(20)
    assert len(scene.workers.begun) == workers

    await scene.live(10)
    begun = await scene.finish_all()

    # Each worker finishes the one it is on, and that is all that live articles wait for.
    assert begun[:workers] == [f"old {number}" for number in range(workers)]
    assert begun[workers : workers + 10] == [f"live {number}" for number in range(10)]
    assert sorted(begun[workers + 10 :]) == sorted(f"old {number}" for number in range(workers, 20))


async def test_a_worker_the_lane_may_not_take_is_there_for_a_live_article_at_once() -> None:
    scene = Scene(2, backfill=1)
    await scene.old(5)
    assert scene.workers.begun == ["old 0"]

    await scene.live(1)

    assert scene.workers.begun == ["old 0", "live 0"]
    assert len(await scene.finish_all()) == 6


async def test_the_lane_takes_what_live_articles_leave_idle() -> None:
    scene = Scene(3, backfill=3)
    await scene.live(1)
    await scene.old(5)

    assert scene.workers.begun == ["live 0", "old 0", "old 1"]
    assert len(await scene.finish_all()) == 6


async def test_it_is_quiet_only_while_live_articles_leave_a_worker_idle() -> None:
    scene = Scene(2, backfill=1)
    assert await scene.lanes.quiet()
    await scene.old(3)
    await scene.live(1)
    assert await scene.lanes.quiet()
    await scene.live(1)

    waiting = asyncio.create_task(scene.lanes.quiet())
    await settled()
    assert not waiting.done()
    await scene.finish_all()

    assert await waiting


async def test_while_it_is_not_quiet_the_answer_comes_all_the_same() -> None:
    scene = Scene(1, backfill=1)
    await scene.live(1)

    assert not await scene.lanes.quiet()
    await scene.finish_all()


async def test_an_extraction_that_fails_or_is_cancelled_gives_its_place_back() -> None:
    class Failing:
        async def extract(self, article: ArticleText) -> Extraction:
            if article.article_id == "hangs":
                await asyncio.Event().wait()
            raise ZeroDivisionError

    lanes = Lanes(Failing(), workers=1, backfill=1)
    for lane in (lanes.live, lanes.backfill):
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await lane.extract(article("a"))
        hanging = asyncio.create_task(lane.extract(article("hangs")))
        await settled()
        hanging.cancel()
        with pytest.raises(asyncio.CancelledError):
            await hanging

    assert await lanes.quiet()
    with pytest.raises(ZeroDivisionError):
        await lanes.backfill.extract(article("a"))

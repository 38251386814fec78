"""One extractor shared by live articles and the backfill lane, live first."""

import asyncio
from typing import Final

from claimwire.events import ArticleText
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.extractor import Extractor

_LOOK_AGAIN_S: Final = 1.0


class Lanes:
    """Gives an extractor's workers to live articles first, and what they leave idle to the backfill lane.

    A live article never waits for one of the lane that has not begun: at the worst each worker
    finishes the one it is on.
    """

    def __init__(self, extractor: Extractor, *, workers: int, backfill: int) -> None:
        """``extractor`` reads ``workers`` articles at a time, of them at the most ``backfill`` of the lane."""
        self._extractor = extractor
        self._workers = workers
        self._most = backfill
        self._live = 0
        self._backfill = 0
        self._changed = asyncio.Condition()

    @property
    def live(self) -> Extractor:
        """For articles as they come in."""
        return _Live(self)

    @property
    def backfill(self) -> Extractor:
        """For articles of history."""
        return _Backfill(self)

    async def quiet(self) -> bool:
        """Whether live articles leave a worker idle; where not, wait up to a second for that."""
        try:
            async with asyncio.timeout(_LOOK_AGAIN_S), self._changed:
                await self._changed.wait_for(self._is_quiet)
        except TimeoutError:
            return False
        return True

    async def extract_live(self, article: ArticleText) -> Extraction:
        """Read a live article at once, or as soon as a worker is free."""
        self._live += 1
        try:
            return await self._extractor.extract(article)
        finally:
            self._live -= 1
            await self._tell()

    async def extract_backfill(self, article: ArticleText) -> Extraction:
        """Read an article of history as soon as a worker is free that no live one wants."""
        async with self._changed:
            await self._changed.wait_for(self._is_room)
            self._backfill += 1
        try:
            return await self._extractor.extract(article)
        finally:
            self._backfill -= 1
            await self._tell()

    def _is_quiet(self) -> bool:
        return self._live < self._workers

    def _is_room(self) -> bool:
        return self._backfill < self._most and self._live + self._backfill < self._workers

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


class _Live:
    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes

    async def extract(self, article: ArticleText) -> Extraction:
        return await self._lanes.extract_live(article)


class _Backfill:
    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes

    async def extract(self, article: ArticleText) -> Extraction:
        return await self._lanes.extract_backfill(article)

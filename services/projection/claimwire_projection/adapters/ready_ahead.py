"""Pages of history read and made ready in another process, while the one before is written."""

import asyncio
import gc
import os
import signal
from asyncio import Runner
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import AsyncExitStack
from functools import cache
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Final, Self

from claimwire.archive import History
from claimwire.errors import WorkerLost
from claimwire.log import EntryId
from claimwire_projection.adapters.history_source import HistorySource
from claimwire_projection.adapters.ready_page import ReadyPage, read_page

_OBJECTS: Final = 100_000
"""How many more objects there are before those that refer to each other are looked for; a few pages' worth."""


class ReadyAhead:
    """One process more, for as long as the context lasts.

    Reading and making ready take more of a processor than writing does.
    """

    def __init__(self, source: HistorySource) -> None:
        """It starts, and opens history for itself, with the first page."""
        self._source = source
        self._process = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begun)

    async def page(self, after: EntryId, limit: int, dialect: str) -> ReadyPage | None:
        """Do as :func:`read_page`.

        Raises:
            WorkerLost: the process has died.
            RetryableError: log or archive are away.
            PermanentError: as :func:`read_page`.
        """
        try:
            return await asyncio.wrap_future(self._process.submit(_page, self._source, after, limit, dialect))
        except BrokenExecutor as error:
            raise WorkerLost(
                "the process that makes rows ready was killed, perhaps for want of memory: give the command again, and it goes on"
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, whatever it is at."""
        self._process.shutdown(cancel_futures=True)


class _Reading:
    """What the other process holds from one page to the next."""

    def __init__(self, source: HistorySource) -> None:
        self._source = source
        self._runner = Runner()
        self._open = AsyncExitStack()
        self._history: History | None = None

    def page(self, after: EntryId, limit: int, dialect: str) -> ReadyPage | None:
        return self._runner.run(self._page(after, limit, dialect))

    async def _page(self, after: EntryId, limit: int, dialect: str) -> ReadyPage | None:
        if self._history is None:
            self._history = History(*await self._open.enter_async_context(self._source.opened()))
        return await read_page(self._history, after, limit, dialect)


@cache
def _reading(source: HistorySource) -> _Reading:
    return _Reading(source)


def _page(source: HistorySource, after: EntryId, limit: int, dialect: str) -> ReadyPage | None:
    return _reading(source).page(after, limit, dialect)


def _begun() -> None:
    # A page is some ten thousand objects that die together: to look through them every 700 takes an eighth of all the time.
    gc.set_threshold(_OBJECTS)
    # An interrupt from the terminal reaches both; the parent ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # Without this, it would wait for ever for the next page to read of a parent that was killed.
    if parent := parent_process():
        parent.join()
        os._exit(1)

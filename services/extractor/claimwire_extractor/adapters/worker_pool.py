"""Worker processes, each on one article at a time."""

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self

from claimwire.errors import ClaimwireError, ExtractionFailed, WorkerLost
from claimwire.events import ArticleText
from claimwire.subscriptions import Backoff
from claimwire_extractor.adapters.worker import Raised
from claimwire_extractor.adapters.worker_process import WorkerGone, WorkerProcess
from claimwire_extractor.core.extraction import Extraction

logger = logging.getLogger(__name__)

ARTICLE_READER: Final = "claimwire_extractor.adapters.article_reader:load_article_reader"
"""What workers load unless told otherwise."""

_TIMED_PIECE: Final = 100_000

_TRIES: Final = 5


class WorkerPool:
    """An :class:`~claimwire_extractor.core.extractor.Extractor` over processes; the event loop never computes.

    A worker that dies costs only the article it was on, and is replaced. So is one that overruns its
    time, and one that dies while it loads. Use it as an async context: entering waits until all
    workers, which start together, have loaded.
    """

    def __init__(
        self, size: int, *, timeout_s: float, loader: str = ARTICLE_READER, options: Mapping[str, object] | None = None
    ) -> None:
        """Keep ``size`` workers that load ``loader`` with ``options``.

        Each gets ``timeout_s`` seconds for every 100,000 code points of an article, begun ones included.
        """
        self._timeout_s = timeout_s
        self._loader = loader
        self._options = dict(options or {})
        self._size = size
        self._jobs: asyncio.Queue[tuple[ArticleText, asyncio.Future[Extraction]]] = asyncio.Queue()
        self._workers: set[WorkerProcess] = set()
        self._slots: list[asyncio.Task[None]] = []
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="worker")

    @property
    def pids(self) -> list[int]:
        """Process ids of the workers there are now."""
        return [worker.pid for worker in self._workers if worker.pid is not None]

    async def __aenter__(self) -> Self:
        """Start all workers.

        Raises:
            MisuseError: a worker cannot load what it needs.
            WorkerLost: several workers in a row died while loading.
        """
        loading = [asyncio.create_task(self._first()) for _ in range(self._size)]
        try:
            started = await asyncio.gather(*loading)
        except BaseException:
            for task in loading:
                task.cancel()
            await self._close()
            raise
        self._slots = [asyncio.create_task(self._serve(worker)) for worker in started]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End all workers; articles still on them raise WorkerLost."""
        await self._close()

    async def extract(self, article: ArticleText) -> Extraction:
        """See the port."""
        answer: asyncio.Future[Extraction] = asyncio.get_running_loop().create_future()
        self._jobs.put_nowait((article, answer))
        return await answer

    async def _serve(self, worker: WorkerProcess) -> None:
        """Keep one worker busy, replacing it whenever it is lost."""
        while True:
            worker = await self._living(worker)
            article, answer = await self._jobs.get()
            try:
                try:
                    extraction = await self._ask(worker, article)
                except WorkerGone:
                    # It had died while there was nothing to do; the article must not pay for that.
                    worker = await self._living(worker)
                    extraction = await self._ask(worker, article)
                _settle(answer, extraction)
            except (WorkerLost, ExtractionFailed) as error:
                _settle(answer, error)
            except asyncio.CancelledError:
                _settle(answer, WorkerLost(f"the extractor stopped while it read article {article.article_id}"))
                raise

    async def _ask(self, worker: WorkerProcess, article: ArticleText) -> Extraction:
        loop = asyncio.get_running_loop()
        timeout_s = self._timeout_s * (1 + len(article.text) // _TIMED_PIECE)
        overrun = loop.call_later(timeout_s, worker.kill)
        try:
            answer = await loop.run_in_executor(self._threads, worker.ask, article)
        except WorkerLost as error:
            late = overrun.when() <= loop.time()
            why = f"took more than {timeout_s:g} s and was ended" if late else "died"
            raise type(error)(
                f"worker {worker.pid} {why} on article {article.article_id} revision {article.revision}"
            ) from error
        finally:
            overrun.cancel()
        if isinstance(answer, Raised):
            failed = ExtractionFailed(
                f"the pipeline raised on article {article.article_id} revision {article.revision}: {answer.summary}"
            )
            failed.add_note(answer.traceback)
            raise failed
        return answer

    async def _first(self) -> WorkerProcess:
        """Start a worker, and another for each that dies while loading, up to a number in a row."""
        backoff = Backoff()
        for _ in range(_TRIES - 1):
            try:
                return await self._start()
            except WorkerLost as error:
                logger.warning("starting another worker: %s", error)
                await backoff.wait()
        try:
            return await self._start()
        except WorkerLost as error:
            raise WorkerLost(
                f"{_TRIES} extraction workers in a row died while loading: see their standard error, "
                f"and whether there is memory for {self._size}"
            ) from error

    async def _living(self, worker: WorkerProcess) -> WorkerProcess:
        if not worker.lost:
            return worker
        logger.warning("worker %s is gone: starting another", worker.pid)
        self._let_go(worker)
        backoff = Backoff()
        while True:
            try:
                return await self._start()
            except ClaimwireError as error:
                logger.warning("starting a worker failed, trying again: %s", error)
                await backoff.wait()

    async def _start(self) -> WorkerProcess:
        worker = WorkerProcess(self._loader, self._options)
        self._workers.add(worker)
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, worker.start)
        except ClaimwireError:
            self._let_go(worker)
            raise
        return worker

    def _let_go(self, worker: WorkerProcess) -> None:
        self._workers.discard(worker)
        worker.close()

    async def _close(self) -> None:
        for slot in self._slots:
            slot.cancel()
        await asyncio.gather(*self._slots, return_exceptions=True)
        while not self._jobs.empty():
            article, answer = self._jobs.get_nowait()
            _settle(answer, WorkerLost(f"the extractor stopped before it read article {article.article_id}"))
        for worker in self._workers:
            worker.kill()
        await asyncio.to_thread(self._threads.shutdown)
        for worker in tuple(self._workers):
            self._let_go(worker)


def _settle(answer: asyncio.Future[Extraction], outcome: Extraction | Exception) -> None:
    if answer.done():  # whoever asked has given up
        return
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)

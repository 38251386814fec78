"""The composition root of the extractor."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime

from claimwire.events import Stream
from claimwire.log import EventLog
from claimwire.replay import HistoryReader
from claimwire.service import ReaderShell
from claimwire.subscriptions import Consumer, ConsumerOptions, Progress
from claimwire_extractor.adapters.article_handler import ArticleHandler
from claimwire_extractor.adapters.backfill_lane import BackfillLane
from claimwire_extractor.adapters.gazetteer_at_start import gazetteer_at_start
from claimwire_extractor.adapters.lanes import Lanes
from claimwire_extractor.adapters.worker_pool import WorkerPool
from claimwire_extractor.core.extractor import Extractor
from claimwire_extractor.core.generation import GENERATION, GROUP, SOURCE
from claimwire_extractor.settings import ExtractorSettings

logger = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


def build(
    settings: ExtractorSettings,
    *,
    log: EventLog | None = None,
    history: HistoryReader | None = None,
    extractor: AbstractAsyncContextManager[Extractor] | None = None,
    generation: int = GENERATION,
    clock: Callable[[], datetime] = _now,
) -> ReaderShell:
    """Wire the extractor; ``serve()`` of what is returned runs it. Nothing connects and no worker starts yet.

    ``generation`` is the one that ``extractor`` speaks as.

    Raises:
        PortTaken: something else listens on the health page's port.
    """
    log = log or settings.event_log()
    whole = history or settings.history(log)
    workers = extractor or _workers(settings)
    progress = Progress(time.monotonic)

    async def read(stop: asyncio.Event) -> None:
        async with workers as ready, asyncio.TaskGroup() as readers:
            lanes = Lanes(ready, workers=settings.extractor_workers, backfill=settings.most_backfill_workers)
            live = Consumer(log, ArticleHandler(lanes.live, clock), _live(settings), now=clock, progress=progress)
            backfill = BackfillLane(log, whole, lanes, _backfill(settings), generation=generation, clock=clock)
            readers.create_task(live.run(stop))
            readers.create_task(backfill.run(stop))

    return ReaderShell("extractor", log, read, progress, host=settings.host, port=settings.extractor_port)


@asynccontextmanager
async def _workers(settings: ExtractorSettings) -> AsyncIterator[Extractor]:
    gazetteer = await gazetteer_at_start(settings.gazetteer, settings.places)
    pool = WorkerPool(
        settings.extractor_workers,
        timeout_s=settings.extractor_timeout_s,
        options={"gazetteer": gazetteer, "places": settings.places},
    )
    async with pool:
        logger.info("%d workers are ready", settings.extractor_workers)
        yield pool


def _live(settings: ExtractorSettings) -> ConsumerOptions:
    # One article waits for each worker: else workers would be idle while results are committed, and
    # the backfill lane would take them although articles wait in the log.
    ahead = 2 * settings.extractor_workers
    return _options(settings, Stream.ARTICLES, window=max(ahead, settings.extractor_window), concurrency=ahead)


def _backfill(settings: ExtractorSettings) -> ConsumerOptions:
    # What is taken waits while there is news, so no more is taken than keeps the workers busy.
    ahead = 2 * settings.most_backfill_workers
    return _options(settings, Stream.BACKFILL, window=ahead, concurrency=ahead)


def _options(settings: ExtractorSettings, stream: Stream, *, window: int, concurrency: int) -> ConsumerOptions:
    return ConsumerOptions(
        stream=stream,
        group=GROUP,
        consumer=settings.extractor_consumer,
        service=SOURCE,
        window=window,
        concurrency=concurrency,
        reclaim_after_ms=settings.extractor_reclaim_after_ms,
        retry_after_ms=settings.extractor_retry_after_ms,
        max_attempts=settings.extractor_max_attempts,
    )

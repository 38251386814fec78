"""The extractor's reader of the backfill lane."""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime

from claimwire.log import EventLog
from claimwire.replay import HistoryReader
from claimwire.subscriptions import Consumer, ConsumerOptions, Progress
from claimwire_extractor.adapters.history_page import HistoryPage
from claimwire_extractor.adapters.lanes import Lanes
from claimwire_extractor.adapters.request_handler import RequestHandler

logger = logging.getLogger(__name__)


class BackfillLane:
    """Takes requests while live articles leave a worker idle, until one is for a newer generation.

    Then it leaves the lane for good: a process never becomes newer, and the requests go to those
    that are. While none is, they wait.
    """

    def __init__(
        self,
        log: EventLog,
        history: HistoryReader,
        lanes: Lanes,
        options: ConsumerOptions,
        *,
        generation: int,
        clock: Callable[[], datetime],
    ) -> None:
        """``generation`` is what this extractor answers as."""
        self._leave = asyncio.Event()
        self._generation = generation
        page = HistoryPage(history, log.partition)
        handler = RequestHandler(lanes.backfill, page, clock, generation=generation, leave=self._leave.set)
        # The lane stands still whenever there is news: its progress says nothing of the service's health.
        progress = Progress(time.monotonic)
        self._consumer = Consumer(log, handler, options, now=clock, progress=progress, may_take=lanes.quiet)

    async def run(self, stop: asyncio.Event) -> None:
        """Answer requests until ``stop`` is set, or until the lane is left to a newer extractor."""
        stopping = asyncio.create_task(stop.wait())
        stopping.add_done_callback(lambda _: self._leave.set())
        try:
            await self._consumer.run(self._leave)
        finally:
            stopping.cancel()
        if not stop.is_set():
            logger.warning(
                "the backfill lane asks for a newer extractor than generation %d: it is left to those that are upgraded",
                self._generation,
            )

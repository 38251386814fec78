"""A member of a consumer group that turns each event into others, exactly once in effect."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from claimwire.errors import (
    ArchiveUnavailable,
    GroupLost,
    LogUnavailable,
    MisuseError,
    NewerExtractorNeeded,
    PoisonEntry,
    RetryableError,
)
from claimwire.events import Event
from claimwire.log import Commit, Delivery, EntryId, EventLog
from claimwire.subscriptions.backoff import Backoff
from claimwire.subscriptions.consumer_options import ConsumerOptions
from claimwire.subscriptions.dead_letter import dead_letter
from claimwire.subscriptions.progress import Progress
from claimwire.subscriptions.taker import Taker

Handler = Callable[[Event], Awaitable[Sequence[Event]]]
"""Turns one event into its outputs. A retryable error leaves the entry pending, any other parks it."""

_NO_FAULT: Final = (LogUnavailable, ArchiveUnavailable, NewerExtractorNeeded)
"""Errors of the handler that say nothing of the entry: else an hour without the archive would park all that needs it."""

MayTake = Callable[[], Awaitable[bool]]
"""Asked before entries are taken; where none may be, it waits up to a second for that to change."""

logger = logging.getLogger(__name__)


async def _always() -> bool:
    return True


class Consumer:
    """Takes, handles and commits; whatever happens, an entry is committed once or stays pending.

    What is taken, and in which order, is the :class:`~claimwire.subscriptions.taker.Taker`'s. Results are
    committed in batches as they come, so a slow entry holds nobody up. Outages of the log are waited
    out with growing pauses.
    """

    def __init__(
        self,
        log: EventLog,
        handler: Handler,
        options: ConsumerOptions,
        *,
        now: Callable[[], datetime],
        progress: Progress,
        may_take: MayTake = _always,
    ) -> None:
        """``now`` dates the dead letters; ``progress`` is told of every sign of life.

        ``may_take`` lets more important work go first.
        """
        self._log = log
        self._handler = handler
        self._options = options
        self._now = now
        self._progress = progress
        self._may_take = may_take
        self._taker = Taker(log, options, time.monotonic)
        self._free = asyncio.Semaphore(options.window)
        self._in_flight: set[EntryId] = set()
        self._at_work: dict[EntryId, float] = {}
        self._taken: asyncio.Queue[Delivery] = asyncio.Queue()
        self._handled: asyncio.Queue[tuple[EntryId, Sequence[Event] | None]] = asyncio.Queue()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set, then finish what was taken and return; what the log then refuses stays pending.

        Raises:
            LogMismatch: behind the log's address there is another log by now.
        """
        try:
            await self._work(stop)
        except* MisuseError as errors:
            # Whoever runs us tells a set-up that cannot work by its error, which a group would hide.
            raise errors.exceptions[0] from None
        await self._taker.leave()

    async def _work(self, stop: asyncio.Event) -> None:
        done = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            handlers = [tasks.create_task(self._handle()) for _ in range(self._options.concurrency)]
            committing = tasks.create_task(self._commit(stop))
            tasks.create_task(self._touch(done))
            # Calls to the log are left to end by themselves: a reply that is cancelled in flight leaves
            # its entries with nobody, and the client may swallow the cancellation.
            await self._take(stop)
            await self._taken.join()
            await self._handled.join()
            done.set()
            for task in (*handlers, committing):
                task.cancel()

    async def _take(self, stop: asyncio.Event) -> None:
        async for deliveries in self._deliveries(stop):
            for delivery in deliveries:
                # Reclaiming also finds our own slow entries; taking one twice would break the window's count.
                if delivery.entry.id in self._in_flight:
                    continue
                await self._free.acquire()
                self._in_flight.add(delivery.entry.id)
                self._taken.put_nowait(delivery)

    async def _deliveries(self, stop: asyncio.Event) -> AsyncIterator[list[Delivery]]:
        backoff = Backoff()
        while not stop.is_set():
            # Nothing is taken that there is no room for: it would idle here while others could work on it.
            room = await self._room()
            try:
                if stop.is_set() or not await self._may_take():
                    self._progress.working()
                    continue
                found = await self._taker.take(room)
            except RetryableError as error:
                logger.warning("reading %s failed, trying again: %s", self._options.stream, error)
                # Also for a lost group: one that vanishes again and again would be made again in a hot loop.
                await backoff.wait()
            else:
                backoff.succeeded()
                if self._taker.at_end and not self._in_flight:
                    self._progress.idle()
                yield found

    async def _room(self) -> int:
        await self._free.acquire()
        self._free.release()
        return self._options.window - len(self._in_flight)

    async def _handle(self) -> None:
        while True:
            delivery = await self._taken.get()
            self._at_work[delivery.entry.id] = time.monotonic()
            outputs = await self._outputs(delivery)
            del self._at_work[delivery.entry.id]
            self._handled.put_nowait((delivery.entry.id, outputs))
            self._taken.task_done()

    async def _outputs(self, delivery: Delivery) -> Sequence[Event] | None:
        """Handle one delivery: its outputs, a dead letter, or null to leave it pending."""
        options = self._options
        if not delivery.entry.fields:
            logger.warning("entry %s of %s was deleted while pending: nothing to do", delivery.entry.id, options.stream)
            return ()
        try:
            _refuse_poison(delivery, options.max_deliveries)
            return await self._handler(delivery.entry.event())
        except RetryableError as error:
            if isinstance(error, _NO_FAULT) or delivery.attempts < options.max_attempts:
                logger.warning(
                    "entry %s failed, attempt %d of %d: %s",
                    delivery.entry.id,
                    delivery.attempts,
                    options.max_attempts,
                    error,
                )
                return None
            return [self._parked(delivery, error)]
        except Exception as error:  # noqa: BLE001 - the one place that parks
            return [self._parked(delivery, error)]

    def _parked(self, delivery: Delivery, error: Exception) -> Event:
        options = self._options
        logger.error(
            "entry %s of %s is parked as a dead letter: %s: %s",
            delivery.entry.id,
            options.stream,
            type(error).__name__,
            error,
        )
        return dead_letter(
            delivery, error, group=options.group, consumer=options.consumer, service=options.service, now=self._now()
        )

    async def _commit(self, stop: asyncio.Event) -> None:
        while True:
            handled = [await self._handled.get()]
            while not self._handled.empty():
                handled.append(self._handled.get_nowait())
            commits = [Commit(entry_id, outputs) for entry_id, outputs in handled if outputs is not None]
            await self._commit_all(commits, stop)
            await self._let_go([entry_id for entry_id, outputs in handled if outputs is None])
            for entry_id, _ in handled:
                self._in_flight.discard(entry_id)
                self._free.release()
                self._handled.task_done()

    async def _commit_all(self, commits: Sequence[Commit], stop: asyncio.Event) -> None:
        backoff = Backoff()
        while commits:
            try:
                await self._log.commit(self._options.stream, self._options.group, commits)
            except GroupLost:
                # The pending list is gone with its group; a new group starts at 0, so everything comes again.
                logger.warning(
                    "group %s is gone: %d results are dropped and will be made again", self._options.group, len(commits)
                )
                return
            except RetryableError as error:
                if stop.is_set():
                    logger.warning("committing %d results failed, they will be made again: %s", len(commits), error)
                    return
                logger.warning("committing %d results failed, trying again: %s", len(commits), error)
                await backoff.wait()
            else:
                self._progress.moved(max(commit.input_id for commit in commits))
                return

    async def _let_go(self, failed: Sequence[EntryId]) -> None:
        options = self._options
        try:
            await self._log.let_go(options.stream, options.group, options.consumer, failed)
        except RetryableError as error:
            # They come again all the same, as if their consumer had died.
            logger.warning("letting %d failed entries go failed: %s", len(failed), error)

    async def _touch(self, done: asyncio.Event) -> None:
        options = self._options
        while not done.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), options.reclaim_after_ms / 3000)
            try:
                await self._log.touch(options.stream, options.group, options.consumer, sorted(self._in_flight))
            except RetryableError as error:
                logger.warning("keeping %d entries claimed failed: %s", len(self._in_flight), error)
            else:
                # Only of work that goes on: results that the log will not take are no sign of life.
                if self._at_work and min(self._at_work.values()) > time.monotonic() - options.longest_work_s:
                    self._progress.working()


def _refuse_poison(delivery: Delivery, max_deliveries: int) -> None:
    if delivery.attempts > max_deliveries:
        raise PoisonEntry(f"handed out {delivery.attempts} times and never finished: it seems to kill its consumers")

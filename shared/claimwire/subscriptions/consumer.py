"""A member of a consumer group that turns each event into others, exactly once in effect."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from claimwire.errors import GroupLost, PoisonEntry, RetryableError
from claimwire.events import Event, Stream
from claimwire.log import Commit, Delivery, EntryId, EventLog
from claimwire.subscriptions.backoff import Backoff
from claimwire.subscriptions.dead_letter import dead_letter
from claimwire.subscriptions.progress import Progress

Handler = Callable[[Event], Awaitable[Sequence[Event]]]
"""Turns one event into its outputs. A retryable error leaves the entry pending, any other parks it."""

MayTake = Callable[[], Awaitable[bool]]
"""Asked before entries are taken; where none may be, it waits up to a second for that to change."""

logger = logging.getLogger(__name__)


async def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsumerOptions:
    """How a consumer reads."""

    stream: Stream
    group: str
    consumer: str
    """Unique among the running members of the group; a restarted member that keeps its name recovers at once."""
    service: str
    """CloudEvents source of the dead letters it writes."""
    window: int = 32
    """Entries taken and not yet committed, at the most."""
    concurrency: int = 4
    """Handlers at work at a time."""
    reclaim_after_ms: int = 30_000
    """Idle time after which an entry counts as abandoned by its consumer."""
    max_attempts: int = 5
    """A retryable failure of this or a later attempt parks the entry."""
    max_deliveries: int = 25
    """An entry handed out more often than this is parked untried: it seems to kill its consumers."""


class Consumer:
    """Takes, handles and commits; whatever happens, an entry is committed once or stays pending.

    Entries are taken from the group's new ones, from what this consumer left pending before a
    crash, and from what others abandoned. Results are committed in batches as they come, so a slow
    entry holds nobody up. Outages of the log are waited out with growing pauses.
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
        self._free = asyncio.Semaphore(options.window)
        self._in_flight: set[EntryId] = set()
        self._taken: asyncio.Queue[Delivery] = asyncio.Queue()
        self._handled: asyncio.Queue[tuple[EntryId, Sequence[Event] | None]] = asyncio.Queue()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set, then finish what was taken and return; what the log then refuses stays pending."""
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
        options, backoff = self._options, Backoff()
        own_after: EntryId | None = EntryId.START
        next_reclaim = 0.0
        clock = asyncio.get_running_loop().time
        while not stop.is_set():
            # Nothing is taken that there is no room for: it would idle here while others could work on it.
            room = await self._room()
            if not await self._may_take():
                continue
            at_end = False
            try:
                if own_after is not None:
                    found = await self._log.own_pending(
                        options.stream, options.group, options.consumer, after=own_after, limit=room
                    )
                    own_after = found[-1].entry.id if found else None
                elif clock() >= next_reclaim:
                    found = await self._log.reclaim(
                        options.stream, options.group, options.consumer, idle_ms=options.reclaim_after_ms, limit=room
                    )
                    if len(found) < room:
                        next_reclaim = clock() + options.reclaim_after_ms / 4000
                else:
                    found = await self._log.take(
                        options.stream,
                        options.group,
                        options.consumer,
                        limit=room,
                        wait_ms=min(1_000, options.reclaim_after_ms // 4),
                    )
                    at_end = not found
            except GroupLost:
                logger.warning(
                    "group %s of %s is gone or new: making it at the start of the stream", options.group, options.stream
                )
                await self._make_group(backoff)
                own_after = EntryId.START
            except RetryableError as error:
                logger.warning("reading %s failed, trying again: %s", options.stream, error)
                await backoff.wait()
            else:
                backoff.succeeded()
                if at_end and not self._in_flight:
                    self._progress.idle()
                yield found

    async def _room(self) -> int:
        await self._free.acquire()
        self._free.release()
        return self._options.window - len(self._in_flight)

    async def _make_group(self, backoff: Backoff) -> None:
        try:
            await self._log.open()
            await self._log.ensure_group(self._options.stream, self._options.group)
        except RetryableError as error:
            logger.warning("making group %s failed, trying again: %s", self._options.group, error)
            await backoff.wait()

    async def _handle(self) -> None:
        while True:
            delivery = await self._taken.get()
            outputs = await self._outputs(delivery)
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
            if delivery.attempts < options.max_attempts:
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

    async def _touch(self, done: asyncio.Event) -> None:
        options = self._options
        while not done.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), options.reclaim_after_ms / 3000)
            try:
                await self._log.touch(options.stream, options.group, options.consumer, sorted(self._in_flight))
            except RetryableError as error:
                logger.warning("keeping %d entries claimed failed: %s", len(self._in_flight), error)


def _refuse_poison(delivery: Delivery, max_deliveries: int) -> None:
    if delivery.attempts > max_deliveries:
        raise PoisonEntry(f"handed out {delivery.attempts} times and never finished: it seems to kill its consumers")

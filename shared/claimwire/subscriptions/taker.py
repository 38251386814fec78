"""What a member of a consumer group works on next."""

import logging
from collections.abc import Callable
from typing import Final

from claimwire.errors import GroupLost, RetryableError
from claimwire.log import Delivery, EntryId, EventLog
from claimwire.subscriptions.consumer_options import ConsumerOptions

_SWEEP_EVERY_S: Final = 600.0
_NAME_LASTS_MS: Final = 60 * 60 * 1000

logger = logging.getLogger(__name__)


class Taker:
    """Takes entries from a group, which it makes where it is missing.

    First comes what this consumer left pending before a crash; then, in turns, what others abandoned
    or what failed and has rested, and the new ones. After each outage the log is checked to be the
    one we know.
    """

    def __init__(self, log: EventLog, options: ConsumerOptions, clock: Callable[[], float]) -> None:
        """``clock`` tells seconds that never go back."""
        self._log = log
        self._options = options
        self._clock = clock
        self._joined = False
        self._own_after: EntryId | None = EntryId.START
        self._next_reclaim = 0.0
        self._next_sweep = 0.0
        self.at_end = False
        """Whether there was nothing left the last time."""

    async def take(self, limit: int) -> list[Delivery]:
        """Take some entries, none when there are none within a moment.

        Raises:
            RetryableError: the log cannot be read for now, or the group has just gone: pause, and call again.
            LogMismatch: behind the log's address there is another log by now.
        """
        self.at_end = False
        try:
            if not self._joined:
                await self._join()
            return await self._next(limit)
        except GroupLost:
            self._joined, self._own_after = False, EntryId.START
            raise
        except RetryableError:
            self._joined = False
            raise

    async def leave(self) -> None:
        """Have the name forgotten, unless something taken was left unfinished."""
        await self._forget_names(idle_ms=0, only=self._options.consumer)

    async def _join(self) -> None:
        await self._log.open()
        # From the start of the stream: a new group gets what was there before it.
        await self._log.ensure_group(self._options.stream, self._options.group)
        self._joined = True

    async def _next(self, limit: int) -> list[Delivery]:
        options = self._options
        where = options.stream, options.group, options.consumer
        if self._own_after is not None:
            found = await self._log.own_pending(*where, after=self._own_after, limit=limit)
            self._own_after = found[-1].entry.id if found else None
            return found
        if self._clock() >= self._next_reclaim:
            return await self._reclaimed(limit)
        found = await self._log.take(*where, limit=limit, wait_ms=min(1_000, options.reclaim_after_ms // 4))
        self.at_end = not found
        return found

    async def _reclaimed(self, limit: int) -> list[Delivery]:
        options = self._options
        found = await self._log.reclaim(
            options.stream,
            options.group,
            options.consumer,
            idle_ms=options.reclaim_after_ms,
            pause_ms=options.retry_after_ms,
            limit=limit,
        )
        if len(found) < limit:
            self._next_reclaim = self._clock() + min(options.reclaim_after_ms, options.retry_after_ms) / 4000
        if self._clock() >= self._next_sweep:
            self._next_sweep = self._clock() + _SWEEP_EVERY_S
            await self._forget_names(idle_ms=_NAME_LASTS_MS, only=None)
        return found

    async def _forget_names(self, *, idle_ms: int, only: str | None) -> None:
        options = self._options
        try:
            await self._log.forget_consumers(options.stream, options.group, idle_ms=idle_ms, only=only)
        except RetryableError as error:
            logger.warning("forgetting consumers of group %s that are gone failed: %s", options.group, error)

"""Keeping log and archive tidy."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from claimwire.archive import Archive
from claimwire.errors import DamagedArchive, RetryableError
from claimwire.log import EntryId, EventLog

logger = logging.getLogger(__name__)

_TRIM_EVERY_S: Final = 60.0
_SWEEP_EVERY_S: Final = 3_600.0


class Upkeep:
    """Has the log drop what is archived and older than the hot window, and sweeps the archive.

    The log itself never drops what a group or a reported checkpoint has not passed.
    """

    def __init__(
        self,
        log: EventLog,
        archive: Archive,
        *,
        hot_ms: int,
        now_ms: Callable[[], int],
        monotonic: Callable[[], float],
    ) -> None:
        """``hot_ms`` is how long the log keeps what is archived."""
        self._log = log
        self._archive = archive
        self._hot_ms = hot_ms
        self._now_ms = now_ms
        self._monotonic = monotonic
        self._archived: EntryId | None = None
        self._line = EntryId.START
        self._trim_at = self._sweep_at = float("-inf")

    async def after(self, archived: EntryId) -> None:
        """Do what is due, now that the archive ends there; an outage is left for the next time."""
        try:
            if archived != self._archived or self._monotonic() >= self._trim_at:
                await self._trim(archived)
            if self._monotonic() >= self._sweep_at:
                await self._sweep()
        except RetryableError as error:
            logger.warning("trimming or sweeping failed, trying again later: %s", error)
        except DamagedArchive as error:
            # What is archived from now on does not need it; ending here would only let the log grow.
            logger.error("nothing is swept while the archive is damaged: %s", error)  # noqa: TRY400 - the sentence is enough

    async def _trim(self, archived: EntryId) -> None:
        self._archived, self._trim_at = archived, self._monotonic() + _TRIM_EVERY_S
        line = await self._log.trim(min(archived, EntryId(max(0, self._now_ms() - self._hot_ms), 0)))
        if line > self._line:
            logger.info("the log begins after %s", line)
        self._line = line

    async def _sweep(self) -> None:
        self._sweep_at = self._monotonic() + _SWEEP_EVERY_S
        if removed := await self._archive.sweep(datetime.fromtimestamp(self._now_ms() / 1000, UTC)):
            logger.info("removed %d files that killed processes had left in the archive", removed)

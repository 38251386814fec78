"""From history into the backfill lane."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, ParamSpec, TypeVar

from claimwire.errors import ArchiveUnavailable, LogFull, LogUnavailable, UndecodableEntry
from claimwire.events import ArticleText, Event, ExtractionCompleted, Reprocess, Stream
from claimwire.log import Append, Appended, Entry, EntryId, EventLog, Position
from claimwire.replay import Extent, HistoryReader
from claimwire.subscriptions import Backoff
from claimwire_extractor.adapters.lane_room import not_taken_yet, unfinished
from claimwire_extractor.core.request import request, request_id

logger = logging.getLogger(__name__)

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_PAGE: Final = 500
_BATCH: Final = 100
_LOOK_EVERY_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Revision:
    article: ArticleText
    entry_id: EntryId
    chain: str
    request_id: str


@dataclass(frozen=True, slots=True)
class Reprocessed:
    """How far it has come."""

    requested: int = 0
    """Revisions asked for."""
    left_out: int = 0
    """Revisions that this or a newer generation has read, that wait in the lane, or that were taken down."""
    position: EntryId | None = None
    """The last entry looked at."""


class Reprocessing:
    """Asks for every revision a command names that its generation has not read yet.

    So a repeat goes on where an earlier run ended, however it ended; at the worst it asks once more
    for what extractors hold at the moment. Outages of log and archive are waited out.
    """

    def __init__(
        self,
        log: EventLog,
        history: HistoryReader,
        command: Event,
        *,
        most_unfinished: int,
        clock: Callable[[], datetime],
        told: Callable[[Reprocessed], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """``command`` is a ``control.reprocess``; ``told`` hears of every step.

        At the most ``most_unfinished`` requests (100 or more) wait in the lane at a time: each takes some
        400 bytes of the log server's memory.

        Raises:
            TypeError: the command is another one.
        """
        if not isinstance(command.data, Reprocess):
            raise TypeError(f"{command.type} is no command to reprocess")
        self._log = log
        self._history = history
        self._command = command
        self._generation = command.data.generation
        self._articles = frozenset(command.data.articles)
        self._extent = Extent(Position.parse(command.data.start).id, Position.parse(command.data.end).id)
        self._most = max(most_unfinished, _BATCH)
        self._clock = clock
        self._told = told
        self._sleep = sleep

    async def run(self, *, limit: int | None = None, dry_run: bool = False) -> Reprocessed:
        """Append the command, then the requests, at the most ``limit``; with ``dry_run`` only count them.

        Raises:
            BehindTrimLine: some of history is in the archive only, and the reader has none.
        """
        done = Reprocessed()
        known, waiting = await self._known(), await self._patiently(not_taken_yet, self._log)
        if not dry_run:
            await self._patiently(self._log.append, [Append(event=self._command)])
        async for page in self._pages([Stream.ARTICLES], self._extent.last):
            found = [revision for entry in page if (revision := self._revision(entry))]
            fresh = [one for one in found if _identity(one.article) not in known and one.request_id not in waiting]
            wanted = fresh if limit is None else fresh[: limit - done.requested]
            done = replace(done, left_out=done.left_out + len(found) - len(fresh))
            for first in range(0, len(wanted), _BATCH):
                batch = wanted[first : first + _BATCH]
                taken = len(batch) if dry_run else await self._ask_for(batch)
                done = replace(
                    done,
                    requested=done.requested + taken,
                    left_out=done.left_out + len(batch) - taken,
                    position=batch[-1].entry_id,
                )
                self._told(done)
            if len(wanted) < len(fresh):
                return done
            done = replace(done, position=page[-1].id)
            self._told(done)
        return done

    async def _known(self) -> set[tuple[str, int]]:
        """The revisions that this generation or a newer one has read."""
        known: set[tuple[str, int]] = set()
        async for page in self._pages([Stream.EXTRACTIONS], await self._patiently(self._history.end)):
            for entry in page:
                said = _event(entry)
                if (
                    said
                    and isinstance(said.data, ExtractionCompleted)
                    and said.data.generation >= self._generation
                    and self._is_meant(said.data.article_id)
                ):
                    known.add(_identity(said.data))
        return known

    async def _pages(self, streams: Sequence[Stream], last: EntryId) -> AsyncIterator[list[Entry]]:
        after = self._extent.after
        while after < last:
            page = await self._patiently(self._history.read, after, streams, limit=_PAGE)
            within = [entry for entry in page if entry.id <= last]
            if not within:
                return
            yield within
            after = within[-1].id

    def _revision(self, entry: Entry) -> _Revision | None:
        said = _event(entry)
        if said is None or not isinstance(said.data, ArticleText) or not self._is_meant(said.data.article_id):
            return None
        return _Revision(said.data, entry.id, said.correlationid, request_id(said.data, self._generation))

    def _is_meant(self, article_id: str) -> bool:
        return not self._articles or article_id in self._articles

    async def _ask_for(self, batch: Sequence[_Revision]) -> int:
        """Append requests once there is room for them; returns how many the log took."""
        while await self._patiently(unfinished, self._log) + len(batch) > self._most:
            await self._sleep(_LOOK_EVERY_S)
        requests = [
            request(
                one.article,
                position=str(Position(self._log.partition, one.entry_id)),
                generation=self._generation,
                chain=one.chain,
                command=self._command,
                time=self._clock(),
            )
            for one in batch
        ]
        outcomes = await self._patiently(self._log.append, [Append(event=event) for event in requests])
        return sum(isinstance(outcome, Appended) for outcome in outcomes)

    async def _patiently(
        self, call: Callable[Given, Awaitable[Answer]], *arguments: Given.args, **named: Given.kwargs
    ) -> Answer:
        backoff = Backoff()
        while True:
            try:
                if backoff.failed:
                    await self._log.open()  # it may have come back as another log
                return await call(*arguments, **named)
            except (LogUnavailable, LogFull, ArchiveUnavailable) as error:
                logger.warning("trying again: %s", error)
                await backoff.wait()


def _event(entry: Entry) -> Event | None:
    try:
        return entry.event()
    except UndecodableEntry:
        return None


def _identity(body: ArticleText | ExtractionCompleted) -> tuple[str, int]:
    return body.article_id, body.revision

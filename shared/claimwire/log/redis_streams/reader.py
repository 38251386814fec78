"""Reading several streams as one sequence."""

import asyncio
from bisect import bisect_right
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, cast

from redis.asyncio import Redis

from claimwire.errors import BehindTrimLine, LogMismatch
from claimwire.events import Stream
from claimwire.log.entry import Entry
from claimwire.log.position import EntryId
from claimwire.log.redis_streams.far_future import latest_ms
from claimwire.log.redis_streams.graves import grave_after, tombstones_of
from claimwire.log.redis_streams.keys import Keys
from claimwire.log.redis_streams.raw_entry import RawEntry, entries_of
from claimwire.log.redis_streams.read_ahead import ReadAhead
from claimwire.log.redis_streams.translation import translated, wrong_epoch
from claimwire.log.redis_streams.waiting import block

_NOTHING_AHEAD: Final = ReadAhead(EntryId.START, {})


@dataclass(frozen=True, slots=True)
class _Fetched:
    entries: list[Entry]
    """Those of a stream after a position, without a gap."""
    ended: bool
    """There were no more of them."""


class Reader:
    """Keeps what the port says of :meth:`~claimwire.log.port.EventLog.read`."""

    def __init__(self, client: Redis, keys: Keys, end: Callable[[], Awaitable[EntryId]], *, mends: bool = True) -> None:
        """``end`` tells the newest id of any stream that is not of the far future, and ``mends`` such ids or not; nothing is sent yet."""
        self._end = end
        self._mends = mends
        self._client = client
        self._keys = keys
        self._names = {keys.stream(stream).encode(): stream for stream in Stream}
        self._ahead = _NOTHING_AHEAD
        self._redacted = EntryId.START
        self._last = EntryId.START
        self._latest_ms = 0
        self.epoch = ""
        """Identity of the log that may be read; empty for any."""

    def forget(self) -> None:
        """Drop what was fetched beyond what was returned: it may be of another log than the one that answers next."""
        self._ahead = _NOTHING_AHEAD
        self._redacted = EntryId.START

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int) -> list[Entry]:
        """See the port."""
        kept = self._ahead.of(streams, after=after)
        # A stream is topped up as soon as what was kept of it could run out within this page.
        starts = {stream: kept[stream][-1].id if stream in kept else after for stream in streams}
        asked = {stream: start for stream, start in starts.items() if len(kept.get(stream, ())) < limit}
        fetched = await self._fetched(asked, limit=limit, wait_ms=0 if kept else wait_ms) if asked else {}
        found = {
            stream: [*kept.get(stream, ()), *(fetched[stream].entries if stream in fetched else ())]
            for stream in streams
        }
        # A stream that filled the limit may go on below what another one holds: nothing past its last entry is sure yet.
        full = (stream for stream in streams if stream not in fetched or not fetched[stream].ended)
        horizon = min((found[stream][-1].id for stream in full), default=None)
        merged = sorted(chain.from_iterable(entries[:limit] for entries in found.values()), key=_place)
        sure = merged if horizon is None else merged[: bisect_right(merged, (horizon.ms, horizon.seq), key=_place)]
        # Entries that strangers added may share an id across streams: a cut between them would skip the second.
        page = sure[: bisect_right(sure, _place(sure[:limit][-1]), key=_place)] if sure else []
        # A reader that passed an id of the far future would pass over all that is written after it is mended.
        if page and page[-1].id.ms > self._latest_ms and page[-1].id > (end := await self._end()):
            self._ahead = _NOTHING_AHEAD
            if self._mends:
                return await self.read(after, streams, limit=limit, wait_ms=wait_ms)
            if not (page := [entry for entry in page if entry.id <= end]):
                await asyncio.sleep(wait_ms / 1000)
            return page
        if page:
            self._ahead = ReadAhead.beyond(page[-1].id, found)
        return page

    async def _fetched(self, asked: Mapping[Stream, EntryId], *, limit: int, wait_ms: int) -> dict[Stream, _Fetched]:
        with translated():
            found = await self._looked(asked, limit)
            if any(fetched.entries for fetched in found.values()):
                return found
            await self._expect(min(asked.values()))
            if wait_ms <= 0:
                return found
            # Redis 7.0 answers a waiting reader with one stream, though a script has added to several: what came
            # between its entries would be skipped. So the wait only tells that there is something to read.
            if await self._client.xread(self._starts(asked), count=1, block=block(wait_ms)):
                found = await self._looked(asked, limit)
        return found

    async def _expect(self, after: EntryId) -> None:
        if after > self._last and after > (end := await self._end()):
            raise LogMismatch(
                f"what was read up to {after} is not in the log, which ends at {end}: an older backup of it was restored; "
                "restore the newest one, or rebuild what was derived from the lost part"
            )

    async def _looked(self, asked: Mapping[Stream, EntryId], limit: int) -> dict[Stream, _Fetched]:
        earliest = min(asked.values())
        while True:
            graves = list(asked) if earliest < self._redacted else []
            pipeline = self._client.pipeline(transaction=False)
            pipeline.xread(self._starts(asked), count=limit)
            # Tombstones after the stream: what is redacted in between is then found twice, else not at all.
            for stream in graves:
                pipeline.zrangebylex(self._keys.tombstones(stream), grave_after(asked[stream]), "+", 0, limit)
            # The trim line last: what was trimmed before any of the answers above stands in it.
            pipeline.hmget(self._keys.clock, ["epoch", "trimmed", "redacted", "ms", "seq"])
            answer, *buried, (epoch, trimmed, redacted, ms, seq) = await pipeline.execute()
            self._last = EntryId(int(ms), int(seq)) if ms else EntryId.START
            self._latest_ms = latest_ms(self._last)
            if self.epoch and epoch != self.epoch.encode():
                raise wrong_epoch()
            if trimmed and earliest < EntryId.parse(trimmed):
                raise BehindTrimLine(
                    f"the log has been trimmed up to {trimmed.decode()}, and entries after {earliest} are asked for: read them from the archive (archive_url)"
                )
            self._redacted = EntryId.parse(redacted) if redacted else EntryId.START
            # Else something was redacted for the first time since the last look.
            if graves or earliest >= self._redacted:
                break
        live = {self._names[name]: raw for name, raw in cast("list[tuple[bytes, list[RawEntry]]]", answer or [])}
        tombs = dict(zip(graves, buried, strict=True))
        return {
            stream: _merged(
                entries_of(stream, live.get(stream, ())), tombstones_of(stream, tombs.get(stream, ())), limit
            )
            for stream in asked
        }

    def _starts(self, asked: Mapping[Stream, EntryId]) -> dict[Any, Any]:
        return {self._keys.stream(stream): str(after) for stream, after in asked.items()}


def _merged(entries: list[Entry], tombstones: list[Entry], limit: int) -> _Fetched:
    """Put tombstones where the entries stood, as far as both are known."""
    filled = [found[-1].id for found in (entries, tombstones) if len(found) == limit]
    if tombstones:
        by_id = {entry.id: entry for entry in (*entries, *tombstones)}
        entries = sorted(by_id.values(), key=_place)
    horizon = min(filled, default=None)
    if horizon is not None:
        entries = entries[: bisect_right(entries, (horizon.ms, horizon.seq), key=_place)]
    return _Fetched(entries, ended=horizon is None)


def _place(entry: Entry) -> tuple[int, int]:
    # Tuples compare in C, ids in Python.
    return entry.id.ms, entry.id.seq

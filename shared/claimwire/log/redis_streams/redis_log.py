"""The Redis Streams adapter of the event log."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any, Final, cast
from uuid import uuid4

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ResponseError

from claimwire.errors import LogMismatch, MisuseError
from claimwire.events import Stream
from claimwire.log.append import Append, Appended, AppendOutcome, HeadMoved, IndexBehind
from claimwire.log.commit import Commit
from claimwire.log.entry import Delivery, Entry
from claimwire.log.head import Head
from claimwire.log.position import EntryId
from claimwire.log.redis_streams.durability import Durability, check_durability
from claimwire.log.redis_streams.keys import LAYOUT, Keys
from claimwire.log.redis_streams.packing import pack_in_c
from claimwire.log.redis_streams.read_ahead import ReadAhead
from claimwire.log.redis_streams.scripts import Scripts
from claimwire.log.redis_streams.status_report import status_report
from claimwire.log.redis_streams.translation import translated
from claimwire.log.status import LogStatus

PARTITIONS: Final = 1
"""Number of partitions this build can serve."""

_SOCKET_TIMEOUT_S: Final = 15.0
_MAX_WAIT_MS: Final = 4_000

_NOTHING_AHEAD: Final = ReadAhead(EntryId.START, {})

_RawEntry = tuple[bytes, Mapping[bytes, bytes] | None]


class RedisLog:
    """Keeps the contract of :class:`~claimwire.log.port.EventLog` on a Redis or Valkey server."""

    partition = 0

    def __init__(self, url: str, *, password: str | None = None, durability: Durability = Durability.DISK) -> None:
        """``url`` is ``redis://``, ``rediss://`` or ``unix://``; a password in it wins over ``password``; nothing connects yet."""
        self._client = _client(url, password)
        pack_in_c(self._client.connection_pool)
        self._keys = Keys(self.partition)
        self._names = {self._keys.stream(stream).encode(): stream for stream in Stream}
        self._scripts = Scripts(self._client, self._keys)
        self._durability = durability
        self._epoch = ""
        self._ahead = _NOTHING_AHEAD

    @property
    def epoch(self) -> str:
        """See the port."""
        return self._epoch

    async def open(self) -> None:
        """See the port."""
        # What was fetched before an outage may be of another log than the one that answers after it.
        self._ahead = _NOTHING_AHEAD
        with translated():
            if self._durability is Durability.DISK:
                await check_durability(self._client)
            epoch, partitions, layout = [part.decode() for part in await self._scripts.open(str(uuid4()), PARTITIONS)]
        if (partitions, layout) != (str(PARTITIONS), LAYOUT):
            raise LogMismatch(
                f"the log has {partitions} partitions in key layout {layout}, this build serves {PARTITIONS} in layout {LAYOUT}: use the build that made it"
            )
        if self._epoch and epoch != self._epoch:
            raise LogMismatch(
                f"the log's epoch changed from {self._epoch} to {epoch}: the server was emptied or replaced; restore its data, or rebuild what was derived from the old log"
            )
        self._epoch = epoch

    async def close(self) -> None:
        """See the port."""
        await self._client.aclose()

    async def append(self, appends: Sequence[Append], *, known_until: EntryId = EntryId.START) -> list[AppendOutcome]:
        """See the port."""
        if not appends:
            return []
        with translated():
            answer = await self._scripts.append(appends, known_until)
        return [_outcome(kind, value.decode()) for kind, value in answer]

    async def heads(self, article_ids: Sequence[str]) -> Mapping[str, Head]:
        """See the port."""
        if not article_ids:
            return {}
        pipeline = self._client.pipeline(transaction=False)
        for slot in self._keys.heads:
            pipeline.hmget(slot, list(article_ids))
        with translated():
            slots = await pipeline.execute()
        found: dict[str, Head] = {}
        for answers in slots:
            for article, answer in zip(article_ids, answers, strict=True):
                head = Head.parse(answer.decode()) if answer else None
                if head and (article not in found or head.revision > found[article].revision):
                    found[article] = head
        return found

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        """See the port."""
        kept = self._ahead.of(streams, after=after)
        # A stream is topped up as soon as what was kept of it could run out within this page.
        starts = {stream: kept[stream][-1].id if stream in kept else after for stream in streams}
        asked = {stream: start for stream, start in starts.items() if len(kept.get(stream, ())) < limit}
        fetched = await self._fetched(asked, limit=limit, wait_ms=0 if kept else wait_ms)
        found = {stream: [*kept.get(stream, ()), *fetched.get(stream, ())] for stream in streams}
        # A stream that filled the limit may go on below what another one holds: nothing past its last entry is sure yet.
        full = (stream for stream in streams if stream not in asked or len(fetched.get(stream, ())) == limit)
        horizon = min((found[stream][-1].id for stream in full), default=None)
        merged = sorted(chain.from_iterable(entries[:limit] for entries in found.values()), key=_place)
        sure = merged if horizon is None else merged[: bisect_right(merged, (horizon.ms, horizon.seq), key=_place)]
        # Entries that strangers added may share an id across streams: a cut between them would skip the second.
        page = sure[: bisect_right(sure, _place(sure[:limit][-1]), key=_place)] if sure else []
        if page:
            self._ahead = ReadAhead.beyond(page[-1].id, found)
        return page

    async def end(self) -> EntryId:
        """See the port."""
        with translated():
            ms, seq = await cast("Any", self._client.hmget(self._keys.clock, ["ms", "seq"]))
        return EntryId(int(ms), int(seq)) if ms else EntryId.START

    async def ensure_group(self, stream: Stream, group: str) -> None:
        """See the port."""
        with translated():
            try:
                # From 0, not "$": a group made at "$" never sees what was added before the first start.
                await self._client.xgroup_create(self._keys.stream(stream), group, id="0", mkstream=True)
            except ResponseError as error:
                if "BUSYGROUP" not in str(error):
                    raise

    async def take(self, stream: Stream, group: str, consumer: str, *, limit: int, wait_ms: int = 0) -> list[Delivery]:
        """See the port."""
        with translated():
            answer = await self._client.xreadgroup(
                group, consumer, {self._keys.stream(stream): ">"}, count=limit, block=_block(wait_ms)
            )
        found = cast("list[tuple[bytes, list[_RawEntry]]]", answer or [])
        return [Delivery(entry, 1) for name, raw in found for entry in self._entries(name, raw)]

    async def own_pending(
        self, stream: Stream, group: str, consumer: str, *, after: EntryId, limit: int
    ) -> list[Delivery]:
        """See the port."""
        with translated():
            answer = await self._client.xreadgroup(
                group, consumer, {self._keys.stream(stream): str(after)}, count=limit
            )
        found = cast("list[tuple[bytes, list[_RawEntry]]]", answer or [])
        return await self._counted(stream, group, [entry for name, raw in found for entry in self._entries(name, raw)])

    async def reclaim(self, stream: Stream, group: str, consumer: str, *, idle_ms: int, limit: int) -> list[Delivery]:
        """See the port."""
        key = self._keys.stream(stream)
        with translated():
            waiting = cast(
                "list[dict[str, Any]]",
                await self._client.xpending_range(key, group, min="-", max="+", count=limit, idle=idle_ms),
            )
            ids = [item["message_id"] for item in waiting]
            if not ids:
                return []
            # XCLAIM with the same idle time: of two that saw the entry only the first gets it.
            answer = cast("list[_RawEntry]", await self._client.xclaim(key, group, consumer, idle_ms, ids))
        entries = self._entries(key.encode(), answer)
        return await self._counted(stream, group, entries)

    async def touch(self, stream: Stream, group: str, consumer: str, ids: Sequence[EntryId]) -> None:
        """See the port."""
        if ids:
            with translated():
                await self._scripts.touch(stream, group, consumer, ids)

    async def commit(self, stream: Stream, group: str, commits: Sequence[Commit]) -> list[bool]:
        """See the port."""
        if not commits:
            return []
        with translated():
            return [answer == 1 for answer in await self._scripts.commit(stream, group, commits)]

    async def report_checkpoint(self, reader: str, streams: Collection[Stream], position: EntryId) -> None:
        """See the port."""
        with translated():
            await cast(
                "Any", self._client.hset(self._keys.checkpoints, reader, f"{position} {','.join(sorted(streams))}")
            )

    async def status(self) -> LogStatus:
        """See the port."""
        with translated():
            return await status_report(self._client, self._keys, self._epoch)

    async def _fetched(self, asked: Mapping[Stream, EntryId], *, limit: int, wait_ms: int) -> dict[Stream, list[Entry]]:
        if not asked:
            return {}
        keys: dict[Any, Any] = {self._keys.stream(stream): str(after) for stream, after in asked.items()}
        with translated():
            answer = await self._client.xread(keys, count=limit)
            # Redis 7.0 answers a waiting reader with one stream, though a script has added to several: what came
            # between its entries would be skipped. So the wait only tells that there is something to read.
            if not answer and wait_ms > 0 and await self._client.xread(keys, count=1, block=_block(wait_ms)):
                answer = await self._client.xread(keys, count=limit)
        found = cast("list[tuple[bytes, list[_RawEntry]]]", answer or [])
        return {self._names[name]: self._entries(name, raw) for name, raw in found}

    async def _counted(self, stream: Stream, group: str, entries: Sequence[Entry]) -> list[Delivery]:
        pipeline = self._client.pipeline(transaction=False)
        for entry in entries:
            pipeline.xpending_range(self._keys.stream(stream), group, min=str(entry.id), max=str(entry.id), count=1)
        with translated():
            answers = await pipeline.execute() if entries else []
        return [
            Delivery(entry, answer[0]["times_delivered"] if answer else 1)
            for entry, answer in zip(entries, answers, strict=True)
        ]

    def _entries(self, key: bytes, raw: Sequence[_RawEntry]) -> list[Entry]:
        return [Entry(self._names[key], EntryId.parse(entry_id), fields or {}) for entry_id, fields in raw]


def _outcome(kind: bytes, value: str) -> AppendOutcome:
    if kind == b"added":
        return Appended(EntryId.parse(value))
    return HeadMoved(Head.parse(value)) if kind == b"moved" else IndexBehind()


def _place(entry: Entry) -> tuple[int, int]:
    # Tuples compare in C, ids in Python.
    return entry.id.ms, entry.id.seq


def _block(wait_ms: int) -> int | None:
    # BLOCK 0 would wait for ever, and a wait beyond the socket's timeout looks like a dead server.
    return min(wait_ms, _MAX_WAIT_MS) if wait_ms > 0 else None


def _client(url: str, password: str | None) -> Redis:
    try:
        return Redis.from_url(
            url,
            password=password,
            protocol=2,
            # Retrying inside the client would append a second time when only the reply was lost.
            retry=Retry(NoBackoff(), 0),
            socket_timeout=_SOCKET_TIMEOUT_S,
            socket_connect_timeout=_SOCKET_TIMEOUT_S,
        )
    except ValueError as error:
        raise MisuseError(f"{url!r} is no address of a log: {error}") from error

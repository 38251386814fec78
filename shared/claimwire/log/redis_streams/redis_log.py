"""The Redis Streams adapter of the event log."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, cast
from uuid import uuid4

from redis.exceptions import ResponseError

from claimwire.errors import EntryGone
from claimwire.events import Event, Stream
from claimwire.log.append import Append, Appended, AppendOutcome, Barred, HeadMoved, IndexBehind
from claimwire.log.commit import Commit
from claimwire.log.entry import Delivery, Entry
from claimwire.log.head import Head
from claimwire.log.position import EntryId
from claimwire.log.redis_streams.connection import connection
from claimwire.log.redis_streams.due import due_ids
from claimwire.log.redis_streams.durability import Durability, check_durability
from claimwire.log.redis_streams.identity import PARTITIONS, check_identity
from claimwire.log.redis_streams.keys import Keys
from claimwire.log.redis_streams.raw_entry import RawEntry, entries_of
from claimwire.log.redis_streams.reader import Reader
from claimwire.log.redis_streams.rewritten_file import rewrite_file
from claimwire.log.redis_streams.room import check_room
from claimwire.log.redis_streams.scripts import Scripts
from claimwire.log.redis_streams.status_report import status_report
from claimwire.log.redis_streams.translation import translated
from claimwire.log.redis_streams.waiting import block
from claimwire.log.retry_pause import LET_GO
from claimwire.log.status import LogStatus
from claimwire.log.tombstone import Tombstone

_REQUEUED: Final = "requeued"
"""The consumer, of any group, that holds what was handed back to it until a real one reclaims it."""


class RedisLog:
    """Keeps the contract of :class:`~claimwire.log.port.EventLog` on a Redis or Valkey server."""

    partition = 0

    def __init__(self, url: str, *, password: str | None = None, durability: Durability = Durability.DISK) -> None:
        """``url`` is ``redis://``, ``rediss://`` or ``unix://``; a password in it wins over ``password``; nothing connects yet."""
        self._client = connection(url, password)
        self._keys = Keys(self.partition)
        self._scripts = Scripts(self._client, self._keys)
        self._durability = durability
        self._epoch = ""
        self._reader = Reader(self._client, self._keys, self.end)

    @property
    def epoch(self) -> str:
        """See the port."""
        return self._epoch

    async def open(self) -> None:
        """See the port."""
        self._reader.forget()
        with translated():
            if self._durability is Durability.DISK:
                await check_durability(self._client)
            epoch, partitions, layout = [part.decode() for part in await self._scripts.open(str(uuid4()), PARTITIONS)]
            marked = await self._scripts.mark(epoch)
        check_identity(epoch=epoch, partitions=partitions, layout=layout, marked=marked, known=self._epoch)
        self._epoch = self._scripts.epoch = self._reader.epoch = epoch

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
        return await self._reader.read(after, streams, limit=limit, wait_ms=wait_ms)

    async def end(self) -> EntryId:
        """See the port."""
        with translated():
            return EntryId.parse(await self._scripts.end())

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
                group, consumer, {self._keys.stream(stream): ">"}, count=limit, block=block(wait_ms)
            )
        found = cast("list[tuple[bytes, list[RawEntry]]]", answer or [])
        return [Delivery(entry, 1) for _, raw in found for entry in entries_of(stream, raw)]

    async def own_pending(
        self, stream: Stream, group: str, consumer: str, *, after: EntryId, limit: int
    ) -> list[Delivery]:
        """See the port."""
        with translated():
            answer = await self._client.xreadgroup(
                group, consumer, {self._keys.stream(stream): str(after)}, count=limit
            )
        found = cast("list[tuple[bytes, list[RawEntry]]]", answer or [])
        return await self._counted(stream, group, [entry for _, raw in found for entry in entries_of(stream, raw)])

    async def reclaim(
        self, stream: Stream, group: str, consumer: str, *, idle_ms: int, limit: int, pause_ms: int | None = None
    ) -> list[Delivery]:
        """See the port."""
        key, first_ms = self._keys.stream(stream), idle_ms if pause_ms is None else pause_ms
        with translated():
            ids = await due_ids(self._client, key, group, idle_ms=idle_ms, pause_ms=first_ms, limit=limit)
            if not ids:
                return []
            # XCLAIM with an idle time too: of two that saw the entry only the first gets it.
            names: list[Any] = [str(entry_id) for entry_id in ids]
            answer = cast(
                "list[RawEntry]", await self._client.xclaim(key, group, consumer, min(idle_ms, first_ms), names)
            )
        entries = entries_of(stream, answer)
        return await self._counted(stream, group, entries)

    async def touch(self, stream: Stream, group: str, consumer: str, ids: Sequence[EntryId]) -> None:
        """See the port."""
        if ids:
            with translated():
                await self._scripts.pass_on(stream, group, consumer, consumer, ids)

    async def let_go(self, stream: Stream, group: str, consumer: str, ids: Sequence[EntryId]) -> None:
        """See the port."""
        if ids:
            with translated():
                await self._scripts.pass_on(stream, group, consumer, LET_GO, ids)

    async def forget_consumers(self, stream: Stream, group: str, *, idle_ms: int = 0, only: str | None = None) -> None:
        """See the port."""
        with translated():
            await self._scripts.forget_consumers(stream, group, idle_ms=idle_ms, only=only or "")

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

    async def check_room(self) -> None:
        """See the port."""
        with translated():
            await check_room(self._client)

    async def forget_reader(self, reader: str) -> None:
        """See the port."""
        with translated():
            await cast("Any", self._client.hdel(self._keys.checkpoints, reader))

    async def trim(self, below: EntryId) -> EntryId:
        """See the port."""
        with translated():
            return EntryId.parse(await self._scripts.trim(below))

    async def trim_line(self) -> EntryId:
        """See the port."""
        with translated():
            line = await cast("Any", self._client.hget(self._keys.clock, "trimmed"))
        return EntryId.parse(line) if line else EntryId.START

    async def bar(self, article_id: str) -> None:
        """See the port."""
        pipeline = self._client.pipeline(transaction=True)
        pipeline.sadd(self._keys.barred, article_id)
        # Its head tells a hash of its text, and by it an exact repeat would pass for a duplicate.
        for slot in self._keys.heads:
            pipeline.hdel(slot, article_id)
        with translated():
            await pipeline.execute()

    async def redact(self, tombstones: Sequence[Tombstone]) -> None:
        """See the port."""
        if not tombstones:
            return
        with translated():
            await self._scripts.redact(tombstones)
        await rewrite_file(self._client)

    async def requeue(self, stream: Stream, group: str, entry: Entry, command: Event) -> EntryId:
        """See the port."""
        with translated():
            pending = await self._scripts.requeue(stream, group, entry, command, holder=_REQUEUED)
        if not pending:
            raise EntryGone(f"entry {entry.id} of {stream} was deleted or redacted: there is nothing to hand out again")
        return EntryId.parse(pending)

    async def has_finished(self, stream: Stream, group: str, entry_id: EntryId) -> bool:
        """See the port."""
        key, name = self._keys.stream(stream), str(entry_id)
        # At one moment: else it might be handed out between the two answers.
        pipeline = self._client.pipeline(transaction=True)
        pipeline.xpending_range(key, group, min=name, max=name, count=1)
        pipeline.xinfo_groups(key)
        with translated():
            pending, groups = await pipeline.execute()
        last = next(found["last-delivered-id"] for found in groups if found["name"] == group.encode())
        return not pending and entry_id <= EntryId.parse(last)

    async def status(self) -> LogStatus:
        """See the port."""
        with translated():
            return await status_report(self._scripts, self._epoch)

    async def _counted(self, stream: Stream, group: str, entries: Sequence[Entry]) -> list[Delivery]:
        pipeline = self._client.pipeline(transaction=False)
        for entry in entries:
            pipeline.xpending_range(self._keys.stream(stream), group, min=str(entry.id), max=str(entry.id), count=1)
            pipeline.hget(self._keys.retries(stream), self._keys.retry_field(group, entry.id))
        with translated():
            answers = await pipeline.execute() if entries else []
        return [
            Delivery(entry, held[0]["times_delivered"] if held else 1, retry.decode() if retry else None)
            for entry, held, retry in zip(entries, answers[::2], answers[1::2], strict=True)
        ]


def _outcome(kind: bytes, value: str) -> AppendOutcome:
    match kind:
        case b"added":
            return Appended(EntryId.parse(value))
        case b"moved":
            return HeadMoved(Head.parse(value))
        case b"behind":
            return IndexBehind()
        case _:
            return Barred()

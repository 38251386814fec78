"""The log in memory, for tests and for trying things out; nothing of it survives the process."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from claimwire.errors import BehindTrimLine, EntryGone, GroupLost, LogMismatch
from claimwire.events import HISTORY, Event, Stream, stream_of, to_fields
from claimwire.log.append import Append, Appended, AppendOutcome, Barred, HeadMove, HeadMoved
from claimwire.log.commit import Commit
from claimwire.log.entry import Delivery, Entry
from claimwire.log.head import Head
from claimwire.log.position import EntryId
from claimwire.log.retry_pause import LET_GO, retry_pause_ms
from claimwire.log.status import LogStatus, ReaderStatus, StreamStatus
from claimwire.log.tombstone import Tombstone


@dataclass(slots=True)
class _Pending:
    consumer: str
    taken_ms: int
    attempts: int
    retry: str | None = None


@dataclass(slots=True)
class _Group:
    last: EntryId = EntryId.START
    pending: dict[EntryId, _Pending] = field(default_factory=dict)


class MemoryLog:
    """Keeps the contract of :class:`~claimwire.log.port.EventLog`; it never forgets a head."""

    partition = 0
    epoch = "memory"

    def __init__(self, now_ms: Callable[[], int]) -> None:
        """``now_ms`` tells the time in milliseconds since 1970."""
        self._now_ms = now_ms
        self._last = EntryId.START
        self._streams: dict[Stream, list[Entry]] = {stream: [] for stream in Stream}
        self._heads: dict[str, Head] = {}
        self._groups: dict[tuple[Stream, str], _Group] = {}
        self._checkpoints: dict[str, tuple[tuple[Stream, ...], EntryId]] = {}
        self._trim_line = EntryId.START
        self._redacted: set[tuple[Stream, EntryId]] = set()
        self._barred: set[str] = set()
        self._grown = asyncio.Condition()

    async def open(self) -> None:
        """Do nothing: there is nothing to connect to."""

    async def close(self) -> None:
        """Do nothing: tests look into a log after its services have closed it."""

    async def append(self, appends: Sequence[Append], *, known_until: EntryId = EntryId.START) -> list[AppendOutcome]:  # noqa: ARG002 - no head is ever forgotten here
        """See the port."""
        outcomes: list[AppendOutcome] = []
        for append in appends:
            refusal = Barred() if self._is_barred(append.event) else self._conflict(append.move)
            if refusal:
                outcomes.append(refusal)
                continue
            outcomes.append(Appended(self._add(append.event)))
            if append.move:
                self._heads[append.move.article_id] = append.move.head
        await self._wake()
        return outcomes

    async def add_foreign(self, stream: Stream, fields: Mapping[bytes, bytes]) -> EntryId:
        """Add an entry that is not one of our events, as a stranger could."""
        entry_id = self._next_id()
        self._streams[stream].append(Entry(stream, entry_id, dict(fields)))
        await self._wake()
        return entry_id

    async def heads(self, article_ids: Sequence[str]) -> Mapping[str, Head]:
        """See the port."""
        return {article: self._heads[article] for article in article_ids if article in self._heads}

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        """See the port."""

        def ready() -> list[Entry]:
            if after < self._trim_line:
                raise BehindTrimLine(
                    f"the log has been trimmed up to {self._trim_line}, and entries after {after} are asked for: read them from the archive"
                )
            found = [entry for stream in streams for entry in self._streams[stream] if entry.id > after]
            return sorted(found, key=lambda entry: entry.id)[:limit]

        if not ready() and after > self._last:
            raise LogMismatch(f"what was read up to {after} is not in the log, which ends at {self._last}")
        return await self._wait(ready, wait_ms)

    async def end(self) -> EntryId:
        """See the port."""
        return self._last

    async def ensure_group(self, stream: Stream, group: str) -> None:
        """See the port."""
        self._groups.setdefault((stream, group), _Group())

    async def take(self, stream: Stream, group: str, consumer: str, *, limit: int, wait_ms: int = 0) -> list[Delivery]:
        """See the port."""
        state = self._group(stream, group)

        def ready() -> list[Entry]:
            return [entry for entry in self._takable(stream) if entry.id > state.last][:limit]

        entries = await self._wait(ready, wait_ms)
        for entry in entries:
            state.last = entry.id
            state.pending[entry.id] = _Pending(consumer, self._now_ms(), 1)
        return [Delivery(entry, 1) for entry in entries]

    async def own_pending(
        self, stream: Stream, group: str, consumer: str, *, after: EntryId, limit: int
    ) -> list[Delivery]:
        """See the port."""
        pending = self._group(stream, group).pending
        ids = sorted(key for key, held in pending.items() if key > after and held.consumer == consumer)[:limit]
        return self._deliver_again(stream, group, consumer, ids)

    async def reclaim(
        self, stream: Stream, group: str, consumer: str, *, idle_ms: int, limit: int, pause_ms: int | None = None
    ) -> list[Delivery]:
        """See the port."""
        now, first_ms = self._now_ms(), idle_ms if pause_ms is None else pause_ms

        def due(entry_id: EntryId, held: _Pending) -> bool:
            let_go = held.consumer == LET_GO
            return now - held.taken_ms >= (retry_pause_ms(entry_id, held.attempts, first_ms) if let_go else idle_ms)

        pending = self._group(stream, group).pending
        ids = sorted(entry_id for entry_id, held in pending.items() if due(entry_id, held))[:limit]
        return self._deliver_again(stream, group, consumer, ids)

    async def touch(self, stream: Stream, group: str, consumer: str, ids: Sequence[EntryId]) -> None:
        """See the port."""
        self._pass_on(stream, group, consumer, consumer, ids)

    async def let_go(self, stream: Stream, group: str, consumer: str, ids: Sequence[EntryId]) -> None:
        """See the port."""
        self._pass_on(stream, group, consumer, LET_GO, ids)

    async def forget_consumers(self, stream: Stream, group: str, *, idle_ms: int = 0, only: str | None = None) -> None:
        """Only look for the group: a consumer without pending entries leaves no trace here."""
        del idle_ms, only
        self._group(stream, group)

    async def commit(self, stream: Stream, group: str, commits: Sequence[Commit]) -> list[bool]:
        """See the port."""
        pending = self._group(stream, group).pending
        done: list[bool] = []
        for commit in commits:
            still_pending = pending.pop(commit.input_id, None) is not None
            if still_pending:
                for event in commit.outputs:
                    if not self._is_barred(event):
                        self._add(event)
            done.append(still_pending)
        await self._wake()
        return done

    async def report_checkpoint(self, reader: str, streams: Collection[Stream], position: EntryId) -> None:
        """See the port."""
        self._checkpoints[reader] = (tuple(streams), position)

    async def forget_reader(self, reader: str) -> None:
        """See the port."""
        self._checkpoints.pop(reader, None)

    async def trim(self, below: EntryId) -> EntryId:
        """See the port."""
        passed = [_after(position) for _, position in self._checkpoints.values()]
        floor = min([below, *passed, *(entry_id for stream in HISTORY for entry_id in self._unfinished(stream))])
        gone = [entry.id for stream in HISTORY for entry in self._streams[stream] if entry.id < floor]
        self._trim_line = max([self._trim_line, *gone])
        for stream in HISTORY:
            self._streams[stream] = [entry for entry in self._streams[stream] if entry.id >= floor]
        if any(stream is Stream.BACKFILL for stream, _ in self._groups):
            request = min(self._unfinished(Stream.BACKFILL), default=None)
            requests = self._streams[Stream.BACKFILL]
            self._streams[Stream.BACKFILL] = [entry for entry in requests if request and entry.id >= request]
        return self._trim_line

    async def trim_line(self) -> EntryId:
        """See the port."""
        return self._trim_line

    async def bar(self, article_id: str) -> None:
        """See the port."""
        self._barred.add(article_id)
        self._heads.pop(article_id, None)

    async def redact(self, tombstones: Sequence[Tombstone]) -> None:
        """See the port."""
        places = {(stream, entry.id): at for stream, kept in self._streams.items() for at, entry in enumerate(kept)}
        for tombstone in tombstones:
            where = (tombstone.stream, tombstone.id)
            if where not in places or where in self._redacted:
                continue
            self._redacted.add(where)
            entry = Entry(tombstone.stream, tombstone.id, to_fields(tombstone.event))
            self._streams[tombstone.stream][places[where]] = entry
            for (stream, _), state in self._groups.items():
                if stream is tombstone.stream:
                    state.pending.pop(tombstone.id, None)

    async def requeue(self, stream: Stream, group: str, entry: Entry, command: Event) -> EntryId:
        """See the port."""
        state = self._group(stream, group)
        lane = stream is Stream.BACKFILL
        there = not lane and any(kept.id == entry.id for kept in self._takable(stream))
        barred = entry.fields.get(b"subject", b"").decode(errors="replace") in self._barred
        if not there and (barred or (entry.id > self._trim_line and not lane)):
            raise EntryGone(f"entry {entry.id} of {stream} was deleted or redacted: there is nothing to hand out again")
        self._add(command)
        pending = entry.id
        if there:
            state.pending[pending] = _Pending("requeued", 0, 0, command.id)
        else:
            pending = await self.add_foreign(stream, entry.fields)
        await self._wake()
        return pending

    async def has_finished(self, stream: Stream, group: str, entry_id: EntryId) -> bool:
        """See the port."""
        state = self._group(stream, group)
        return entry_id <= state.last and entry_id not in state.pending

    async def check_room(self) -> None:
        """Do nothing: there is room until the process has none."""

    async def status(self) -> LogStatus:
        """See the port."""
        readers = [self._group_status(stream, name, state) for (stream, name), state in self._groups.items()]
        readers += [self._reader_status(name, *checkpoint, None) for name, checkpoint in self._checkpoints.items()]
        streams = [
            StreamStatus(stream=stream, length=len(kept), last=kept[-1].id if kept else None)
            for stream, kept in self._streams.items()
        ]
        at = datetime.fromtimestamp(self._now_ms() / 1000, UTC)
        return LogStatus(epoch=self.epoch, at=at, streams=streams, readers=readers)

    def _group_status(self, stream: Stream, name: str, state: _Group) -> ReaderStatus:
        return self._reader_status(name, (stream,), state.last, state.pending)

    def _reader_status(
        self, name: str, streams: tuple[Stream, ...], last: EntryId, pending: Mapping[EntryId, object] | None
    ) -> ReaderStatus:
        # Groups are not handed tombstones; readers read them like entries.
        kept = self._streams.__getitem__ if pending is None else self._takable
        waiting = [entry.id for stream in streams for entry in kept(stream) if entry.id > last]
        oldest = min([*waiting, *(pending or ())], default=None)
        return ReaderStatus(
            name=name,
            streams=streams,
            behind=len(waiting),
            pending=None if pending is None else len(pending),
            seconds=(self._now_ms() - oldest.ms) / 1000 if oldest else 0.0,
            position=None if last == EntryId.START else last,
        )

    def _is_barred(self, event: Event) -> bool:
        return event.subject in self._barred and stream_of(event.data) is not Stream.CONTROL

    def _takable(self, stream: Stream) -> list[Entry]:
        return [entry for entry in self._streams[stream] if (stream, entry.id) not in self._redacted]

    def _unfinished(self, stream: Stream) -> list[EntryId]:
        """All that some group of the stream has not finished."""
        states = [state for (kept, _), state in self._groups.items() if kept is stream]
        waiting = [entry.id for state in states for entry in self._takable(stream) if entry.id > state.last]
        return [*waiting, *(entry_id for state in states for entry_id in state.pending)]

    def _conflict(self, move: HeadMove | None) -> HeadMoved | None:
        if move is None:
            return None
        actual = self._heads.get(move.article_id)
        return HeadMoved(actual) if actual and actual != move.expected else None

    def _group(self, stream: Stream, group: str) -> _Group:
        try:
            return self._groups[stream, group]
        except KeyError:
            raise GroupLost(f"group {group} of {stream} does not exist; make it with ensure_group") from None

    def _pass_on(self, stream: Stream, group: str, consumer: str, holder: str, ids: Sequence[EntryId]) -> None:
        pending = self._group(stream, group).pending
        for entry_id in ids:
            held = pending.get(entry_id)
            if held and held.consumer == consumer:
                pending[entry_id] = _Pending(holder, self._now_ms(), held.attempts, held.retry)

    def _deliver_again(self, stream: Stream, group: str, consumer: str, ids: Sequence[EntryId]) -> list[Delivery]:
        pending = self._group(stream, group).pending
        kept = {entry.id: entry for entry in self._streams[stream]}
        deliveries = []
        for entry_id in ids:
            attempts, retry = pending[entry_id].attempts + 1, pending[entry_id].retry
            pending[entry_id] = _Pending(consumer, self._now_ms(), attempts, retry)
            deliveries.append(Delivery(kept.get(entry_id) or Entry(stream, entry_id, {}), attempts, retry))
        return deliveries

    def _add(self, event: Event) -> EntryId:
        entry_id = self._next_id()
        stream = stream_of(event.data)
        self._streams[stream].append(Entry(stream, entry_id, to_fields(event)))
        return entry_id

    def _next_id(self) -> EntryId:
        now = self._now_ms()
        self._last = EntryId(now, 0) if now > self._last.ms else EntryId(self._last.ms, self._last.seq + 1)
        return self._last

    async def _wake(self) -> None:
        async with self._grown:
            self._grown.notify_all()

    async def _wait(self, ready: Callable[[], list[Entry]], wait_ms: int) -> list[Entry]:
        if not (found := ready()) and wait_ms:
            try:
                async with asyncio.timeout(wait_ms / 1000), self._grown:
                    await self._grown.wait_for(ready)
            except TimeoutError:
                return []
            found = ready()
        return found


def _after(entry_id: EntryId) -> EntryId:
    return EntryId(entry_id.ms, entry_id.seq + 1)

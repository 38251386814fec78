"""The Lua that stands beside this module, and its arguments."""

import logging
import re
from collections.abc import Sequence
from contextlib import suppress
from importlib.resources import files
from itertools import chain
from typing import Any, Final, cast

from redis.asyncio import Redis
from redis.commands.core import AsyncScript
from redis.exceptions import ResponseError, WatchError

from claimwire.errors import LogUnavailable
from claimwire.events import HISTORY, Event, Stream, stream_of, to_fields
from claimwire.log.append import Append
from claimwire.log.commit import Commit
from claimwire.log.entry import Entry
from claimwire.log.position import EntryId
from claimwire.log.redis_streams.graves import packed_fields
from claimwire.log.redis_streams.keys import HEAD_SLOT_MS, LAYOUT, META, Keys
from claimwire.log.tombstone import Tombstone

logger = logging.getLogger(__name__)

Argument = str | bytes | int
_MOST_COUNTED: Final = 1_000
"""Entries that a look at the status counts per reader; of one that is further behind the number is not known."""

_MOST_COPIES: Final = 5
"""How often the copy of a stream is begun anew, because entries were deleted meanwhile."""

_FUTURE: Final = re.compile(r"FUTUREID (\S+)")
_WIDE: Final = re.compile(r"TOOWIDE (\S+) (\S+)")

_INDEX = {stream: index for index, stream in enumerate(Stream, start=1)}


class Scripts:
    """Every write of the log, each one atomic call."""

    def __init__(self, client: Redis, keys: Keys) -> None:
        """Register the scripts with a client; nothing is sent yet."""
        self._client = client
        self._keys = keys
        self.epoch = ""
        """Identity of the log that scripts may write to; empty for any."""
        self._append = _load(client, "clock", "barred", "append")
        self._commit = _load(client, "clock", "barred", "commit")
        self._pass_on = _load(client, "pass_on")
        self._forget_consumers = _load(client, "forget_consumers")
        self._open = _load(client, "open")
        self._mark = _load(client, "mark")
        self._mend = _load(client, "ids", "clock", "groups", "rewrite", "mend")
        self._purge = _load(client, "ids", "clock", "groups", "purge")
        self._end = _load(client, "ids", "clock", "end")
        self._trim = _load(client, "ids", "clock", "trim")
        self._redact = _load(client, "ids", "clock", "redact")
        self._status = _load(client, "ids", "status")
        self._requeue = _load(client, "ids", "clock", "barred", "requeue")

    async def open(self, new_epoch: str, partitions: int) -> list[bytes]:
        """Return epoch, partitions and layout as they are recorded."""
        answer: list[bytes] = await self._open(keys=[META], args=[new_epoch, partitions, LAYOUT])
        return answer

    async def mark(self, epoch: str) -> str:
        """Return the epoch that is recorded with the partition; unless there is one, this one is."""
        answer: bytes = await self._mark(keys=[self._keys.clock], args=[epoch])
        return answer.decode()

    async def end(self) -> bytes:
        """Return the newest id of any stream."""
        newest: bytes = await self._mending(self._end, [self._keys.clock, *self._keys.streams], [self.epoch])
        return newest

    async def append(self, appends: Sequence[Append], known_until: EntryId) -> list[list[bytes]]:
        """Return per item ``[b"added", id]``, ``[b"moved", head]``, ``[b"behind", b""]`` or ``[b"barred", b""]``."""
        arguments: list[Argument] = [len(_INDEX), _INDEX[Stream.CONTROL], HEAD_SLOT_MS, str(known_until), len(appends)]
        for append in appends:
            move = append.move
            head = [move.article_id, str(move.expected or ""), str(move.head)] if move else ["", "", ""]
            strings = _strings(append.event)
            arguments += [_stream_index(append.event), *head, len(strings), *strings]
        keys = [self._keys.clock, self._keys.barred, *self._keys.streams, *self._keys.heads]
        answer: list[list[bytes]] = await self._mending(self._append, keys, [*arguments, self.epoch])
        return answer

    async def commit(self, stream: Stream, group: str, commits: Sequence[Commit]) -> list[int]:
        """Return per input 1 if it was still pending, else 0."""
        outputs = sum(len(commit.outputs) for commit in commits)
        arguments: list[Argument] = [len(_INDEX), _INDEX[Stream.CONTROL], group, len(commits), outputs]
        for commit in commits:
            arguments += [str(commit.input_id), len(commit.outputs)]
            for event in commit.outputs:
                strings = _strings(event)
                arguments += [_stream_index(event), len(strings), *strings]
        names = self._keys
        keys = [names.clock, names.barred, names.retries(stream), names.stream(stream), *names.streams]
        answer: list[int] = await self._mending(self._commit, keys, [*arguments, self.epoch])
        return answer

    async def pass_on(self, stream: Stream, group: str, consumer: str, holder: str, ids: Sequence[EntryId]) -> None:
        """Give what is still this consumer's to a holder, who may be itself; its idle time begins anew."""
        await self._pass_on(keys=[self._keys.stream(stream)], args=[group, consumer, holder, *map(str, ids)])

    async def forget_consumers(self, stream: Stream, group: str, *, idle_ms: int, only: str) -> None:
        """Delete consumers that hold nothing; ``only`` is empty for all of them."""
        await self._forget_consumers(keys=[self._keys.stream(stream)], args=[group, idle_ms, only])

    async def trim(self, below: EntryId) -> bytes:
        """Return the trim line."""
        names = self._keys
        keys = [names.clock, names.checkpoints, names.stream(Stream.BACKFILL)]
        keys += [names.stream(stream) for stream in HISTORY] + [names.tombstones(stream) for stream in HISTORY]
        line: bytes = await self._mending(self._trim, keys, [len(HISTORY), str(below), self.epoch])
        return line

    async def redact(self, tombstones: Sequence[Tombstone]) -> None:
        """Put tombstones where entries stand."""
        arguments: list[Argument] = [len(_INDEX)]
        for tombstone in tombstones:
            arguments += [_INDEX[tombstone.stream], str(tombstone.id), packed_fields(to_fields(tombstone.event))]
        names = self._keys
        keys = [names.clock, *names.streams, *(names.tombstones(stream) for stream in Stream)]
        keys += [names.retries(stream) for stream in Stream]
        await self._mending(self._redact, keys, [*arguments, self.epoch])
        for stream in sorted({tombstone.stream for tombstone in tombstones}):
            await self._rid(stream)

    async def _rid(self, stream: Stream) -> None:
        """Rid the server's memory of what a stream no longer holds, in calls that are short: nothing else is answered meanwhile."""
        keys = [self._keys.clock, self._keys.stream(stream), self._keys.old(stream), self._keys.copy(stream)]
        for _ in range(_MOST_COPIES):
            copied: bytes | list[Any] | None = await self._purge(keys=keys, args=[b"", self.epoch])
            while copied:
                if isinstance(copied, list):
                    copied = await self._copied(self._keys.copy(stream), *copied)
                copied = await self._purge(keys=keys, args=[copied, self.epoch])
            if copied is None:
                return
        raise LogUnavailable(
            f"{stream} could not be written again, since others kept deleting its entries: repeat the takedown"
        )

    async def _copied(self, copy: str, entry_id: bytes, fields: Sequence[bytes], before: bytes) -> bytes:
        """Add an entry that no script can to a copy that ends with the one before it."""
        async with cast("Any", self._client).pipeline(transaction=True) as transaction:
            # If this is removed, a copy that another takedown has begun anew meanwhile gets a gap before the entry.
            await transaction.watch(copy)
            top = await transaction.execute_command("XREVRANGE", copy, "+", "-", "COUNT", 1)
            if (top[0][0] if top else b"0-0") == before:
                transaction.multi()
                transaction.execute_command("XADD", copy, entry_id, *fields)
                with suppress(WatchError):
                    await transaction.execute()
        # Whether the copy ends with it now the script finds out, or begins anew.
        return entry_id

    async def requeue(self, stream: Stream, group: str, entry: Entry, command: Event, *, holder: str) -> bytes:
        """Return the id that is pending now, empty when the entry was deleted."""
        strings, names = _strings(command), self._keys
        # Requests are dropped as soon as they are finished, wherever the trim line is: an id below it has them copied.
        held = EntryId.START if stream is Stream.BACKFILL else entry.id
        retry = names.retry_field(group, held)
        arguments: list[Argument] = [len(_INDEX), group, holder, str(held), retry, command.id]
        arguments += [_stream_index(command), len(strings), *strings, *chain.from_iterable(entry.fields.items())]
        keys = [names.clock, names.barred, names.retries(stream), names.stream(stream), *names.streams]
        pending: bytes = await self._mending(self._requeue, keys, [*arguments, self.epoch])
        return pending

    async def status(self) -> tuple[int, list[Any], list[Any], list[Any]]:
        """Return the server's time in milliseconds and what ``status.lua`` says of streams, groups and checkpoints."""
        names = self._keys
        keys = [names.checkpoints, *names.streams, *(names.tombstones(stream) for stream in Stream)]
        now_ms, streams, groups, readers = await self._status(keys=keys, args=[len(_INDEX), _MOST_COUNTED, *Stream])
        return now_ms, streams, groups, readers

    async def _mending(self, script: AsyncScript, keys: Sequence[str], arguments: Sequence[Argument]) -> Any:
        """Run a script that writes; streams whose top is of the far future are mended first."""
        for _ in Stream:
            try:
                return await script(keys=keys, args=arguments)
            except ResponseError as error:
                if not (future := _FUTURE.search(str(error))):
                    raise
                stream = Stream(future[1].rpartition(":")[2])
            keys_of_mending = [self._keys.clock, self._keys.stream(stream), self._keys.copy(stream)]
            try:
                moved = await self._mend(keys=keys_of_mending, args=[self.epoch])
            except ResponseError as error:
                if not (wide := _WIDE.search(str(error))):
                    raise
                raise LogUnavailable(
                    f"another program wrote to {stream} with an id of the far future, and the stream cannot be written again without it: "
                    f"the entry {wide[2]} has more fields than a script of the server can copy. If nobody needs it, delete it (XDEL {wide[1]} {wide[2]})"
                ) from error
            logger.warning(
                "another program wrote to %s with an id of the far future: %d entries got another id", stream, moved
            )
        return await script(keys=keys, args=arguments)


def _load(client: Redis, *names: str) -> AsyncScript:
    folder = files(__package__).joinpath("lua")
    return client.register_script("\n".join(folder.joinpath(f"{name}.lua").read_text("utf-8") for name in names))


def _strings(event: Event) -> list[bytes]:
    return [part for field in to_fields(event).items() for part in field]


def _stream_index(event: Event) -> int:
    return _INDEX[stream_of(event.data)]

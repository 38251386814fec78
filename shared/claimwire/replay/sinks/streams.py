"""Copies of streams under another name."""

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, Final, cast

from redis.asyncio import Redis

from claimwire.errors import EntryTooWide, MisuseError
from claimwire.events import Stream
from claimwire.log import Entry, EntryId
from claimwire.log.redis_streams.translation import translated
from claimwire.replay.selection import Selection

_PREFIX: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(:[A-Za-z0-9._-]+)*")
_MOST_FIELDS: Final = 3_500
"""Fields of an entry; Lua hands on some 8,000 values in one call, a field is two of them."""
_INDEX: Final = {stream: str(index) for index, stream in enumerate(Stream, start=1)}


def copy_prefix(text: str) -> str:
    """Check the name that copies are made under.

    Raises:
        ValueError: it could be taken for the log itself, or makes no key.
    """
    if not _PREFIX.fullmatch(text):
        raise ValueError(
            f"{text!r} is no prefix: give letters, digits, dots, dashes and underscores, with colons between"
        )
    if text.partition(":")[0] == "claimwire":
        raise ValueError("claimwire is the log itself: copies need another prefix")
    return text


class StreamCopies:
    """A sink that adds entries as they are, ids included, to ``PREFIX:{P}:<stream>`` on the log's server.

    Beside them the hash ``PREFIX:{P}:replay`` tells what was replayed and how far; it changes in one
    atomic call with the entries, so a replay that was killed goes on where it was.
    """

    def __init__(self, client: Redis, prefix: str, *, partition: int) -> None:
        """``client`` is closed by its owner; ``prefix`` is as :func:`copy_prefix` gives it."""
        self._client = client
        self._name = f"{prefix}:{{{partition}}}"
        self._copy = client.register_script(files(__package__).joinpath("copy.lua").read_text("utf-8"))
        self._record: dict[str, str] = {}

    async def begin(self, selection: Selection) -> EntryId:
        """See the port."""
        wanted = {
            "from": str(selection.extent.first),
            "streams": ",".join(selection.streams),
            "types": ",".join(sorted(selection.types)),
        }
        with translated():
            found = await cast("Any", self._client.hgetall(self._key("replay")))
            others = 0 if found else await self._client.exists(*map(self._key, Stream))
        self._record = {name.decode(): value.decode() for name, value in found.items()} or wanted
        position = self._record.get("position")
        if others or self._record != wanted | ({"position": position} if position else {}):
            raise MisuseError(
                f"{self._name} holds something else ({json.dumps(self._record) if found else 'streams that no replay made'}): "
                "repeat that replay to go on with it, delete these keys, or choose another prefix"
            )
        return EntryId.parse(position) if position else EntryId.START

    async def take(self, entries: Sequence[Entry]) -> int:
        """See the port; it leaves nothing out.

        Raises:
            EntryTooWide: nothing was written.
            MisuseError: somebody else writes there.
            LogFull: the server takes nothing for now; the same replay goes on later.
            LogUnavailable: it does not answer; likewise.
        """
        if wide := next((entry for entry in entries if len(entry.fields) > _MOST_FIELDS), None):
            raise EntryTooWide(
                f"{wide.stream}/{wide.id}, a stranger's, has {len(wide.fields)} fields, and a copy can have {_MOST_FIELDS}: leave it out by naming the types to replay"
            )
        before = self._record.get("position", "")
        record = self._record | {"position": str(entries[-1].id)}
        told = [part for pair in record.items() for part in pair]
        arguments: list[str | bytes | int] = [before, len(told), *told]
        for entry in entries:
            strings = [part for pair in entry.fields.items() for part in pair]
            arguments += [_INDEX[entry.stream], str(entry.id), len(strings), *strings]
        with translated():
            taken = await self._copy(keys=[self._key("replay"), *map(self._key, Stream)], args=arguments)
        if not taken:
            raise MisuseError(f"somebody else writes to {self._name}: of two replays into one prefix, end one")
        self._record = record
        return len(entries)

    def _key(self, name: str) -> str:
        return f"{self._name}:{name}"

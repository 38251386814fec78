"""The log as it is seen with the right to read, and no other."""

from collections.abc import Collection
from typing import Any, Final, cast

from redis.exceptions import NoPermissionError, ResponseError

from claimwire.errors import LogUnavailable, MisuseError
from claimwire.events import Stream
from claimwire.log.entry import Entry
from claimwire.log.position import EntryId
from claimwire.log.redis_streams.connection import connection
from claimwire.log.redis_streams.far_future import latest_ms
from claimwire.log.redis_streams.identity import check_identity
from claimwire.log.redis_streams.keys import META, Keys
from claimwire.log.redis_streams.reader import Reader
from claimwire.log.redis_streams.translation import translated

_MISSING: Final = "no such key"


class ReadOnlyLog:
    """Keeps the contract of :class:`~claimwire.log.readable_log.ReadableLog` for a user that may do ``+@read +@connection`` on ``claimwire:*``.

    A stranger's entry with an id of the far future is not read before somebody who may write has given it another.
    """

    partition = 0

    def __init__(self, url: str, *, password: str | None = None, epoch: str | None = None) -> None:
        """As :class:`~claimwire.log.RedisLog`; with ``epoch`` only that log is opened. Nothing connects yet."""
        self._client = connection(url, password)
        self._keys = Keys(self.partition)
        self._epoch = epoch or ""
        self._reader = Reader(self._client, self._keys, self.end, mends=False)
        self._reader.epoch = self._epoch

    @property
    def epoch(self) -> str:
        """See the port."""
        return self._epoch

    async def open(self) -> None:
        """See the port.

        Raises:
            LogMismatch: other layout or partition count, or another epoch than given or at the first call.
            LogUnavailable: nobody has made the log yet, or the server does not answer.
            MisuseError: the user may not read it.
        """
        self._reader.forget()
        pipeline = self._client.pipeline(transaction=False)
        pipeline.hmget(META, ["epoch", "partitions", "layout"])
        pipeline.hget(self._keys.clock, "epoch")
        try:
            with translated():
                recorded, mark = await pipeline.execute()
        except NoPermissionError as error:
            raise MisuseError(
                f"the log's server does not let us read it: {error}; it takes the rights +@read +@connection on claimwire:*"
            ) from error
        if None in {*recorded, mark}:
            raise LogUnavailable(
                "the log's server holds no log of claimwire yet: start claimwire, or see to the address"
            )
        epoch, partitions, layout = (part.decode() for part in recorded)
        check_identity(epoch=epoch, partitions=partitions, layout=layout, marked=mark.decode(), known=self._epoch)
        self._epoch = self._reader.epoch = epoch

    async def close(self) -> None:
        """See the port."""
        await self._client.aclose()

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        """See the port."""
        return await self._reader.read(after, streams, limit=limit, wait_ms=wait_ms)

    async def end(self) -> EntryId:
        """See the port."""
        pipeline = self._client.pipeline(transaction=False)
        pipeline.hmget(self._keys.clock, ["ms", "seq"])
        for key in self._keys.streams:
            pipeline.xinfo_stream(key)
        with translated():
            (ms, seq), *streams = await pipeline.execute(raise_on_error=False)
            refused = [found for found in streams if isinstance(found, ResponseError) and _MISSING not in str(found)]
            if refused:
                raise refused[0]
        last = EntryId(int(ms), int(seq)) if ms else EntryId.START
        tops = [EntryId.parse(found["last-generated-id"]) for found in streams if isinstance(found, dict)]
        return max([last, *(top for top in tops if top.ms <= latest_ms(last))])

    async def trim_line(self) -> EntryId:
        """See the port."""
        with translated():
            line = await cast("Any", self._client.hget(self._keys.clock, "trimmed"))
        return EntryId.parse(line) if line else EntryId.START

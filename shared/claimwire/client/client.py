"""The log, for those outside."""

from collections.abc import Callable, Collection
from datetime import datetime
from types import TracebackType
from typing import Self, overload

from claimwire.archive import Archive, History
from claimwire.client.record import B
from claimwire.client.source import Source
from claimwire.client.subscription import Subscription
from claimwire.client.unreadable import Unreadable, warn_of
from claimwire.client.wanted import Wanted
from claimwire.errors import MisuseError
from claimwire.events import ContractModel, Stream
from claimwire.log import EntryId, Position, ReadOnlyLog
from claimwire.replay import Extent


class Client:
    """Reads the log from outside: typed, in log order, from any position.

    It writes nothing, needs no right but to read, and never keeps the log from being trimmed: what has
    left Redis is read from the archive, without a seam. Use it with ``async with``, which raises
    :class:`~claimwire.errors.LogUnavailable` while the server cannot be reached and
    :class:`~claimwire.errors.LogMismatch` where it holds another log. Outages later on are waited out.
    """

    def __init__(
        self, redis_url: str, archive_url: str | None = None, *, password: str | None = None, epoch: str | None = None
    ) -> None:
        """Nothing connects yet.

        ``redis_url`` is ``redis://``, ``rediss://`` or ``unix://``, ``archive_url`` the archive's folder or
        ``s3://bucket/prefix``. Give the ``epoch`` that you kept with a position: in another log it would mean nothing.
        """
        self._log = ReadOnlyLog(redis_url, password=password, epoch=epoch)
        self._source: Source = History(self._log, Archive(archive_url)) if archive_url else self._log
        self._is_open = False

    async def __aenter__(self) -> Self:
        try:
            await self._source.open()
        except BaseException:
            await self._source.close()
            raise
        self._is_open = True
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_open = False
        await self._source.close()

    @property
    def epoch(self) -> str:
        """Identity of the log's history: keep it with your positions."""
        return self._log.epoch

    @overload
    def subscribe(
        self,
        after: str | None = None,
        *,
        types: Collection[type[B]],
        articles: Collection[str] | None = None,
        streams: Collection[Stream] | None = None,
        follow: bool = True,
        unreadable: Callable[[Unreadable], None] = warn_of,
    ) -> Subscription[B]: ...

    @overload
    def subscribe(
        self,
        after: str | None = None,
        *,
        types: Collection[type[ContractModel]] | None = None,
        articles: Collection[str] | None = None,
        streams: Collection[Stream] | None = None,
        follow: bool = True,
        unreadable: Callable[[Unreadable], None] = warn_of,
    ) -> Subscription[ContractModel]: ...

    def subscribe(
        self,
        after: str | None = None,
        *,
        types: Collection[type[B] | type[ContractModel]] | None = None,
        articles: Collection[str] | None = None,
        streams: Collection[Stream] | None = None,
        follow: bool = True,
        unreadable: Callable[[Unreadable], None] = warn_of,
    ) -> Subscription[B] | Subscription[ContractModel]:
        """Iterate over events, each once and in log order.

        To resume, subscribe after the position of the last record you finished. Kept in one transaction
        with what you made of it, every event takes effect exactly once; kept apart from it, at least once.

        Args:
            after: the position that is done; null for the start of history. See also :meth:`end` and :meth:`before`.
            types: bodies of events (``StrikeReported``), or what they have in common (``ArticleText``); null for all.
            articles: ids of articles; null for all.
            streams: what is read; null for what ``types`` need, or without them articles, claims, strikes and extractions.
            follow: wait for what is yet to come; false ends where there is no more.
            unreadable: gets what is no event that this build knows, and may raise to stop; it is passed over with a warning unless given.

        Raises:
            MisuseError: at once, where what is asked for cannot be.
            BehindTrimLine: while iterating, as are the others: what comes next has left the log, and no archive that is read has it.
            LogMismatch: the log is another one by now, or ends before ``after``.
            DamagedArchive: a segment of the archive is missing or not what its manifest says.
        """
        if not self._is_open:
            raise MisuseError("the client is not open: use it with `async with`")
        position = Position(ReadOnlyLog.partition, EntryId.START) if after is None else Position.parse(after)
        if position.partition != ReadOnlyLog.partition:
            raise MisuseError(
                f"{after} is a position of partition {position.partition}, and the log has only partition 0"
            )
        wanted = Wanted.of(types, articles, streams)
        return Subscription(self._source, position, wanted, follow=follow, unreadable=unreadable)

    async def end(self) -> str:
        """The position of the newest event: subscribe after it for what is yet to come.

        Raises:
            LogUnavailable: the server cannot be reached.
        """
        return str(Position(ReadOnlyLog.partition, await self._source.end()))

    async def before(self, moment: datetime) -> str:
        """The position to subscribe after for what was recorded at a moment and later.

        Raises:
            MisuseError: the moment has no time zone.
            LogUnavailable: the server cannot be reached.
        """
        if moment.tzinfo is None:
            raise MisuseError(f"{moment.isoformat()} has no time zone: give it one, such as UTC")
        before = Extent.between(moment, None).after
        return str(Position(ReadOnlyLog.partition, min(before, await self._source.end())))

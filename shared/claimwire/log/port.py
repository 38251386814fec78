"""The event log: the port that services and tests depend on."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from claimwire.events import Event, Stream
from claimwire.log.append import Append, AppendOutcome
from claimwire.log.commit import Commit
from claimwire.log.entry import Delivery, Entry
from claimwire.log.head import Head
from claimwire.log.position import EntryId
from claimwire.log.status import LogStatus
from claimwire.log.tombstone import Tombstone


class EventLog(Protocol):
    """One partition of the log.

    Entry ids are unique and increasing across all streams of the partition, in the order in which
    the writes happened. Any method may raise :class:`~claimwire.errors.LogUnavailable`; those that
    write, :class:`~claimwire.errors.LogFull`. What a write returned is on disk. A write that raised
    may or may not have happened: repeat it, the conditions make a repeat harmless. Those that write
    events, and :meth:`read`, raise :class:`~claimwire.errors.LogMismatch` when the address leads to
    another log by now than the one that was opened.
    """

    @property
    def epoch(self) -> str:
        """Identity of this log's history, drawn once when it was made; known after :meth:`open`."""
        ...

    @property
    def partition(self) -> int:
        """Which partition this is."""
        ...

    async def open(self) -> None:
        """Connect and check that this is the log we know, and that it keeps what it acknowledges.

        May be called again after an outage.

        Raises:
            LogMismatch: other layout or partition count, or another epoch than at the first call.
            UnsafeDurability: the server would lose acknowledged events.
        """
        ...

    async def close(self) -> None:
        """Let go of all connections."""
        ...

    async def append(self, appends: Sequence[Append], *, known_until: EntryId = EntryId.START) -> list[AppendOutcome]:
        """Append events in order, each on its own condition, in one atomic call.

        ``known_until`` says up to where the sender's own index knows the article heads; it counts
        only for articles that the log's bounded memory of heads has forgotten.
        """
        ...

    async def heads(self, article_ids: Sequence[str]) -> Mapping[str, Head]:
        """Look up what the log remembers; an article left out is unknown or forgotten."""
        ...

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int, wait_ms: int = 0) -> list[Entry]:
        """Read the next entries of several streams as one sequence in log order, without a gap.

        Returns at once when there are any, else after ``wait_ms`` milliseconds at the most. More than
        ``limit`` only where strangers gave entries of several streams the id of the last one. A
        tombstone is read where the entry stood that it replaced.

        Raises:
            BehindTrimLine: entries after ``after`` may have been trimmed; the archive has them.
            LogMismatch: ``after`` is beyond the log's end: it was read before an older backup was restored.
        """
        ...

    async def end(self) -> EntryId:
        """The id of the newest entry of any stream, ``0-0`` in an empty log."""
        ...

    async def ensure_group(self, stream: Stream, group: str) -> None:
        """Make the consumer group at the start of the stream unless it exists."""
        ...

    async def take(self, stream: Stream, group: str, consumer: str, *, limit: int, wait_ms: int = 0) -> list[Delivery]:
        """Take entries nobody of the group has taken.

        Raises:
            GroupLost: the group does not exist.
        """
        ...

    async def own_pending(
        self, stream: Stream, group: str, consumer: str, *, after: EntryId, limit: int
    ) -> list[Delivery]:
        """Take again what this consumer took after ``after`` and never acknowledged.

        Raises:
            GroupLost: the group does not exist.
        """
        ...

    async def reclaim(
        self, stream: Stream, group: str, consumer: str, *, idle_ms: int, limit: int, pause_ms: int | None = None
    ) -> list[Delivery]:
        """Take over entries that anybody has left untouched for ``idle_ms`` milliseconds.

        Of those that were let go, the ones that have rested: ``pause_ms`` milliseconds (unless given ``idle_ms``) after
        the first attempt, and twice as long after each further one (:func:`~claimwire.log.retry_pause.retry_pause_ms`).

        Raises:
            GroupLost: the group does not exist.
        """
        ...

    async def touch(self, stream: Stream, group: str, consumer: str, ids: Sequence[EntryId]) -> None:
        """Say that long work on these entries goes on; those no longer ours are left alone."""
        ...

    async def let_go(self, stream: Stream, group: str, consumer: str, ids: Sequence[EntryId]) -> None:
        """Give entries back whose work failed, to rest until somebody reclaims them; those no longer ours are left alone."""
        ...

    async def forget_consumers(self, stream: Stream, group: str, *, idle_ms: int = 0, only: str | None = None) -> None:
        """Forget names of consumers not heard of for ``idle_ms`` milliseconds, or ``only`` one of them.

        Never of one that has entries pending. One that is heard of again is simply known again.

        Raises:
            GroupLost: the group does not exist.
        """
        ...

    async def commit(self, stream: Stream, group: str, commits: Sequence[Commit]) -> list[bool]:
        """For each input still pending add all its outputs and acknowledge it, in one atomic call.

        Returns for each whether it was still pending; where not, somebody else has committed it and
        nothing was added.

        Raises:
            GroupLost: the group does not exist.
        """
        ...

    async def report_checkpoint(self, reader: str, streams: Collection[Stream], position: EntryId) -> None:
        """Let others see how far a reader without a group has come; its own store keeps the truth."""
        ...

    async def forget_reader(self, reader: str) -> None:
        """Take back all that a reader reported: it no longer exists, and must hold no trimming up."""
        ...

    async def trim(self, below: EntryId) -> EntryId:
        """Drop the history's entries with ids less than ``below``, and return the new trim line.

        Never drops what a consumer group has not finished or a reported checkpoint has not passed: the
        line stops there, whatever was asked. One atomic call; requests of the backfill lane are
        dropped as soon as every group has finished them.
        """
        ...

    async def trim_line(self) -> EntryId:
        """The greatest id that may have been trimmed, ``0-0`` when nothing was: a read after it or later is whole."""
        ...

    async def bar(self, article_id: str) -> None:
        """Take nothing about an article any more: appends answer :class:`Barred`, commits leave its outputs out.

        For ever, and before the call returns; its head is forgotten. Control events about it are still taken.
        """
        ...

    async def redact(self, tombstones: Sequence[Tombstone]) -> None:
        """Replace entries by tombstones at the same positions; those not (or no longer) there are left out.

        Groups are never handed a replaced entry. The server's memory and files are rid of the text before the call
        returns, also of what else has left the streams that are named; where the server will not rewrite its files,
        a warning is logged. After an error repeat the call, with what is replaced already too. A reader may still
        hold what it read before.
        """
        ...

    async def requeue(self, stream: Stream, group: str, entry: Entry, command: Event) -> EntryId:
        """Hand an entry that the group gave up to it once more, and append the ``command`` that says so, at once.

        Returns where the entry is pending now: its own position, or, when it has been trimmed or is a
        request of the backfill lane, that of a copy appended for the purpose.

        Raises:
            GroupLost: the group does not exist.
            EntryGone: it was deleted or redacted, or its article is barred; nothing was written.
            EntryTooWide: it was trimmed, and has too many fields to be appended again; nothing was written.
        """
        ...

    async def has_finished(self, stream: Stream, group: str, entry_id: EntryId) -> bool:
        """Whether the group was handed an entry and no longer has it pending.

        Raises:
            GroupLost: the group does not exist.
        """
        ...

    async def check_room(self) -> None:
        """Return while there is room for more; asked before writing what a sender could also send later.

        Raises:
            LogFull: there soon is none, or the last write failed.
        """
        ...

    async def status(self) -> LogStatus:
        """How streams, groups and reported checkpoints stand."""
        ...

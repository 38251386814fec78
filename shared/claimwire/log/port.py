"""The event log: the port that services and tests depend on."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from claimwire.events import Stream
from claimwire.log.append import Append, AppendOutcome
from claimwire.log.commit import Commit
from claimwire.log.entry import Delivery, Entry
from claimwire.log.head import Head
from claimwire.log.position import EntryId
from claimwire.log.status import LogStatus


class EventLog(Protocol):
    """One partition of the log.

    Entry ids are unique and increasing across all streams of the partition, in the order in which
    the writes happened. Any method may raise :class:`~claimwire.errors.LogUnavailable`; those that
    write, :class:`~claimwire.errors.LogFull`. What a write returned is on disk. A write that raised
    may or may not have happened: repeat it, the conditions make a repeat harmless.
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
        ``limit`` only where strangers gave entries of several streams the id of the last one.
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

    async def reclaim(self, stream: Stream, group: str, consumer: str, *, idle_ms: int, limit: int) -> list[Delivery]:
        """Take over entries that anybody has left untouched for ``idle_ms`` milliseconds.

        Raises:
            GroupLost: the group does not exist.
        """
        ...

    async def touch(self, stream: Stream, group: str, consumer: str, ids: Sequence[EntryId]) -> None:
        """Say that long work on these entries goes on; those no longer ours are left alone."""
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

    async def status(self) -> LogStatus:
        """How streams, groups and reported checkpoints stand."""
        ...

"""The archive of one partition: what the log's history was, for ever."""

import asyncio
import threading
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from claimwire.archive.open_folder import open_folder
from claimwire.archive.segment import Segment
from claimwire.errors import MisuseError, NoArchive
from claimwire.events import Stream
from claimwire.log import Entry, EntryId

if TYPE_CHECKING:
    from claimwire.archive.blocking_archive import BlockingArchive, Place
    from claimwire.archive.segment_writer import SegmentWriter
    from claimwire.archive.verification import Verification

R = TypeVar("R")


class Archive:
    """A chain of closed segments, each a Parquet file and a manifest that says what is in it.

    Whatever touches files is done in a thread, one thing at a time, and pyarrow is loaded when the
    first of it is done. Any method may raise :class:`~claimwire.errors.ArchiveUnavailable`, and
    :class:`~claimwire.errors.DamagedArchive` where a segment is missing or not what its manifest says.
    """

    def __init__(self, url: str, *, partition: int = 0) -> None:
        """``url`` is a folder or ``s3://bucket/prefix``; nothing is opened yet."""
        self.url = url
        self._partition = partition
        self._lock = threading.Lock()
        self._opened: BlockingArchive | None = None
        self._epoch: str | None = None

    @property
    def partition_url(self) -> str:
        """Where the files of this partition lie."""
        return f"{self.url.rstrip('/')}/partition-{self._partition}"

    @classmethod
    def at(cls, url: str | None, data_dir: Path) -> Self:
        """The archive of an address, or else the one in the folder ``archive`` of a data folder."""
        return cls(url or str(data_dir / "archive"))

    def expect(self, epoch: str) -> None:
        """Take segments of the log of one epoch only; any others raise :class:`~claimwire.errors.LogMismatch`."""
        self._epoch = epoch

    async def read(self, after: EntryId, streams: Collection[Stream], *, limit: int) -> list[Entry]:
        """Read the next entries of several streams in log order; none at the archive's end.

        More than ``limit`` only where strangers gave entries of several streams the id of the last
        one. A segment's digest is checked when it is first opened.
        """
        return (await self.read_on(after, streams, limit=limit))[0]

    async def read_on(self, after: EntryId, streams: Collection[Stream], *, limit: int) -> tuple[list[Entry], EntryId]:
        """Read as :meth:`read`, and tell up to where these are all: to the last one, without one to the archive's end."""

        def look(archive: "BlockingArchive") -> tuple[list[Entry], EntryId]:
            page = archive.read(after, streams, limit)
            # Not listed again: what was archived since then has not been looked at.
            return page, page[-1].id if page else archive.catalogue.end()

        return await self._call(look)

    async def end(self) -> EntryId:
        """The id of the last entry archived, ``0-0`` when none is."""

        def look(archive: "BlockingArchive") -> EntryId:
            archive.catalogue.refresh()
            return archive.catalogue.end()

        return await self._call(look)

    async def segments(self) -> list[Segment]:
        """All segments in order."""

        def look(archive: "BlockingArchive") -> list[Segment]:
            archive.catalogue.refresh()
            return list(archive.catalogue.segments())

        return await self._call(look)

    async def hold(self) -> None:
        """Keep other archivers out until it is closed, or the process ends in whatever way.

        In a folder: those of this machine; in an object store: those that use the same temporary folder.

        Raises:
            ArchiveInUse: another one is at work.
        """
        await self._call(lambda archive: archive.hold())

    async def begin(self, epoch: str) -> "SegmentWriter":
        """Begin the segment that follows the last one, in the spool; many may begin it, one can publish it.

        Raises:
            LogMismatch: the archive is of another epoch's log.
        """
        return await self._call(lambda archive: archive.begin(epoch))

    async def publish(self, writer: "SegmentWriter", *, epoch: str, closed_at: datetime) -> Segment:
        """Make the segment exist: it is on disk when this returns. Where it raised, call it again or abandon the writer.

        Raises:
            ArchiveInUse: another process has published the segment that follows the same one.
        """
        return await self._call(lambda archive: archive.publish(writer, epoch, closed_at))

    async def suspects(self, segment: Segment, words: str) -> list[Entry]:
        """Entries of a segment that may hold these words: in their body, as their subject, or where only a decoder sees them."""
        return await self._call(lambda archive: archive.suspects(segment, words))

    async def rewrite(
        self, segment: Segment, replace: "Mapping[Place, Entry]", *, redactions: Collection[str]
    ) -> Segment:
        """Put other entries in the places of some, for a takedown; ids of the commands that asked for it are kept.

        The new file is written under a new name, the next edition of the manifest makes it the
        segment's, then the old file is removed. A repeat finishes what was cut off.

        Raises:
            ArchiveInUse: another process is rewriting the same segment; look at it again, and repeat.
        """
        return await self._call(lambda archive: archive.rewrite(segment, replace, redactions))

    async def verify(self, told: Callable[[int], None] = lambda _: None) -> "Verification":
        """Read everything through: digests, counts, order, and that the segments follow each other without a gap.

        Whether the newest are missing cannot be seen here where their files are missing too: only the log tells.
        ``told`` gets the number of segments done after each, in another thread.
        """
        return await self._call(lambda archive: archive.verify(told))

    async def check_place(self) -> None:
        """Whether its address is one of an archive, or of a folder that may become one.

        Raises:
            NoArchive: nothing is there, or other things are.
        """
        await self._call(lambda _: self._check_place())

    async def sweep(self, now: datetime) -> int:
        """Remove files older than a day that no manifest names, left by processes that were killed; return how many."""
        return await self._call(lambda archive: archive.sweep(now))

    async def clear(self) -> None:
        """Remove at once what killed processes have left, but for what may still become a segment; only its writer may ask.

        A segment file of the latter kind goes when the segment that follows the same one is published.
        """
        await self._call(lambda archive: archive.clear())

    async def close(self) -> None:
        """Let go of what is open; reading again opens it again."""
        if self._opened:
            await self._call(lambda archive: archive.close())

    def _check_place(self) -> None:
        names, partition = open_folder(self.url).listing(), f"partition-{self._partition}"
        if names is None:
            raise NoArchive(
                f"there is no archive at {self.url}: nothing is there; name the folder that the archiver writes"
            )
        if names and partition not in names:
            raise NoArchive(
                f"there is no archive at {self.url}: other things are in it, such as {min(names)}, but no {partition}; "
                f"name the folder that holds {partition}"
            )

    async def _call(self, work: "Callable[[BlockingArchive], R]") -> R:
        return await asyncio.to_thread(self._locked, work)

    def _locked(self, work: "Callable[[BlockingArchive], R]") -> R:
        with self._lock:
            self._opened = self._opened or self._open()
            if self._epoch is not None:
                self._opened.catalogue.expect(self._epoch)
            return work(self._opened)

    def _open(self) -> "BlockingArchive":
        try:
            # Not above: whoever never reads an archive needs neither pyarrow nor the time it takes to load.
            module = import_module("claimwire.archive.blocking_archive")
        except ImportError as error:
            raise MisuseError(
                f"the archive at {self.url} needs a library ({error.name}): pip install 'claimwire[archive]'"
            ) from error
        folder = open_folder(self.partition_url)
        opened: BlockingArchive = module.BlockingArchive(folder, partition=self._partition)
        return opened

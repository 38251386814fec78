"""The archive of one partition, for threads."""

import math
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from claimwire.archive.catalogue import Catalogue
from claimwire.archive.folder import Folder
from claimwire.archive.segment import LOCK, SEGMENTS, Segment, padded
from claimwire.archive.segment_file import Group, SegmentFile
from claimwire.archive.segment_writer import SegmentWriter
from claimwire.archive.verification import Verification, verify
from claimwire.embedded.folder_lock import FolderLock
from claimwire.errors import ArchiveInUse, ArchiveUnavailable, DamagedArchive
from claimwire.events import Stream
from claimwire.log import Entry, EntryId

Place = tuple[Stream, EntryId]
"""Where an entry stands: strangers may have given one id to entries of several streams."""

_ABANDONED_AFTER: Final = timedelta(days=1)
"""A file that no manifest names may be of a writer that is just about to write its manifest."""


class _Read(NamedTuple):
    """The row group of the open file that was read last."""

    number: int
    streams: frozenset[Stream]
    after: EntryId
    """It holds the first entry after this one."""
    group: Group


class BlockingArchive:
    """What :class:`~claimwire.archive.archive.Archive` does; its methods block, and are called one at a time."""

    def __init__(self, folder: Folder, *, partition: int) -> None:
        """Nothing is read yet."""
        self._folder = folder
        self._partition = partition
        self.catalogue = Catalogue(folder)
        self._trusted: set[str] = set()
        self._file: SegmentFile | None = None
        self._read: _Read | None = None
        self._held: FolderLock | None = None

    def hold(self) -> None:
        """See the archive."""
        if self._held is not None:
            return
        path = self._folder.lock
        try:
            self._held = FolderLock.take(path)
        except OSError as error:
            raise ArchiveUnavailable(f"{path} cannot be locked ({error.strerror}): see to the folder") from error
        if self._held is None:
            raise ArchiveInUse(
                f"another archiver, which holds {path}, writes this archive: stop one of the two, or give each log an archive of its own"
            )

    def close(self) -> None:
        """Let go of the open segment, and of the lock."""
        self._close_file()
        if self._held is not None:
            self._held.close()
        self._held = None

    def _close_file(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = self._read = None

    def read(self, after: EntryId, streams: Collection[Stream], limit: int) -> list[Entry]:
        """See the archive."""
        wanted, page, position = frozenset(streams), list[Entry](), after
        while len(page) < limit and (group := self._next_group(position, wanted)):
            start = bisect_right(group.entries, _order(position), key=_place)
            stop = start + limit - len(page)
            if stop < len(group.entries):
                # Entries of one id stay together: a page that ended between them would skip the second.
                stop = bisect_right(group.entries, _place(group.entries[stop - 1]), key=_place)
            page += group.entries[start:stop]
            position = group.last
        return page

    def begin(self, epoch: str) -> SegmentWriter:
        """See the archive."""
        self.catalogue.expect(epoch)
        self.catalogue.refresh()
        return SegmentWriter(self._folder.spool, after=self.catalogue.end())

    def publish(self, writer: SegmentWriter, epoch: str, closed_at: datetime) -> Segment:
        """See the archive."""
        segment = Segment.of(
            writer.finish(), epoch=epoch, partition=self._partition, after=writer.after, closed_at=closed_at
        )
        self._put(writer, segment)
        self._remove_others(segment)
        return segment

    def suspects(self, segment: Segment, words: str) -> list[Entry]:
        """See the archive."""
        file = self._open(segment)
        try:
            return [entry for number in range(file.groups) for entry in file.suspects(number, words)]
        finally:
            file.close()

    def rewrite(self, segment: Segment, replace: Mapping[Place, Entry], redactions: Collection[str]) -> Segment:
        """See the archive."""
        file = self._open(segment)
        segment = file.segment
        writer = SegmentWriter(self._folder.spool, after=segment.after)
        try:
            for number in range(file.groups):
                writer.add([replace.get((entry.stream, entry.id), entry) for entry in file.read(number).entries])
                writer.end_group()
            content = writer.finish()
        except BaseException:
            writer.abandon()
            raise
        finally:
            file.close()
        if content.sha256 == segment.sha256:
            writer.abandon()
            rewritten = segment
        else:
            rewritten = segment.next_edition(content, tuple(redactions))
            self._put(writer, rewritten)
        self._remove_others(rewritten)
        return rewritten

    def verify(self, told: Callable[[int], None]) -> Verification:
        """See the archive."""
        # Before the manifests: a segment that is published meanwhile has its file listed only with its manifest.
        names = self._folder.names(SEGMENTS)
        self.catalogue.refresh()
        return verify(self._folder, list(self.catalogue.segments()), names, told)

    def sweep(self, now: datetime) -> int:
        """See the archive."""
        self.catalogue.refresh()
        kept, before = {segment.file for segment in self.catalogue.segments()}, now - _ABANDONED_AFTER
        orphans = [f"{SEGMENTS}/{name}" for name in self._folder.names(SEGMENTS) if name not in kept]
        old = [name for name in orphans if (put_at := self._folder.modified(name)) is not None and put_at < before]
        for name in old:
            self._folder.remove(name)
        return len(old) + self._sweep_spool(before.timestamp())

    def clear(self) -> None:
        """See the archive."""
        self.catalogue.refresh()
        for segment in self.catalogue.segments():
            self._remove_others(segment)
        self._sweep_spool(math.inf)

    def _sweep_spool(self, before: float) -> int:
        """Remove what was last written to before a time, in seconds since 1970; returns how many files."""
        spool = self._folder.spool
        try:
            old = [path for path in spool.iterdir() if path.name != LOCK and path.stat().st_mtime < before]
            for path in old:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise ArchiveUnavailable(
                f"{spool} cannot be cleared ({error.strerror}): see to the folder and its rights"
            ) from error
        return len(old)

    def _put(self, writer: SegmentWriter, segment: Segment) -> None:
        # The file first: a manifest without its file would be an archive that promises what it has not.
        if writer.path.exists():
            self._folder.put(writer.path, segment.path)
        elif self._folder.modified(segment.path) is None:
            raise ArchiveInUse(f"another process cleared the spool of {writer.path}: stop one of the two")
        try:
            self.catalogue.add(segment)
        except ArchiveInUse:
            # Its name holds its digest: it is the other's too where both have written the same.
            there = self.catalogue.segment_after(segment.after)
            if there is None or there.file != segment.file:
                self._folder.remove(segment.path)
            raise

    def _remove_others(self, segment: Segment) -> None:
        # Also what a rewrite that was killed has left: whatever begins there and is not the segment.
        for name in self._folder.names(SEGMENTS):
            if name.startswith(f"{padded(segment.after)}_") and name != segment.file:
                self._folder.remove(f"{SEGMENTS}/{name}")

    def _next_group(self, position: EntryId, wanted: frozenset[Stream]) -> Group | None:
        file = self._file
        if file is None or not file.segment.after <= position < file.segment.last:
            segment = self.catalogue.segment_after(position)
            if segment is None:
                self.catalogue.refresh()
                segment = self.catalogue.segment_after(position)
            if segment is None:
                return None
            self._close_file()
            file = self._file = self._open(segment)
        return self._read_group(file, position, wanted)

    def _read_group(self, file: SegmentFile, position: EntryId, wanted: frozenset[Stream]) -> Group:
        read, number = self._read, file.group_after(position)
        if read and read.streams == wanted and read.after <= position <= read.group.last:
            if position < read.group.last:
                return read.group
            number = read.number + 1
        group = file.read(number, wanted)
        while group.last <= position:
            number += 1
            group = file.read(number, wanted)
        self._read = _Read(number, wanted, position, group)
        return group

    def _open(self, segment: Segment) -> SegmentFile:
        try:
            file = SegmentFile(self._folder, segment, trusted=segment.file in self._trusted)
        except FileNotFoundError as error:
            self.catalogue.refresh()
            newer = self.catalogue.segment_after(segment.after)
            if newer is None or newer.file == segment.file:
                raise DamagedArchive(f"the archive's file {segment.path} is gone: restore it from a copy") from error
            return self._open(newer)
        self._trusted.add(segment.file)
        return file


def _place(entry: Entry) -> tuple[int, int]:
    return entry.id.ms, entry.id.seq


def _order(entry_id: EntryId) -> tuple[int, int]:
    return entry_id.ms, entry_id.seq

"""The manifests of one partition's archive, as a chain."""

from bisect import bisect_right
from collections.abc import Iterator

from pydantic import ValidationError

from claimwire.archive.folder import Folder
from claimwire.archive.segment import MANIFESTS, ManifestName, Segment
from claimwire.errors import ArchiveInUse, DamagedArchive, LogMismatch
from claimwire.log import EntryId


class Catalogue:
    """Lists the manifests once, reads each when it is needed, and lists them again when told to.

    A manifest's name is the last entry of the segment before: two that go on from the same entry want
    the same name, and only one gets it.
    """

    def __init__(self, folder: Folder) -> None:
        """Nothing is listed yet."""
        self._folder = folder
        self._afters: list[EntryId] = []
        self._editions: dict[EntryId, int] = {}
        self._read: dict[EntryId, Segment] = {}
        self._epoch: str | None = None

    def expect(self, epoch: str) -> None:
        """Take segments of one epoch's log only, from now on."""
        if epoch != self._epoch:
            self._epoch, self._read = epoch, {}

    def refresh(self) -> None:
        """List the manifests again."""
        names = [found for found in map(ManifestName.parse, self._folder.names(MANIFESTS)) if found]
        editions: dict[EntryId, int] = {}
        for name in names:
            editions[name.after] = max(name.edition, editions.get(name.after, 0))
        self._read = {after: segment for after, segment in self._read.items() if editions.get(after) == segment.edition}
        self._editions, self._afters = editions, sorted(editions)

    def segment_after(self, position: EntryId) -> Segment | None:
        """The segment that holds the first entry after a position; null when none does as far as is listed.

        Raises:
            DamagedArchive: the segments do not follow each other.
            LogMismatch: it is of another epoch than expected.
        """
        number = bisect_right(self._afters, position) - 1
        if number < 0:
            if self._afters:
                raise DamagedArchive(f"the archive begins after {self._afters[0]}: its first segments are missing")
            return None
        segment = self._segment(self._afters[number])
        if position < segment.last:
            return segment
        if number + 1 == len(self._afters):
            return None
        following = self._afters[number + 1]
        if following != segment.last:
            raise DamagedArchive(
                f"the archive has a gap: a segment ends at {segment.last} and the next begins after {following}; restore what is missing"
            )
        return self._segment(following)

    def segments(self) -> Iterator[Segment]:
        """All of them in order, each alone: whether they follow each other is not looked at.

        Raises:
            DamagedArchive: a manifest cannot be read.
            LogMismatch: one is of another epoch than expected.
        """
        return map(self._segment, self._afters)

    def end(self) -> EntryId:
        """The last entry of the last segment, ``0-0`` when there is none.

        Raises:
            DamagedArchive: its manifest cannot be read.
            LogMismatch: it is of another epoch than expected.
        """
        return self._segment(self._afters[-1]).last if self._afters else EntryId.START

    def add(self, segment: Segment) -> None:
        """Write a manifest, by which the segment exists.

        Raises:
            ArchiveInUse: another segment is there already.
        """
        document = segment.model_dump_json(indent=2).encode() + b"\n"
        if not self._folder.create(segment.manifest, document):
            # Ours, when an earlier try was thought to have failed. The file alone would not tell: another that
            # reads the same log writes the same bytes, but did not close the segment in the same millisecond.
            there = self._parsed(ManifestName(segment.after, segment.edition))
            if there != segment:
                self.refresh()
                raise ArchiveInUse(
                    f"another process wrote the segment after {segment.after}, up to {there.last}: stop one of the two and start the other again"
                )
        self.refresh()

    def _segment(self, after: EntryId) -> Segment:
        segment = self._read.get(after)
        if segment is None:
            segment = self._parsed(ManifestName(after, self._editions[after]))
            if self._epoch is not None and segment.epoch != self._epoch:
                raise LogMismatch(
                    f"the archive holds the log of epoch {segment.epoch}, but this log is of epoch {self._epoch}: give each log an archive of its own"
                )
            self._read[after] = segment
        return segment

    def _parsed(self, name: ManifestName) -> Segment:
        path = f"{MANIFESTS}/{name}"
        try:
            return Segment.model_validate_json(self._folder.read(path))
        except FileNotFoundError as error:
            raise DamagedArchive(f"the archive's manifest {path} is gone: restore it from a copy") from error
        except ValidationError as error:
            raise DamagedArchive(
                f"the archive's manifest {path} cannot be read ({error.errors()[0]['msg']}): restore it from a copy, or upgrade"
            ) from error

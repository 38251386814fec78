"""Every manifest against its file."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from claimwire.archive.counts import COUNTED, Counts
from claimwire.archive.folder import Folder
from claimwire.archive.segment import SEGMENTS, Segment, padded
from claimwire.archive.segment_file import SegmentFile
from claimwire.errors import DamagedArchive
from claimwire.log import EntryId


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and what is wrong with it."""

    segments: int
    entries: int
    """As the manifests say."""
    end: EntryId
    """The last entry's id, ``0-0`` when there is none."""
    problems: tuple[str, ...]
    """Sentences; none when every file is what its manifest says and the segments follow each other."""
    leftovers: tuple[str, ...]
    """Sentences about files that no manifest names, and that a killed archiver may have left."""


def verify(
    folder: Folder, segments: Sequence[Segment], files: Collection[str], told: Callable[[int], None]
) -> Verification:
    """Read all of them through; ``told`` gets the number of segments done after each.

    ``files`` are the names of the Parquet files, listed before the manifests were.

    Raises:
        ArchiveUnavailable: one cannot be read for now.
    """
    problems: list[str] = []
    end = EntryId.START
    for number, segment in enumerate(segments, 1):
        if segment.after != end:
            problems.append(f"{segment.manifest} begins after {segment.after}, but the segment before ends at {end}")
        end = segment.last
        problems += [f"{segment.path} {problem}" for problem in _of_file(folder, segment)]
        told(number)
    lost, leftovers = _unnamed(folder, segments, files, end)
    entries = sum(segment.entries for segment in segments)
    return Verification(len(segments), entries, end, (*problems, *lost), leftovers)


def _unnamed(
    folder: Folder, segments: Sequence[Segment], files: Collection[str], end: EntryId
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    named, lost, leftovers = {segment.file for segment in segments}, list[str](), list[str]()
    # An archiver that is killed leaves what follows the last segment, one that rewrites what stands beside one.
    begins = tuple(f"{padded(after)}_" for after in (end, *(segment.after for segment in segments)))
    for name in sorted(set(files) - named):
        path = f"{SEGMENTS}/{name}"
        # What is gone by now was put in another's place, or swept.
        if folder.modified(path) is None:
            continue
        if name.startswith(begins):
            leftovers.append(
                f"{path} is named by no manifest: a killed archiver may have left it, or the newest manifest is lost, which only the log tells"
            )
        else:
            lost.append(
                f"{path} is named by no manifest, and is not what a killed archiver leaves: restore the manifests from a copy"
            )
    return tuple(lost), tuple(leftovers)


def _of_file(folder: Folder, segment: Segment) -> list[str]:
    try:
        file = SegmentFile(folder, segment)
    except FileNotFoundError:
        return ["is missing"]
    except DamagedArchive as error:
        return [f"is damaged: {error}"]
    try:
        return _of_rows(file, segment)
    finally:
        file.close()


def _of_rows(file: SegmentFile, segment: Segment) -> list[str]:
    problems: list[str] = []
    counts, last, first = Counts(), segment.after, None
    for number in range(file.groups):
        table = file.table(number, ("ms", "seq", *COUNTED))
        counts.add(table)
        ends = [EntryId(table["ms"][row].as_py(), table["seq"][row].as_py()) for row in (0, -1)]
        if not (last < ends[0] and _ascending(table)):
            problems.append(f"is not in log order in row group {number}")
        first, last = first or ends[0], ends[1]
    if (first, last) != (segment.first, segment.last):
        problems.append(f"goes from {first} to {last}, its manifest says from {segment.first} to {segment.last}")
    problems += [
        f"has other counts of {name} than its manifest says"
        for name, count in counts.as_fields().items()
        if count != getattr(segment, name)
    ]
    return problems


def _ascending(table: pa.Table) -> bool:
    # Not strictly: strangers may have added entries of several streams with one id.
    ms, seq = table["ms"].combine_chunks(), table["seq"].combine_chunks()
    later = pc.greater(ms[1:], ms[:-1])
    same = pc.and_(pc.equal(ms[1:], ms[:-1]), pc.greater_equal(seq[1:], seq[:-1]))
    return bool(pc.all(pc.or_(later, same)).as_py() is not False)

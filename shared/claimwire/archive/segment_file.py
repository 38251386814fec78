"""A segment's Parquet file, open for reading."""

from bisect import bisect_left
from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import file_digest
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from claimwire.archive.columns import FEW, SCHEMA, from_table
from claimwire.archive.folder import Folder
from claimwire.archive.segment import Segment
from claimwire.errors import ArchiveUnavailable, DamagedArchive
from claimwire.events import HISTORY, Stream
from claimwire.log import Entry, EntryId

_ALL: Final = frozenset(HISTORY)
_HIDING: Final = (Stream.DEAD.value, Stream.CONTROL.value)
"""Streams whose bodies hold others' words in a form that is not seen by a look at the text, such as base64."""


@dataclass(frozen=True, slots=True)
class Group:
    """One row group, read."""

    entries: list[Entry]
    """Those of the streams that were asked for."""
    last: EntryId
    """The last entry's id, whatever its stream."""


class SegmentFile:
    """Reads one row group after another; methods block."""

    def __init__(self, folder: Folder, segment: Segment, *, trusted: bool = False) -> None:
        """Open it, and check the digest of the whole unless it is ``trusted``.

        Raises:
            FileNotFoundError: it is not there.
            DamagedArchive: it is not what its manifest says.
            ArchiveUnavailable: it cannot be read for now.
        """
        self.segment = segment
        with ExitStack() as opened:
            file = opened.enter_context(folder.open(segment.path))
            if not trusted:
                digest = file_digest(file, "sha256").hexdigest()
                if digest != segment.sha256:
                    raise DamagedArchive(
                        f"the archive's file {segment.path} has the digest {digest}, but its manifest says {segment.sha256}: restore it from a copy"
                    )
                file.seek(0)
            self._parquet = opened.enter_context(pq.ParquetFile(file, read_dictionary=list(FEW)))
            if self._parquet.schema_arrow.names != SCHEMA.names:
                raise DamagedArchive(
                    f"the archive's file {segment.path} has other columns than this build reads: upgrade"
                )
            self._opened = opened.pop_all()
        self.groups: int = self._parquet.num_row_groups
        self._greatest_ms = [
            self._parquet.metadata.row_group(number).column(0).statistics.max for number in range(self.groups)
        ]

    def close(self) -> None:
        """Let go of the file."""
        self._opened.close()

    def group_after(self, position: EntryId) -> int:
        """The first row group that may hold entries after a position."""
        return bisect_left(self._greatest_ms, position.ms)

    def read(self, number: int, streams: Collection[Stream] = _ALL) -> Group:
        """Read the entries of some streams from one row group."""
        table = self.table(number, SCHEMA.names)
        last = EntryId(table["ms"][-1].as_py(), table["seq"][-1].as_py())
        if not set(streams) >= _ALL:
            names = pa.array([stream.value for stream in streams], pa.string())
            table = table.filter(pc.is_in(table["stream"].cast(pa.string()), names))
        return Group(from_table(table) if len(table) else [], last)

    def suspects(self, number: int, words: str) -> list[Entry]:
        """Entries of one row group that may hold these words; see the archive."""
        columns = self.table(number, ("stream", "subject", "payload", "fields"))
        named = pc.fill_null(pc.match_substring(columns["payload"], words), fill_value=True)
        subject = pc.fill_null(pc.equal(columns["subject"], words), fill_value=True)
        hidden = pc.is_in(columns["stream"].cast(pa.string()), pa.array(_HIDING, pa.string()))
        mask = pc.or_(pc.or_(named, subject), pc.or_(hidden, pc.is_valid(columns["fields"])))
        if not pc.any(mask).as_py():
            return []
        return from_table(self.table(number, SCHEMA.names).filter(mask))

    def table(self, number: int, columns: Collection[str]) -> pa.Table:
        """Some columns of one row group."""
        try:
            return self._parquet.read_row_group(number, columns=list(columns), use_threads=False)
        except OSError as error:
            raise ArchiveUnavailable(f"reading the archive's file {self.segment.path} failed: {error}") from error

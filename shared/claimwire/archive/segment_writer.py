"""A segment while it is being written."""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from claimwire.archive.columns import FEW, SCHEMA, to_batch
from claimwire.archive.counts import Counts
from claimwire.archive.segment import Content
from claimwire.errors import ArchiveUnavailable
from claimwire.log import Entry, EntryId

_GROUP_ROWS: Final = 4_000
_GROUP_BYTES: Final = 8 * 2**20
"""What stays in memory until it is written as one row group; a reader holds one of them at a time."""

OPTIONS: Final[dict[str, Any]] = {
    "compression": "zstd",
    "use_dictionary": list(FEW),
    "write_statistics": ["ms", "seq", "recorded_at", "stream", "type", "subject", "time"],
}
"""How the Parquet files are written."""


class SegmentWriter:
    """Writes entries to a file of its own in the spool folder; publishing it is another's work.

    Methods block.
    """

    def __init__(self, spool: Path, *, after: EntryId) -> None:
        """``after`` is the last entry of the segment before; nothing is written yet."""
        self.after = after
        self.path = spool / f"{uuid4().hex}.parquet"
        self.entries = 0
        """Entries added so far."""
        self.bytes = 0
        """Their size, not compressed."""
        self.first: EntryId | None = None
        """The first entry added."""
        self._last = after
        self._batches: list[pa.RecordBatch] = []
        self._waiting_rows, self._waiting_bytes = 0, 0
        self._counts = Counts()
        self._file: pq.ParquetWriter | None = None
        self._content: Content | None = None
        self._failure: OSError | None = None

    def add(self, entries: Sequence[Entry]) -> None:
        """Add the next entries; those of one id must come in one call, since no row group cuts between them.

        Raises:
            ArchiveUnavailable: the file cannot be written; abandon it.
        """
        batch = to_batch(entries)
        self.first = self.first or entries[0].id
        self._last = entries[-1].id
        self.entries += len(entries)
        self.bytes += batch.nbytes
        self._batches.append(batch)
        self._waiting_rows += len(entries)
        self._waiting_bytes += batch.nbytes
        if self._waiting_rows >= _GROUP_ROWS or self._waiting_bytes >= _GROUP_BYTES:
            self.end_group()

    def end_group(self) -> None:
        """Write what was added since the last row group as one.

        Raises:
            ArchiveUnavailable: the file cannot be written; abandon it.
        """
        if not self._batches:
            return
        if self._failure:
            # What is in the file is not known: a second try could write the same rows twice.
            raise self._unwritable(self._failure)
        table = pa.Table.from_batches(self._batches)
        self._counts.add(table)
        try:
            if self._file is None:
                self._file = pq.ParquetWriter(self.path, SCHEMA, **OPTIONS)
            self._file.write_table(table, row_group_size=len(table))
        except OSError as error:
            raise self._unwritable(error) from error
        self._batches, self._waiting_rows, self._waiting_bytes = [], 0, 0

    def finish(self) -> Content:
        """Close the file and describe it; at least one entry was added.

        Raises:
            ArchiveUnavailable: the file cannot be written; abandon it.
        """
        if self._content is None:
            self.end_group()
            assert self._file is not None
            assert self.first is not None
            if self._failure:
                raise self._unwritable(self._failure)
            try:
                self._file.close()
                with self.path.open("rb") as file:
                    digest = file_digest(file, "sha256").hexdigest()
                    size = file.seek(0, 2)
            except OSError as error:
                raise self._unwritable(error) from error
            self._content = Content(
                first=self.first, last=self._last, sha256=digest, size=size, **self._counts.as_fields()
            )
        return self._content

    def abandon(self) -> None:
        """Throw the file away."""
        if self._file is not None and self._content is None:
            # It could not be written to; now it goes.
            with suppress(OSError):
                self._file.close()
        self.path.unlink(missing_ok=True)

    def _unwritable(self, error: OSError) -> ArchiveUnavailable:
        self._failure = error
        return ArchiveUnavailable(
            f"a segment cannot be written to {self.path.parent} ({error}): see to its disk's free space"
        )

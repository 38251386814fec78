"""What there is of an article before it is taken down."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from rich.table import Table

from claimwire.archive import Archive
from claimwire.errors import PermanentError, RetryableError
from claimwire.events import HISTORY, Stream
from claimwire.log import Entry, EntryId, EventLog
from claimwire.takedown import in_log, is_takedown, is_tombstone_of, speaks_of
from claimwire.views import VIEWS_VERSION, BuildName, ViewBuilds, rows_found

_PAGE: Final = 1_000
_Place = tuple[Stream, EntryId]


@dataclass(slots=True)
class TakedownFindings:
    """Entries that speak of an article, builds of the read models that hold it, and whether it was taken down before."""

    in_log: set[_Place] = field(default_factory=set)
    in_archive: set[_Place] = field(default_factory=set)
    builds: list[BuildName] = field(default_factory=list)
    """Those of this code's shape."""
    command: EntryId | None = None
    """The newest command to take it down."""
    tombstones: bool = False
    """Whether some of it was taken down already."""
    no_archive: bool = False
    """Whether the archive has no segment, or is not there."""
    gaps: list[str] = field(default_factory=list)
    """Where could not be looked, and why."""

    @property
    def entries(self) -> set[_Place]:
        """All, each once."""
        return self.in_log | self.in_archive

    @property
    def anything(self) -> bool:
        """Whether there is something to take."""
        return bool(self.entries or self.builds)

    @classmethod
    async def of(cls, article_id: str, log: EventLog, archive: Archive, builds: ViewBuilds) -> "TakedownFindings":
        """Look through all of log and archive, which takes a while, and into the read models.

        Raises:
            LogUnavailable: the log cannot be read.
            LogMismatch: the archive is of another log.
        """
        found = cls()
        after, end = await log.trim_line(), await log.end()
        while after < end and (page := await log.read(after, [Stream.CONTROL], limit=_PAGE)):
            after = page[-1].id
            found.note(page, article_id)
        kept = [entry async for entry in in_log(log, article_id, _nothing)]
        found.in_log = found.note(kept, article_id)
        try:
            segments = await archive.segments()
            found.no_archive = not segments
            for segment in segments:
                found.in_archive |= found.note(await archive.suspects(segment, article_id), article_id)
        except (RetryableError, PermanentError) as error:
            found.gaps.append(str(error))
        try:
            rows = await asyncio.to_thread(rows_found, builds, article_id)
        except RetryableError as error:
            found.gaps.append(str(error))
        else:
            found.builds = [build for build, has in rows.items() if has and build.version == VIEWS_VERSION]
        return found

    def table(self) -> Table:
        """Show how many entries there are, by stream."""
        log, archived = (Counter(stream for stream, _ in places) for places in (self.in_log, self.in_archive))
        both = Counter(stream for stream, _ in self.entries)
        table = Table("stream", "in the log", "in the archive", "entries")
        for stream in (one for one in HISTORY if both[one]):
            told = "-" if self.no_archive else f"{archived[stream]:,}"
            table.add_row(stream.value, f"{log[stream]:,}", told, f"{both[stream]:,}")
        return table

    def note(self, entries: Iterable[Entry], article_id: str) -> set[_Place]:
        """Say where those stand that would be taken, and remember what tells of an earlier takedown."""
        return {(entry.stream, entry.id) for entry in entries if self._counts(entry, article_id)}

    def _counts(self, entry: Entry, article_id: str) -> bool:
        if is_takedown(entry) and entry.fields.get(b"subject") == article_id.encode():
            self.command = max(entry.id, self.command or entry.id)
        elif is_tombstone_of(entry, article_id):
            self.tombstones = True
        else:
            return speaks_of(entry, article_id)
        return False


def _nothing() -> None:
    """There is no bar to move: it takes seconds."""

"""One segment of the archive, as its manifest describes it."""

import re
from datetime import datetime
from typing import Annotated, Final, Literal, NamedTuple, Self

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from claimwire.events import Stream
from claimwire.log import EntryId

MANIFESTS: Final = "manifests"
"""The folder of the manifests within a partition's archive."""
SEGMENTS: Final = "segments"
"""The folder of the Parquet files within a partition's archive."""
SPOOL: Final = "spool"
"""The folder, where there is one, of files that are not finished; those of killed processes stay until they are swept."""

LOCK: Final = "archiver.lock"
"""The file that the archiver locks for as long as it runs."""

_NAME: Final = re.compile(r"(?P<after>[0-9]{20}-[0-9]{20})\.(?P<edition>[0-9]{4})\.json")


def _entry_id(value: object) -> object:
    return EntryId.parse(value) if isinstance(value, str) else value


WrittenId = Annotated[EntryId, BeforeValidator(_entry_id), PlainSerializer(str, return_type=str)]


class ManifestName(NamedTuple):
    """What a manifest's name tells: names sort as the segments follow each other."""

    after: EntryId
    edition: int

    @classmethod
    def parse(cls, name: str) -> Self | None:
        """Read a file name; null when it is no manifest's."""
        found = _NAME.fullmatch(name)
        return cls(EntryId.parse(found["after"]), int(found["edition"])) if found else None

    def __str__(self) -> str:
        return f"{padded(self.after)}.{self.edition:04}.json"


class EventCount(BaseModel):
    """How many entries of one type and version a segment holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str | None
    """Null for entries that name none, which are not our events."""
    version: int | None
    """Version of the schema; null likewise."""
    dataschema: str | None
    """URN of the body's JSON Schema; null likewise."""
    count: int


class Content(BaseModel):
    """What a segment's Parquet file holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first: WrittenId
    """The first entry's id."""
    last: WrittenId
    """The last entry's id: the next segment begins after it."""
    entries: int = Field(ge=1)
    streams: dict[Stream, int]
    """Entries by stream."""
    events: tuple[EventCount, ...]
    """Entries by type and version."""
    sha256: str
    """Digest of the Parquet file."""
    size: int
    """Bytes of the Parquet file."""


class Segment(Content):
    """A contiguous part of a partition's history; its manifest, this document, alone makes it exist."""

    format: Literal[1] = 1
    """Version of this document and of the Parquet file's columns."""
    epoch: str
    """Epoch of the log it was read from."""
    partition: int
    after: WrittenId
    """The last entry's id of the segment before, ``0-0`` for the first segment."""
    edition: int = Field(default=0, ge=0, le=9_999)
    """How often it was rewritten; the manifest of the greatest edition holds."""
    closed_at: AwareDatetime
    """When the archiver closed it."""
    rewritten: tuple[str, ...] = ()
    """Ids of the redactions that were carried out on it, in order."""
    file: str
    """Name of the Parquet file; it tells the range and the digest, so no two contents share a name."""

    @classmethod
    def of(cls, content: Content, *, epoch: str, partition: int, after: EntryId, closed_at: datetime) -> Self:
        """Describe a new segment."""
        return cls(
            **dict(content),
            epoch=epoch,
            partition=partition,
            after=after,
            closed_at=closed_at,
            file=file_name(after, content),
        )

    def next_edition(self, content: Content, redactions: tuple[str, ...]) -> Self:
        """Describe the same segment with other content."""
        return self.model_validate(
            {
                **dict(self),
                **dict(content),
                "edition": self.edition + 1,
                "rewritten": (*self.rewritten, *redactions),
                "file": file_name(self.after, content),
            }
        )

    @property
    def manifest(self) -> str:
        """Path of its manifest within the partition's archive."""
        return f"{MANIFESTS}/{ManifestName(self.after, self.edition)}"

    @property
    def path(self) -> str:
        """Path of its Parquet file within the partition's archive."""
        return f"{SEGMENTS}/{self.file}"


def file_name(after: EntryId, content: Content) -> str:
    """Name the Parquet file of a segment."""
    return f"{padded(after)}_{padded(content.last)}_{content.sha256[:16]}.parquet"


def padded(entry_id: EntryId) -> str:
    """Write an id so that names sort as ids do."""
    return f"{entry_id.ms:020}-{entry_id.seq:020}"

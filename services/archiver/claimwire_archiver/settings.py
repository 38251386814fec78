"""Settings of the archiver service."""

from pydantic import Field

from claimwire.archive.settings import ArchiveSettings
from claimwire.service import ServiceSettings
from claimwire_archiver.core.limits import Limits


class ArchiverSettings(ServiceSettings, ArchiveSettings):
    """What the archiver is told besides what every service is told."""

    archiver_port: int = Field(default=8084, ge=0, le=65535)
    """Port of the health page; 0 takes any free one."""
    archive_segment_events: int = Field(default=50_000, ge=1)
    """Entries after which a segment is closed."""
    archive_segment_bytes: int = Field(default=256 * 2**20, ge=1)
    """Bytes, not compressed, after which a segment is closed."""
    archive_segment_seconds: float = Field(default=3_600, ge=0)
    """Age of its oldest entry at which a segment is closed, however small, once all there is has been read."""
    archive_hot_seconds: float = Field(default=7 * 86_400, ge=0)
    """How long the log keeps what is archived; readers further behind go on from the archive."""

    @property
    def limits(self) -> Limits:
        """When a segment is closed."""
        return Limits(
            entries=self.archive_segment_events,
            bytes=self.archive_segment_bytes,
            age_ms=round(self.archive_segment_seconds * 1000),
        )

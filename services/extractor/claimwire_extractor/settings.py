"""Settings of the extractor."""

import os
import socket
from pathlib import Path

from pydantic import Field

from claimwire.archive.settings import ArchiveSettings
from claimwire.service import ServiceSettings


class ExtractorSettings(ServiceSettings, ArchiveSettings):
    """Read from ``CLAIMWIRE_EXTRACTOR_...``, and what all services share."""

    extractor_port: int = Field(default=8082, ge=0, le=65535)
    """Port of the health page."""
    extractor_workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    """Processes that read articles; each takes some 250 MB."""
    extractor_backfill_workers: int | None = Field(default=None, ge=1)
    """Workers that may read history again at a time; all but one (at least one) unless given."""
    extractor_consumer: str = Field(default_factory=lambda: f"{socket.gethostname()}-{os.getpid()}", min_length=1)
    """Name in the consumer group, unique among running extractors; one that stays the same recovers at once."""
    extractor_window: int = Field(default=16, ge=1)
    """Articles taken and not yet committed, at the most; two for each worker if that is more."""
    extractor_reclaim_after_ms: int = Field(default=30_000, ge=1)
    """Milliseconds after which an article left untouched by its extractor is taken over."""
    extractor_retry_after_ms: int = Field(default=5_000, ge=1)
    """Milliseconds an article rests that cost a worker; twice as long after each further attempt, and up to half as long again by chance."""
    extractor_max_attempts: int = Field(default=5, ge=1)
    """Times an article may cost a worker before it is parked as a dead letter."""
    extractor_timeout_s: float = Field(default=60.0, gt=0)
    """Seconds a worker may take for each 100,000 code points of an article, begun ones included."""
    gazetteer: Path | None = None
    """File of the gazetteer; the default one in the user's cache folder unless given."""
    places: Path | None = None
    """CSV file of places to add to the gazetteer, to drop from it, or to keep alone (docs/places.md)."""

    @property
    def most_backfill_workers(self) -> int:
        """How many workers the backfill lane may take at a time."""
        return self.extractor_backfill_workers or max(1, self.extractor_workers - 1)

"""Settings of the ingest service."""

from pydantic import Field

from claimwire.archive.settings import ArchiveSettings
from claimwire.http import HttpSettings
from claimwire_ingest.adapters.headroom import MIN_FREE_BYTES


class IngestSettings(HttpSettings, ArchiveSettings):
    """What ingest is told besides what every HTTP service is told."""

    ingest_port: int = Field(default=8081, ge=0, le=65535)
    """Port for articles; 0 takes any free one."""
    min_free_bytes: int = Field(default=MIN_FREE_BYTES, ge=0)
    """Free space on the private server's disk below which no articles are taken (503) until there is more again."""

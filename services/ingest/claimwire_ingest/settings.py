"""Settings of the ingest service."""

from pydantic import Field

from claimwire.http import HttpSettings


class IngestSettings(HttpSettings):
    """What ingest is told besides what every HTTP service is told."""

    ingest_port: int = Field(default=8081, ge=0, le=65535)
    """Port for articles; 0 takes any free one."""

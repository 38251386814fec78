"""Settings of the projection service."""

from pydantic import Field

from claimwire.archive.settings import ArchiveSettings
from claimwire.service import ServiceSettings
from claimwire.views.settings import ViewSettings


class ProjectionSettings(ServiceSettings, ViewSettings, ArchiveSettings):
    """What the projection is told besides what every service is told."""

    projection_port: int = Field(default=8083, ge=0, le=65535)
    """Port of the health page; 0 takes any free one."""
    projection_batch: int = Field(default=500, ge=1, le=10_000)
    """Entries applied in one transaction at the most."""

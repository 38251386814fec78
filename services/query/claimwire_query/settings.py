"""Settings of the query service."""

from pydantic import Field

from claimwire.http import GuardSettings
from claimwire.views.settings import ViewSettings


class QuerySettings(GuardSettings, ViewSettings):
    """What the query service is told; it needs the read models of the projection and no log."""

    query_port: int = Field(default=8080, ge=0, le=65535)
    """Port it answers on; 0 takes any free one."""

"""Settings of the query service."""

from pydantic import Field

from claimwire.http import GuardSettings
from claimwire.log import RedisLog
from claimwire.service import LogAddress, LogSettings
from claimwire.views.settings import ViewSettings


class QuerySettings(GuardSettings, ViewSettings, LogSettings):
    """What the query service is told; it reads only the read models, and writes only operators' commands."""

    query_port: int = Field(default=8080, ge=0, le=65535)
    """Port it answers on; 0 takes any free one."""
    redis_url: LogAddress | None = None
    """Address of the log's server, as for the other services; unset, dead letters can be looked at but neither retried nor skipped."""

    def event_log(self) -> RedisLog | None:
        """Make the log's adapter if there is an address; nothing connects yet.

        Raises:
            SecretMissing: the password's file cannot be read.
        """
        return None if self.redis_url is None else self.log_at(self.redis_url)

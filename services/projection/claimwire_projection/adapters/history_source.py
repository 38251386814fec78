"""Where history is, said so that another process can open it too."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from claimwire.archive import Archive
from claimwire.log import Durability, RedisLog


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySource:
    """Addresses of a log and of its archive."""

    url: str = field(repr=False)
    """The log's server; it may hold a password."""
    password: str | None = field(default=None, repr=False)
    """For the server, unless the address holds one."""
    durability: Durability = Durability.DISK
    """What the server has to promise."""
    archive_url: str | None = None
    """The archive; null for the one in the data folder."""
    data_dir: Path
    """The folder of the installation."""

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[tuple[RedisLog, Archive]]:
        """Open both for as long as the context lasts.

        Raises:
            LogMismatch: the archive is of another log.
            LogUnavailable: the server does not answer.
        """
        archive = Archive.at(self.archive_url, self.data_dir)
        log = RedisLog(self.url, password=self.password, durability=self.durability)
        try:
            await log.open()
            archive.expect(log.epoch)
            yield log, archive
        finally:
            await log.close()
            await archive.close()

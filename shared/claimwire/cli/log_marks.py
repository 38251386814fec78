"""How far a log says that the archive reaches."""

from dataclasses import dataclass
from typing import Final, Self

from claimwire.log import Durability, EntryId, RedisLog
from claimwire.secret_file import without_password

_ARCHIVER: Final = "archiver"


@dataclass(frozen=True, slots=True)
class LogMarks:
    """What must be in the archive, by the word of its log."""

    url: str
    epoch: str
    trimmed: EntryId
    """The log holds nothing up to there."""
    told: EntryId
    """The archiver has told the log that it archived up to there; ``0-0`` when it told nothing."""

    @classmethod
    async def of(cls, url: str, password: str | None) -> Self:
        """Ask a log."""
        # Looking must work on a server with unsafe settings too.
        log = RedisLog(url, password=password, durability=Durability.REPLICATED)
        try:
            await log.open()
            readers = (await log.status()).readers
            told = [reader.position for reader in readers if reader.name == _ARCHIVER and reader.position]
            trimmed = await log.trim_line()
            return cls(without_password(url), log.epoch, trimmed, max(told, default=EntryId.START))
        finally:
            await log.close()

    def missing_after(self, end: EntryId) -> list[str]:
        """Sentences about what an archive that ends there lacks."""
        where = f"but the archive ends at {end}: its newest segments are lost; restore them from a copy"
        found = []
        if end < self.trimmed:
            found.append(f"the log at {self.url} is trimmed up to {self.trimmed}, {where}")
        if end < self.told:
            found.append(f"the archiver told the log at {self.url} that all up to {self.told} is archived, {where}")
        return found

"""How far an unfinished build has come: kept in it while it is built, for the next try and for who asks meanwhile."""

from dataclasses import asdict, dataclass
from typing import Final

from sqlalchemy import BigInteger, Column, Connection, Float, MetaData, Table, delete, insert, select

progress_metadata: Final = MetaData()

_building: Final = Table(
    "building",
    progress_metadata,
    Column("events", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("seconds", Float, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildProgress:
    """Work done and work to do."""

    events: int = 0
    """Entries applied so far."""
    total: int = 0
    """Entries of the history, as far as they can be counted."""
    seconds: float = 0.0
    """Time spent, pauses between tries left out."""

    @property
    def rate(self) -> float:
        """Events a second."""
        return self.events / self.seconds if self.seconds else 0.0

    @property
    def eta_s(self) -> float | None:
        """Seconds until it has caught up at that rate; null as long as nobody can tell."""
        return max(0, self.total - self.events) / self.rate if self.rate else None


def read_progress(connection: Connection) -> BuildProgress:
    """Read what the last builder wrote."""
    row = connection.execute(select(_building)).one_or_none()
    return BuildProgress(events=row.events, total=row.total, seconds=row.seconds) if row else BuildProgress()


def write_progress(connection: Connection, progress: BuildProgress) -> None:
    """Replace it."""
    connection.execute(delete(_building))
    connection.execute(insert(_building).values(**asdict(progress)))

"""How much is given up, in a few numbers."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from claimwire.dead_letters.listing import PARTITION, time_of
from claimwire.events import ContractModel
from claimwire.views.schema import dead_letters, parked


class Tally(ContractModel):
    """What waits for an operator."""

    dead: int
    """Open dead letters."""
    parked: int
    """Entries that the view could not apply and that nobody has decided about."""
    queued: int
    """Entries that wait behind those."""
    oldest: datetime | None
    """When the log recorded the oldest of the first two; null when there is none."""


def tally(connection: Connection) -> Tally:
    """Count what is open."""
    dead, oldest_letter = connection.execute(
        select(func.count(), func.min(dead_letters.c.position)).where(dead_letters.c.state == "open")
    ).one()
    counted = select(func.count(), func.min(parked.c.position)).where(parked.c.partition == PARTITION)
    waiting, oldest_entry = connection.execute(counted.where(parked.c.state == "parked")).one()
    queued, _ = connection.execute(counted.where(parked.c.state == "queued")).one()
    oldest = min((position for position in (oldest_letter, oldest_entry) if position is not None), default=None)
    return Tally(dead=dead, parked=waiting, queued=queued, oldest=time_of(oldest) if oldest else None)

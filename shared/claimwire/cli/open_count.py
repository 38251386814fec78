"""How much waits for an operator, as far as the read models can tell."""

from contextlib import closing

from claimwire.dead_letters import Tally, tally
from claimwire.errors import ClaimwireError
from claimwire.views import ViewBuilds, ViewReader


def open_count(builds: ViewBuilds) -> Tally | str:
    """Count open dead letters and parked events; or say why nobody can."""
    try:
        with closing(ViewReader(builds)) as view, view.read() as connection:
            return tally(connection)
    except ClaimwireError as error:
        return str(error)

"""What became of a command about something given up."""

from enum import StrEnum

from claimwire.dead_letters.given_up import Where
from claimwire.events import ContractModel


class Result(StrEnum):
    """How it ended."""

    DONE = "done"
    """It is in the log."""
    REFUSED = "refused"
    """Nothing was written: it cannot be done."""
    UNKNOWN = "unknown"
    """Nothing was written: nothing is given up there."""


class Outcome(ContractModel):
    """What became of one command."""

    position: str
    """The position that was named."""
    where: Where | None
    """Who had given it up; null where that is unknown."""
    result: Result
    """How it ended."""
    detail: str
    """What was done, or why not."""

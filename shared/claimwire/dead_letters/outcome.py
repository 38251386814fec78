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
    PENDING = "pending"
    """It is in the log, and the group has not finished the entry within the time that was waited."""
    FAILED = "failed"
    """It is in the log and was obeyed, and the same thing could not be processed again."""
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

"""What an event changes of what is current."""

from dataclasses import dataclass

from claimwire.events import ClaimReported, StrikeReported

Fact = ClaimReported | StrikeReported


@dataclass(frozen=True, slots=True)
class Change:
    """Enter ``current`` by id, replacing what was there, and remove ``withdrawn``; empty, and false, for most events."""

    current: tuple[Fact, ...] = ()
    """Facts that hold from now on; one that held before is here as a later revision or generation has it."""
    withdrawn: tuple[Fact, ...] = ()
    """Facts that hold no longer."""

    def __bool__(self) -> bool:
        return bool(self.current or self.withdrawn)

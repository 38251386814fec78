"""How a member of a consumer group reads."""

from dataclasses import dataclass

from claimwire.events import Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsumerOptions:
    """How a consumer reads."""

    stream: Stream
    group: str
    consumer: str
    """Unique among the running members of the group; a restarted member that keeps its name recovers at once.

    Names that nobody uses any more are forgotten."""
    service: str
    """CloudEvents source of the dead letters it writes."""
    window: int = 32
    """Entries taken and not yet committed, at the most."""
    concurrency: int = 4
    """Handlers at work at a time."""
    reclaim_after_ms: int = 30_000
    """Idle time after which an entry counts as abandoned by its consumer."""
    retry_after_ms: int = 5_000
    """Rest of an entry after its first retryable failure; doubled after each further one, up to half as much more by chance."""
    max_attempts: int = 5
    """A retryable failure of this or a later attempt parks the entry, unless it is an outage or for another to do."""
    max_deliveries: int = 25
    """An entry handed out more often than this is parked untried: it seems to kill its consumers."""
    longest_work_s: float = 7_200.0
    """Work on one entry for longer than this is no sign of life any more: it hangs."""

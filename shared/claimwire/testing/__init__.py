"""Made-up events, for the tests of claimwire and of whoever subscribes to it."""

from claimwire.testing.link import Link
from claimwire.testing.made_events import (
    NOON,
    completed_extraction,
    content_hash,
    pause_command,
    publication,
    published_article,
)
from claimwire.testing.made_extraction import (
    completed,
    extracted,
    published,
    reported_claim,
    reported_strike,
    withdrawn,
)
from claimwire.testing.made_tombstone import made_tombstone
from claimwire.testing.wait_until import wait_until

__all__ = [
    "NOON",
    "Link",
    "completed",
    "completed_extraction",
    "content_hash",
    "extracted",
    "made_tombstone",
    "pause_command",
    "publication",
    "published",
    "published_article",
    "reported_claim",
    "reported_strike",
    "wait_until",
    "withdrawn",
]

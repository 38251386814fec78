"""Made-up events, for the tests of claimwire and of whoever subscribes to it."""

from claimwire.testing.made_events import (
    NOON,
    completed_extraction,
    content_hash,
    pause_command,
    publication,
    published_article,
)

__all__ = ["NOON", "completed_extraction", "content_hash", "pause_command", "publication", "published_article"]

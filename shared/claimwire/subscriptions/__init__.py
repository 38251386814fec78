"""Reading the log: consumer groups that lose nothing, and checkpointed readers."""

from claimwire.subscriptions.backoff import Backoff
from claimwire.subscriptions.consumer import Consumer, Handler
from claimwire.subscriptions.consumer_options import ConsumerOptions
from claimwire.subscriptions.dead_letter import dead_letter
from claimwire.subscriptions.entry_fields import read_fields, written_fields
from claimwire.subscriptions.follow import follow
from claimwire.subscriptions.followed import Followed
from claimwire.subscriptions.progress import Progress

__all__ = [
    "Backoff",
    "Consumer",
    "ConsumerOptions",
    "Followed",
    "Handler",
    "Progress",
    "dead_letter",
    "follow",
    "read_fields",
    "written_fields",
]

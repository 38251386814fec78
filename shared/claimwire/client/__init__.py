"""What an outside subscriber uses; needs pydantic and redis, and ``claimwire[archive]`` to read from the archive."""

from claimwire.client.change import Change, Fact
from claimwire.client.client import Client
from claimwire.client.current_facts import CurrentFacts
from claimwire.client.record import Record
from claimwire.client.subscription import Subscription
from claimwire.client.unreadable import Unreadable

__all__ = ["Change", "Client", "CurrentFacts", "Fact", "Record", "Subscription", "Unreadable"]

"""For the tests of services and subscribers: small, valid events to start from."""

from claimwire.testing.made_events import completed, published, reported_claim, reported_strike, withdrawn

__all__ = ["completed", "published", "reported_claim", "reported_strike", "withdrawn"]

"""Every verification note of an extraction."""

from claimwire.events import Status
from claimwire_extractor.core.extraction import Extraction


def all_statuses(extraction: Extraction) -> list[Status]:
    """Those of the claims, then those that speak of no claim."""
    return [
        *(status for claim in extraction.claims for status in claim.verification),
        *extraction.completed.statuses,
    ]

"""What the article says about a claim's verification."""

from enum import StrEnum

from claimwire.events.model import ContractModel
from claimwire.events.span import Span


class StatusKind(StrEnum):
    """The verdict the article reports; absence of a status says nothing either way."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    DENIED = "denied"
    NO_COMMENT = "no_comment"


class Status(ContractModel):
    """One verification note ("The claim could not be independently verified")."""

    status: StatusKind
    """The verdict."""
    by: Span | None = None
    """Who verified, denied or kept silent, where the text says."""
    evidence: Span
    """The words that say so."""

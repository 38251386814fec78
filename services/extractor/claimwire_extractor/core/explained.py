"""An extraction with the reasons for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimwire.events import ArticleText
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.reason import Reason


@dataclass(frozen=True, slots=True)
class Explained:
    """What is said about an article, and why; the reasons are no part of any event."""

    extraction: Extraction
    article: ArticleText
    """What was read; the reasons' offsets count the code points of its text."""
    reasons: Mapping[str, Sequence[Reason]]
    """By claim or strike id."""

    @classmethod
    def of(cls, extraction: Extraction, article: ArticleText, findings: Findings) -> "Explained":
        """Give each claim and strike the reasons of the finding it was made from."""
        claims = zip(extraction.claims, findings.claims.claims, strict=True)
        strikes = zip(extraction.strikes, findings.strikes, strict=True)
        reasons = {claim.claim_id: found.reasons for claim, found in claims}
        return cls(extraction, article, reasons | {strike.strike_id: found.reasons for strike, found in strikes})

"""What the rules find, before it has identifiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimwire.events import (
    Actor,
    Casualties,
    Channel,
    ClaimAct,
    Factuality,
    Occurred,
    Place,
    Quantity,
    Quotation,
    Span,
    Speaker,
    Status,
    StrikeKind,
)
from claimwire_extractor.core.reason import Reason


class FoundClaim(NamedTuple):
    """An attributed claim; its fields mean what they mean in ``claim.reported``."""

    source: Speaker
    cue: Span | None
    lemma: str | None
    act: ClaimAct
    content: tuple[Span, ...]
    quotation: Quotation
    channel: Channel | None = None
    verification: tuple[Status, ...] = ()
    confidence: float | None = None
    reasons: tuple[Reason, ...] = ()

    def covers(self, start: int, end: int) -> bool:
        """Whether the words from ``start`` to ``end`` lie within its content."""
        return any(span.start <= start and end <= span.end for span in self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClaims:
    """All claims of an article in the order of the text, and the notes that speak of none of them."""

    claims: Sequence[FoundClaim]
    statuses: Sequence[Status]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAttribution:
    """A name a strike rests on and the claim that says it, by index into the article's claims."""

    span: Span
    claim: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStrike:
    """A strike; its fields mean what they mean in ``strike.reported``."""

    kind: StrikeKind
    weapon: Span | None
    count: Quantity | None
    actor: Actor
    origins: tuple[Place, ...]
    targets: tuple[Span, ...]
    places: tuple[Place, ...]
    occurred: Occurred | None
    casualties: Casualties
    attribution: tuple[FoundAttribution, ...]
    factuality: Factuality
    verification: Status | None
    evidence: tuple[Span, ...]
    confidence: float = 0.0
    """Weighed from the reasons."""
    reasons: tuple[Reason, ...] = ()

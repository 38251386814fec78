"""Labels of strikes, of what is no strike, of verification notes and of claims."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from claimwire.events import ClaimAct, Factuality, Quotation, Side, StatusKind, StrikeKind

Trap = Literal["hypothetical", "negated", "metaphor", "capability", "other"]
"""Why words of war report no strike."""

Day = Annotated[date, BeforeValidator(lambda day: day[:10] if isinstance(day, str) else day)]
"""A day; the time of day that some labels give is left out."""


class _Label(BaseModel):
    model_config = ConfigDict(frozen=True)


class GoldNumber(_Label):
    """A number as the text has it; null is an open end."""

    text: str
    min: int | None = None
    max: int | None = None


class GoldDate(_Label):
    """Words for a time, and the first and last day they allow."""

    text: str | None = None
    start: Day | None = None
    end: Day | None = None


class GoldActor(_Label):
    """Who fired."""

    text: str | None = None
    side: Side = Side.UNKNOWN


class GoldStrike(_Label):
    """One strike; every string is a verbatim part of the article."""

    evidence: tuple[str, ...] = Field(min_length=1)
    kind: StrikeKind
    weapon: str | None = None
    count: GoldNumber | None = None
    actor: GoldActor = GoldActor()
    origin: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    date: GoldDate | None = None
    killed: GoldNumber | None = None
    wounded: GoldNumber | None = None
    no_casualties: bool = False
    attributed_to: tuple[str, ...] = ()
    factuality: Factuality
    verification: StatusKind | None = None


class GoldNotStrike(_Label):
    """Words that sound like a strike."""

    evidence: str
    why: Trap


class GoldStatus(_Label):
    """A place where the article says how far a claim is verified."""

    claim: str
    source: str | None = None
    status: StatusKind
    evidence: str


class GoldClaim(_Label):
    """One attributed claim."""

    content: tuple[str, ...] = Field(min_length=1)
    """Pieces of what was said; the first stands at one place of the article only."""
    source: str | None = None
    """Words for the speaker, at their place nearest to the cue."""
    cue: str | None = None
    """Words that attribute, at their place nearest to the content."""
    speaker: str | None = None
    """The name that the source stands for, where it is not the source itself."""
    channel: str | None = None
    """Words for what the speaker spoke through."""
    act: ClaimAct = ClaimAct.SAY
    quotation: Quotation = Quotation.INDIRECT


class GoldPlace(_Label):
    """Where on earth the words for a place point; a country needs no coordinates, an unresolved place has nothing."""

    precision: Literal["settlement", "region", "country", "unresolved"]
    """``settlement`` for all that is smaller than a region."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code."""
    latitude: float | None = None
    longitude: float | None = None


class Gold(_Label):
    """All labels of one article."""

    id: str
    strikes: tuple[GoldStrike, ...] = ()
    not_strikes: tuple[GoldNotStrike, ...] = ()
    claim_status: tuple[GoldStatus, ...] = ()
    claims: tuple[GoldClaim, ...] = ()
    whereabouts: dict[str, GoldPlace] = {}
    """Of places of the strikes: where they are."""

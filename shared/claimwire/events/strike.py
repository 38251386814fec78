"""Strike events, said by the extractor."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from claimwire.events.article import ArticleId
from claimwire.events.fact_id import FactId
from claimwire.events.model import ContractModel
from claimwire.events.place import Place
from claimwire.events.quantity import Quantity
from claimwire.events.span import Span
from claimwire.events.status import Status


class StrikeKind(StrEnum):
    """How the fire was delivered, as far as the article says."""

    ARTILLERY = "artillery"
    MORTAR = "mortar"
    ROCKET = "rocket"
    MISSILE = "missile"
    AIRSTRIKE = "airstrike"
    DRONE = "drone"
    BOMB = "bomb"
    NAVAL = "naval"
    UNSPECIFIED = "unspecified"


class Side(StrEnum):
    """Whom the article, or its source, holds responsible."""

    RU = "RU"
    UA = "UA"
    BY = "BY"
    DPR_LPR = "DPR_LPR"
    SY_GOV = "SY_GOV"
    SY_OPP = "SY_OPP"
    ISIS = "ISIS"
    US_COALITION = "US_COALITION"
    IL = "IL"
    IR = "IR"
    PS = "PS"
    TR = "TR"
    OTHER = "other"
    UNKNOWN = "unknown"


class Factuality(StrEnum):
    """On whose word the strike stands."""

    ASSERTED = "asserted"
    CLAIMED = "claimed"
    DENIED = "denied"
    PLANNED = "planned"
    HISTORICAL = "historical"


class DatePrecision(StrEnum):
    """How exactly the words fix the time."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    VAGUE = "vague"


class Actor(ContractModel):
    """Who fired; ``text``, ``start`` and ``end`` are all null when the article does not say."""

    text: str | None = None
    """The words, verbatim."""
    start: int | None = Field(default=None, ge=0)
    """Offset of the first code point."""
    end: int | None = Field(default=None, ge=1)
    """Offset after the last code point."""
    side: Side = Side.UNKNOWN
    """The side held responsible."""

    @model_validator(mode="after")
    def _whole_span_or_none(self) -> Self:
        if self.text is None or self.start is None or self.end is None:
            if (self.text, self.start, self.end) != (None, None, None):
                raise ValueError("text, start and end go together: all given or all null")
        else:
            Span(text=self.text, start=self.start, end=self.end)
        return self


class Occurred(Span):
    """When it happened: the words, and the first and last day they allow."""

    date_from: date | None = None
    """First day, inclusive; null when open."""
    date_to: date | None = None
    """Last day, inclusive; null when open."""
    precision: DatePrecision
    """How exactly the words fix the time."""


class Casualties(ContractModel):
    """People hurt in this strike. Null means not stated, which is not zero."""

    killed: Quantity | None = None
    """People killed."""
    wounded: Quantity | None = None
    """People wounded."""
    none_reported: bool = False
    """The article says that no casualties were reported."""


class Attribution(Span):
    """A name the report rests on, and the claim in which it was said."""

    claim_id: FactId | None = None
    """The claim of this article that says it."""


class StrikeReported(ContractModel):
    """One strike of one revision: one act, or one coherent wave, of explosive fire on a target."""

    strike_id: FactId
    """Computed from the article and the first evidence: the same through revisions."""
    article_id: ArticleId
    """The article that reports it."""
    revision: int = Field(ge=1)
    """The revision it was read in."""
    generation: int = Field(ge=1)
    """The extractor generation that read it."""
    kind: StrikeKind
    """How the fire was delivered."""
    weapon: Span | None = None
    """The most specific words for the weapon."""
    count: Quantity | None = None
    """Number of munitions or of strikes."""
    actor: Actor
    """Who fired."""
    origins: tuple[Place, ...] = ()
    """Where it was launched from ("the territory of Belarus", "the air")."""
    targets: tuple[Span, ...] = ()
    """What was hit: objects or people, not place names."""
    places: tuple[Place, ...] = ()
    """Where it landed."""
    occurred: Occurred | None = None
    """When it happened."""
    casualties: Casualties
    """People hurt."""
    attribution: tuple[Attribution, ...] = ()
    """Every name the report rests on."""
    factuality: Factuality
    """On whose word it stands."""
    verification: Status | None = None
    """The article's verdict on this strike."""
    evidence: tuple[Span, ...] = Field(min_length=1)
    """Every sentence or clause that speaks of it, the reporting one first."""
    confidence: float = Field(ge=0, le=1)
    """How sure the extractor is that this is one strike as described."""

"""Claim events, said by the extractor."""

from enum import StrEnum

from pydantic import Field

from claimwire.events.article import ArticleId
from claimwire.events.fact_id import FactId
from claimwire.events.model import ContractModel
from claimwire.events.span import Span
from claimwire.events.status import Status


class SpeakerKind(StrEnum):
    """What sort of source spoke."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class ClaimAct(StrEnum):
    """What the speaker did by speaking."""

    SAY = "say"
    CLAIM = "claim"
    DENY = "deny"
    CONFIRM = "confirm"
    ACCUSE = "accuse"
    WARN = "warn"
    PROMISE = "promise"
    ORDER = "order"
    ESTIMATE = "estimate"
    BELIEVE = "believe"
    INTEND = "intend"
    OTHER = "other"


class Quotation(StrEnum):
    """Whose words the content is: the speaker's, the reporter's, or some of each."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class ChannelKind(StrEnum):
    """Through what sort of channel the speaker spoke."""

    SOCIAL = "social"
    AGENCY = "agency"
    BROADCAST = "broadcast"
    PRESS = "press"
    STATEMENT = "statement"
    CALL = "call"
    OTHER = "other"


class Speaker(Span):
    """Who said it: the words at this place ("he") and the name they stand for."""

    name: str = Field(min_length=1)
    """The resolved name ("Serhiy Haidai"); the printed words where nothing resolves them."""
    role: str | None = None
    """Role as the article gives it ("the governor of Luhansk province")."""
    affiliation: str | None = None
    """Body or side the speaker stands for, where the article names it."""
    kind: SpeakerKind
    """Person, organisation, document or unnamed."""


class Channel(Span):
    """Through what the speaker spoke ("Telegram", "the Tass news agency", "a phone call")."""

    kind: ChannelKind
    """Sort of channel."""


class ClaimReported(ContractModel):
    """One attributed claim of one revision. A claim is not a fact."""

    claim_id: FactId
    """Computed from the article, the speaker and the content: the same through revisions."""
    article_id: ArticleId
    """The article that reports it."""
    revision: int = Field(ge=1)
    """The revision it was read in."""
    generation: int = Field(ge=1)
    """The extractor generation that read it."""
    source: Speaker
    """Who said it."""
    cue: Span | None = None
    """The words that attribute it ("said", "according to")."""
    lemma: str | None = None
    """Dictionary form of the cue."""
    act: ClaimAct
    """What the speaker did by saying it."""
    content: tuple[Span, ...] = Field(min_length=1)
    """What was said; several spans when the cue interrupts it."""
    quotation: Quotation
    """Direct, indirect or mixed speech."""
    channel: Channel | None = None
    """Through what it was said."""
    verification: tuple[Status, ...] = ()
    """Every verification note of the article about this claim."""
    strikes: tuple[FactId, ...] = ()
    """Strikes of this article that rest on this claim."""
    confidence: float | None = Field(default=None, ge=0, le=1)
    """How sure the extractor is that this speaker said this; null in what was said before version 2."""

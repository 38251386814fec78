"""What the service answers with."""

from datetime import datetime

from pydantic import AwareDatetime

from claimwire.events import (
    ArticleId,
    ArticleSource,
    ClaimReported,
    ContractModel,
    Cut,
    PlacePrecision,
    SpeakerKind,
    Status,
    StrikeReported,
)


class ArticleSummary(ContractModel):
    """The article that an item stands in, in short."""

    headline: str | None
    """Headline of the revision."""
    publisher: str | None
    """Name of the outlet."""
    url: str | None
    """Address, as the sender gave it."""
    said_at: datetime
    """When the press said it: the revision's own time, else publication, else retrieval."""


class Recorded(ContractModel):
    """When and where the log recorded it."""

    recorded_at: datetime
    """By the log's clock."""
    position: str
    """``partition:id`` of the entry: the token to resume a subscription from."""


class ClaimItem(ClaimReported, Recorded):
    """A claim, whole, with its article in short."""

    article: ArticleSummary
    """The article that reports it."""


class StrikeItem(StrikeReported, Recorded):
    """A strike, whole, with its article in short."""

    article: ArticleSummary
    """The article that reports it."""


class Revision(Recorded):
    """One revision of an article's text."""

    revision: int
    """Its number."""
    headline: str | None
    """Its headline."""
    said_at: datetime
    """When the press said it."""
    content_hash: str
    """SHA-256 of its text."""


class ArticleItem(Recorded):
    """The current revision of an article, without its text."""

    article_id: ArticleId
    """Stable identity of the article."""
    revision: int
    """The revision shown."""
    headline: str | None
    """Headline."""
    publisher: str | None
    """Name of the outlet."""
    url: str | None
    """Address, as the sender gave it."""
    byline: str | None
    """Author line as printed."""
    language: str | None
    """ISO 639 code."""
    published_at: AwareDatetime | None
    """When the publisher says it was first published."""
    modified_at: AwareDatetime | None
    """When the publisher says this revision was made."""
    retrieved_at: AwareDatetime
    """When ingest received it."""
    said_at: datetime
    """When the press said it."""
    content_hash: str
    """SHA-256 of the text."""
    source: ArticleSource
    """The door it came in by."""


class Extraction(Recorded):
    """The extractor's complete statement that holds for an article."""

    revision: int
    """The revision it read; smaller than the article's while a newer one is being read."""
    generation: int
    """The extractor's generation."""
    extractor: str
    """Name and version of the extractor."""
    statuses: tuple[Status, ...]
    """Verification notes that speak of no claim."""
    cuts: tuple[Cut, ...]
    """Parts of the text that were not read."""


class ArticleDetail(ArticleItem):
    """The current revision of an article with its text and all that is current of it."""

    text: str
    """The words of this revision; the spans of its claims and strikes count its code points."""
    extraction: Extraction | None
    """Null while it has not been read: then having no claims says nothing."""
    claims: tuple[ClaimItem, ...]
    """In the order of the text."""
    strikes: tuple[StrikeItem, ...]
    """In the order of the text."""
    revisions: tuple[Revision, ...]
    """Oldest first."""
    repeats: tuple[ArticleId, ...]
    """Articles that this one is a near-duplicate of."""


class ArticleReading(ContractModel):
    """An article as a page shows it: a text and what was read in that text."""

    article: ArticleItem
    """The current revision."""
    revision: int
    """The revision whose text is shown: the one that was read, else the current one."""
    text: str
    """Its words."""
    extracted: bool
    """Some revision has been read."""
    claims: tuple[ClaimItem, ...]
    """In the order of the text."""
    strikes: tuple[StrikeItem, ...]
    """In the order of the text."""


class Counted(ContractModel):
    """Something that several articles name, counted when asked."""

    key: str
    """Its name without regard to case, width and punctuation: what ``speaker=`` and ``place=`` of other listings find."""
    name: str
    """Its name, in one of the ways it is written."""
    first_said_at: datetime
    """When the press said the first of what is counted."""
    last_said_at: datetime
    """When the press said the last of it."""


class SpeakerItem(Counted):
    """Somebody who speaks in current claims."""

    kind: SpeakerKind
    """Sort of speaker."""
    claims: int
    """Number of current claims."""


class PlaceItem(Counted):
    """A place on which current strikes are reported; two towns of one name are two places."""

    country: str | None
    """ISO 3166-1 alpha-2 code."""
    admin1: str | None
    """First-level division."""
    latitude: float | None
    """Degrees north; null where it is unresolved."""
    longitude: float | None
    """Degrees east; null where it is unresolved."""
    precision: PlacePrecision
    """How exactly the coordinates tell the place."""
    strikes: int
    """Number of current strikes."""

"""The extractor's complete statement about one revision."""

from pydantic import Field

from claimwire.events.article import ArticleId
from claimwire.events.fact_id import FactId
from claimwire.events.model import ContractModel
from claimwire.events.status import Status


class Cut(ContractModel):
    """A part of the text that was not read, so that silence is never mistaken for absence."""

    start: int = Field(ge=0)
    """Offset of the first code point left out."""
    end: int = Field(ge=0)
    """Offset after the last one."""
    reason: str = Field(min_length=1)
    """Why it was left out ("language", "length", ...)."""


class ExtractionCompleted(ContractModel):
    """All that one extractor generation found in one revision; it comes after its facts.

    Of an article, the claims and strikes listed by the completed extraction with the greatest
    (revision, generation) are current, whatever the order of arrival.
    """

    article_id: ArticleId
    """The article read."""
    revision: int = Field(ge=1)
    """The revision read."""
    generation: int = Field(ge=1)
    """The extractor's generation, raised when its output may change."""
    extractor: str = Field(min_length=1)
    """Name and version of the extractor."""
    model: str = Field(min_length=1)
    """Name and version of the language model; "unknown" in what was said before version 2."""
    requested_by: FactId | None = None
    """Id of the ``control.reprocess`` that asked for it; null when the article was read as it came in."""
    claim_ids: tuple[FactId, ...] = ()
    """All claims of this revision."""
    strike_ids: tuple[FactId, ...] = ()
    """All strikes of this revision."""
    statuses: tuple[Status, ...] = ()
    """Verification notes that speak of no claim."""
    claims: int = Field(ge=0)
    """Number of claims."""
    strikes: int = Field(ge=0)
    """Number of strikes."""
    sentences: int = Field(ge=0)
    """Number of sentences read."""
    elapsed_ms: int = Field(ge=0)
    """Time the extraction took, in milliseconds."""
    cuts: tuple[Cut, ...] = ()
    """Parts of the text that were not read."""


class ExtractionRequested(ContractModel):
    """A revision of history is to be extracted again, behind all live work."""

    article_id: ArticleId
    """The article."""
    revision: int = Field(ge=1)
    """The revision."""
    position: str = Field(pattern=r"^\d+:\d+-\d+$")
    """Where its ``article.published`` or ``article.revised`` stands in the log or the archive (``partition:id``)."""
    generation: int = Field(ge=1)
    """The least extractor generation that may answer."""

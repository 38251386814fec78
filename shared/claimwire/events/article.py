"""Article events, said by ingest."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from claimwire.events.model import ContractModel

ArticleId = Annotated[str, Field(min_length=1, max_length=512)]
"""Computed by :func:`claimwire.events.ids.article_id`; `claimwire extract` takes any given id."""


class ArticleSource(StrEnum):
    """The door by which an article came in."""

    FEED = "feed"
    API = "api"
    FILE = "file"
    WARC = "warc"


class ArticleText(ContractModel):
    """One revision of one article, whole."""

    article_id: ArticleId
    """Stable identity of the article through its revisions."""
    revision: int = Field(ge=1)
    """1 for the first text seen, then counting up with each changed text."""
    url: str | None = None
    """Canonical http(s) address."""
    publisher: str | None = None
    """Name of the outlet."""
    headline: str | None = None
    """Headline; also the first paragraph of ``text`` unless the body already opens with it."""
    byline: str | None = None
    """Author line as printed."""
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$")
    """ISO 639 code of the text's language."""
    published_at: AwareDatetime | None = None
    """When the publisher says it was first published."""
    modified_at: AwareDatetime | None = None
    """When the publisher says this revision was made."""
    retrieved_at: AwareDatetime
    """When ingest received it."""
    text: str = Field(min_length=1)
    """The article's words; all spans count its code points, and nobody changes it after ingest."""
    content_hash: str = Field(pattern=r"^[0-9a-f]{64}$")
    """SHA-256 of ``text`` in UTF-8, by which an exact repeat is known."""
    source: ArticleSource
    """The door it came in by."""

    @property
    def said_at(self) -> datetime:
        """When the press said this: the revision's own time, else publication, else retrieval."""
        if self.revision > 1:
            return self.modified_at or self.retrieved_at
        return self.published_at or self.modified_at or self.retrieved_at


class ArticlePublished(ArticleText):
    """An article seen for the first time."""


class ArticleRevised(ArticleText):
    """The same article with a changed text; ``revision`` is 2 or more."""

    revision: int = Field(ge=2)
    """2 for the first changed text, then counting up."""


class ArticleSyndicated(ContractModel):
    """A near-duplicate of another article; the copy is published and extracted too."""

    article_id: ArticleId
    """The copy."""
    original_id: ArticleId
    """The article it repeats."""
    similarity: float = Field(ge=0, le=1)
    """Estimated Jaccard similarity of the two texts' shingles."""


class ArticleWithdrawn(ContractModel):
    """The publisher killed the article: none of its claims and strikes stays current."""

    article_id: ArticleId
    """The article withdrawn."""
    revision: int = Field(ge=1)
    """The last revision it withdraws; a greater one published afterwards stands again."""
    reason: str = Field(min_length=1)
    """Why, as the publisher or the sender put it."""

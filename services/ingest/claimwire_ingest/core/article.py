"""An article ready to be published."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from claimwire.errors import UnreadableArticle
from claimwire.events import ArticleSource
from claimwire_ingest.core.canonical_url import canonical_url
from claimwire_ingest.core.clean_text import clean_line, clean_text
from claimwire_ingest.core.headline import with_headline
from claimwire_ingest.core.identity import identify
from claimwire_ingest.core.received import Received


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of one article, its text as it will be stored; fields are those of the contract."""

    article_id: str
    url: str | None
    publisher: str | None
    headline: str | None
    byline: str | None
    language: str | None
    published_at: datetime | None
    modified_at: datetime | None
    text: str
    content_hash: str
    source: ArticleSource

    @classmethod
    def of(cls, received: Received, tracking: Collection[str]) -> "Article":
        """Clean a received text and tell which article it is of.

        Raises:
            UnreadableArticle: there are no words in it, or nothing identifies it.
        """
        submission = received.submission
        body = clean_text(submission.text or "")
        if not any(letter.isalnum() for letter in body):
            raise UnreadableArticle("there are no words in its text")
        headline = clean_line(submission.headline)
        text = with_headline(body, headline)
        return cls(
            article_id=identify(received, tracking),
            url=canonical_url(submission.url, tracking) if submission.url else None,
            publisher=clean_line(submission.publisher),
            headline=headline,
            byline=clean_line(submission.byline),
            language=submission.language,
            published_at=submission.published_at,
            modified_at=submission.modified_at,
            text=text,
            content_hash=sha256(text.encode()).hexdigest(),
            source=received.source,
        )

"""One article of a labelled set."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from claimwire.events import ArticleText
from claimwire_extractor.adapters.article_line import ArticleLine

Labels = TypeVar("Labels")

_RETRIEVED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LabelledArticle(Generic[Labels]):
    """A text and what people say is in it."""

    id: str
    text: str
    published: str | None
    """ISO 8601, as :class:`~claimwire_extractor.adapters.article_line.ArticleLine` takes it."""
    labels: Labels

    def article(self) -> ArticleText:
        """Make it what the extractor takes."""
        line = {"id": self.id, "text": self.text, "published": self.published}
        return ArticleLine.model_validate(line).article(retrieved_at=_RETRIEVED)

"""Labelled articles, how to read them, and how to score what was found."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from tests.eval.labelled_article import LabelledArticle, Labels
from tests.eval.scores import Scores

from claimwire.events import ArticleText

Found = TypeVar("Found")

Reader = Callable[[Sequence[ArticleText]], Awaitable[Sequence[Found]]]
"""Reads articles, and says what is found in each, in their order."""


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """One set; its name is that of its numbers in the table and in the baseline."""

    name: str
    articles: Sequence[ArticleText]
    reader: Reader[Any]
    score: Callable[[Sequence[Any]], Scores]
    """Adds up what the reader's finds in all articles, in their order, are worth."""

    @classmethod
    def of(
        cls,
        name: str,
        labelled: Iterable[LabelledArticle[Labels]],
        reader: Reader[Found],
        score: Callable[[LabelledArticle[Labels], Found], Scores],
    ) -> Self:
        """Make a set of articles that are scored one by one."""
        articles = list(labelled)

        def add_up(found: Sequence[Found]) -> Scores:
            total = Scores()
            for article, finds in zip(articles, found, strict=True):
                total.include(score(article, finds))
            return total

        return cls(name, [article.article() for article in articles], reader, add_up)

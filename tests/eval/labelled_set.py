"""Labelled articles, and how to score what was extracted from them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from tests.eval.labelled_article import LabelledArticle, Labels
from tests.eval.scores import Scores

from claimwire.events import ArticleText
from claimwire_extractor.core.extraction import Extraction


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """One set; its name is that of its numbers in the table and in the baseline."""

    name: str
    articles: Sequence[ArticleText]
    score: Callable[[Sequence[Extraction]], Scores]
    """Adds up what the extractions of all articles, in their order, are worth."""

    @classmethod
    def of(
        cls,
        name: str,
        labelled: Iterable[LabelledArticle[Labels]],
        score: Callable[[LabelledArticle[Labels], Extraction], Scores],
    ) -> Self:
        """Make a set of articles that are scored one by one."""
        articles = list(labelled)

        def add_up(extractions: Sequence[Extraction]) -> Scores:
            total = Scores()
            for article, extraction in zip(articles, extractions, strict=True):
                total.include(score(article, extraction))
            return total

        return cls(name, [article.article() for article in articles], add_up)

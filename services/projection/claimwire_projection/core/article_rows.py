"""Rows of article events."""

from datetime import datetime

from claimwire.events import ArticleSyndicated, ArticleText, ArticleWithdrawn
from claimwire_projection.core.row import Row


def article_row(article: ArticleText) -> Row:
    """One revision of an article."""
    return Row("articles", {**vars(article), "source": article.source.value, "said_at": article.said_at})


def withdrawal_row(withdrawn: ArticleWithdrawn, *, said_at: datetime) -> Row:
    """A withdrawal; publishers date their revisions but not their withdrawals, so it was said when we were told."""
    return Row("withdrawals", {**vars(withdrawn), "said_at": said_at})


def syndication_row(syndicated: ArticleSyndicated) -> Row:
    """A near-duplicate."""
    return Row("syndications", vars(syndicated))

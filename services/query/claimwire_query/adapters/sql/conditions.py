"""Filters that several listings share, as SQL conditions."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, or_

from claimwire.events.ids import normalised
from claimwire.views.schema import articles
from claimwire_query.core.filters import Listing


def of_article(asked: Listing) -> Iterator[ColumnElement[bool]]:
    """Conditions on the article that an item stands in."""
    if asked.article_id is not None:
        yield articles.c.article_id == asked.article_id
    if asked.publisher is not None:
        yield has_words(articles.c.publisher, asked.publisher)
    if asked.since is not None:
        yield articles.c.said_at >= asked.since
    if asked.until is not None:
        yield articles.c.said_at <= asked.until


def has_key(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """A ``*_key`` column holds the words."""
    return column.contains(normalised(part), autoescape=True)


def has_words(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """A column as printed holds the words; SQLite knows upper and lower case of ASCII letters only."""
    return or_(column.icontains(part, autoescape=True), column.contains(part, autoescape=True))

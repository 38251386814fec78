"""Rows of the read models as items."""

from typing import Any

from sqlalchemy import ColumnElement, Row

from claimwire.log import EntryId, Position
from claimwire.views.schema import articles
from claimwire_query.core.items import ArticleSummary

SUMMARY: tuple[ColumnElement[Any], ...] = (articles.c.headline, articles.c.publisher, articles.c.url)
"""What a fact's query has to select besides, for :func:`fact_fields`."""


def fact_fields(row: Row[Any]) -> dict[str, Any]:
    """The fields of a claim's or a strike's item."""
    summary = ArticleSummary(headline=row.headline, publisher=row.publisher, url=row.url, said_at=row.said_at)
    return {**row.body, **recorded_fields(row), "article": summary}


def recorded_fields(row: Row[Any]) -> dict[str, Any]:
    """When and where the log recorded a row."""
    return {"recorded_at": row.recorded_at, "position": position_token(row.position)}


def position_token(entry_id: EntryId) -> str:
    """``partition:id``; all rows are of the one partition that this build serves."""
    return str(Position(0, entry_id))

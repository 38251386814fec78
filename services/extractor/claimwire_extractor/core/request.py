"""Requests of the backfill lane."""

from datetime import datetime

from claimwire.events import ArticleText, Event, ExtractionRequested, new_event
from claimwire.events.ids import event_id


def request_id(article: ArticleText, generation: int) -> str:
    """Identify the request that a generation reads a revision."""
    return event_id("claimwire.extraction.requested", article.article_id, article.revision, generation)


def request(
    article: ArticleText, *, position: str, generation: int, chain: str, command: Event, time: datetime
) -> Event:
    """Ask for a revision, which stands at ``position`` (``partition:id``), to be extracted again.

    It is caused by the ``command`` and continues the article's ``chain``, which is a correlation id.
    A repeat has the same id.
    """
    body = ExtractionRequested(
        article_id=article.article_id, revision=article.revision, position=position, generation=generation
    )
    event = new_event(
        body,
        id=request_id(article, generation),
        subject=article.article_id,
        source=command.source,
        time=time,
        cause=command,
    )
    return event.model_copy(update={"correlationid": chain})

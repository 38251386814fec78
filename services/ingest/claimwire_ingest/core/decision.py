"""What becomes of an article, given what is already known of it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from claimwire.events import ArticlePublished, ArticleRevised, ArticleText, ArticleWithdrawn, Event, new_event, type_of
from claimwire.events.ids import event_id
from claimwire_ingest.core.article import Article

SOURCE: Final = "claimwire/ingest"
"""How this service signs its events."""


class Outcome(StrEnum):
    """What ingest did with an article."""

    PUBLISHED = "published"
    REVISED = "revised"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    BARRED = "barred"
    """Nothing: the article was taken down."""


@dataclass(frozen=True, slots=True)
class Known:
    """The newest revision that was recorded of an article."""

    revision: int
    """0 for an article never seen."""
    content_hash: str
    """Empty for one never seen, and after a withdrawal."""


NEVER_SEEN: Final = Known(0, "")


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome, the event that says so, and what is known afterwards."""

    outcome: Outcome
    article_id: str
    event: Event | None
    """None for a duplicate: nothing happened."""
    known: Known


def decide(article: Article, known: Known, now: datetime, *, traceparent: str | None = None) -> Decision:
    """Publish an article never seen, revise one whose text has changed, let an exact repeat be.

    ``traceparent`` is the W3C trace context of the request that brought it.
    """
    if known.content_hash == article.content_hash:
        return Decision(Outcome.DUPLICATE, article.article_id, None, known)
    is_new = known.revision == 0
    body: ArticleText = (ArticlePublished if is_new else ArticleRevised)(
        **asdict(article), revision=known.revision + 1, retrieved_at=now
    )
    return Decision(
        Outcome.PUBLISHED if is_new else Outcome.REVISED,
        article.article_id,
        _event(body, now, traceparent),
        Known(body.revision, article.content_hash),
    )


def decide_withdrawal(
    article_id: str, reason: str, known: Known, now: datetime, *, traceparent: str | None = None
) -> Decision:
    """Withdraw an article with all its revisions; one already withdrawn stays as it is.

    ``known`` must be of an article that was seen. Any text sent later is a new revision.
    """
    if not known.content_hash:
        return Decision(Outcome.DUPLICATE, article_id, None, known)
    body = ArticleWithdrawn(article_id=article_id, revision=known.revision, reason=reason)
    return Decision(Outcome.WITHDRAWN, article_id, _event(body, now, traceparent), Known(known.revision, ""))


def _event(body: ArticleText | ArticleWithdrawn, now: datetime, traceparent: str | None) -> Event:
    name = type_of(body).name
    identity = event_id(name, body.article_id, body.revision)
    return new_event(body, id=identity, subject=body.article_id, source=SOURCE, time=now, traceparent=traceparent)

"""Small valid events with invented content."""

import hashlib
from datetime import UTC, datetime
from typing import Final

from claimwire.events import (
    ArticlePublished,
    ArticleRevised,
    ArticleSource,
    Event,
    ExtractionCompleted,
    Pause,
    new_event,
    type_of,
)
from claimwire.events.ids import event_id
from claimwire.log import Append, Head, HeadMove

NOON: Final = datetime(2024, 5, 6, 12, tzinfo=UTC)
"""When all of it was said."""

TEXT: Final = "A bridge was shelled."


def content_hash(text: str) -> str:
    """SHA-256 of a text, as ``content_hash`` wants it."""
    return hashlib.sha256(text.encode()).hexdigest()


def published_article(article: str, revision: int = 1, text: str = TEXT) -> Event:
    """One revision of an article."""
    kind = ArticlePublished if revision == 1 else ArticleRevised
    body = kind(
        article_id=article,
        revision=revision,
        retrieved_at=NOON,
        text=text,
        content_hash=content_hash(text),
        source=ArticleSource.API,
    )
    identity = event_id(type_of(body).name, article, revision)
    return new_event(body, id=identity, subject=article, source="claimwire/ingest", time=NOON)


def publication(article: str, revision: int = 1, text: str = TEXT, expected: Head | None = None) -> Append:
    """The append of one revision, on the condition that the article's head is the expected one."""
    move = HeadMove(article_id=article, expected=expected, head=Head(revision, content_hash(text)))
    return Append(event=published_article(article, revision, text), move=move)


def completed_extraction(cause: Event, generation: int = 1) -> Event:
    """An extraction that found nothing, caused by an event."""
    body = ExtractionCompleted(
        article_id=cause.subject,
        revision=1,
        generation=generation,
        extractor="made/1",
        model="made/1",
        claims=0,
        strikes=0,
        sentences=1,
        elapsed_ms=1,
    )
    identity = event_id(type_of(body).name, cause.subject, 1, generation)
    return new_event(body, id=identity, subject=cause.subject, source="claimwire/extractor", time=NOON, cause=cause)


def pause_command(name: str) -> Append:
    """The append of a control event, which has no condition."""
    body = Pause(operator="tester", consumer=name)
    identity = event_id(type_of(body).name, name)
    return Append(event=new_event(body, id=identity, subject=name, source="claimwire/cli", time=NOON))

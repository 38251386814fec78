"""From one event to the rows it adds: nothing is ever changed or removed."""

from claimwire.errors import UndecodableEntry
from claimwire.events import (
    ArticleSyndicated,
    ArticleText,
    ArticleWithdrawn,
    ClaimReported,
    DeadLetterParked,
    EntryRedacted,
    Event,
    ExtractionCompleted,
    Redact,
    StrikeReported,
)
from claimwire.events.control import ControlCommand
from claimwire_projection.core.article_rows import article_row, syndication_row, withdrawal_row
from claimwire_projection.core.claim_rows import claim_rows
from claimwire_projection.core.dead_letter_row import dead_letter_row
from claimwire_projection.core.extraction_rows import extraction_rows
from claimwire_projection.core.redaction_row import redaction_row
from claimwire_projection.core.row import Row
from claimwire_projection.core.strike_rows import strike_rows


def rows_of(event: Event) -> tuple[Row, ...]:
    """Say what an event adds to the read models; the first row is the one that the others belong to.

    A takedown adds that it was commanded. Other commands add nothing, nor do tombstones.

    Raises:
        UndecodableEntry: its subject is not the article of its body, or no read model takes its type.
    """
    match event.data:
        case Redact() as redact:
            return (redaction_row(redact),)
        case ControlCommand() | EntryRedacted():
            return ()
        case DeadLetterParked() as letter:
            return (dead_letter_row(event, letter),)
        case _:
            return _under_its_subject(event, _article_rows(event))


def _article_rows(event: Event) -> tuple[Row, ...]:
    match event.data:
        case ArticleText() as article:
            return (article_row(article),)
        case ArticleWithdrawn() as withdrawn:
            return (withdrawal_row(withdrawn, said_at=event.time),)
        case ArticleSyndicated() as syndicated:
            return (syndication_row(syndicated),)
        case ClaimReported() as claim:
            return claim_rows(claim)
        case StrikeReported() as strike:
            return strike_rows(strike)
        case ExtractionCompleted() as extraction:
            return extraction_rows(extraction)
        case _:
            raise UndecodableEntry(f"no read model takes {event.type}; upgrade the projection and retry")


def _under_its_subject(event: Event, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    # Order is kept by subject: under another one, this event could overtake a parked one of its article.
    article = rows[0].values["article_id"]
    if event.subject != article:
        raise UndecodableEntry(f"the subject of {event.type} is {event.subject!r}, but its body is about {article!r}")
    return rows

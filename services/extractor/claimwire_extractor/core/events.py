"""An extraction as events."""

from datetime import datetime

from claimwire.events import ClaimReported, ContractModel, Event, StrikeReported, new_event, type_of
from claimwire.events.ids import event_id
from claimwire_extractor.core.extraction import Extraction
from claimwire_extractor.core.generation import SOURCE


def extraction_events(extraction: Extraction, *, time: datetime, cause: Event | None = None) -> list[Event]:
    """Wrap each body, ``completed`` last; ``cause`` is the article event, where there is one.

    A repeat of the same extraction makes events with the same ids.
    """
    completed = extraction.completed
    return [
        new_event(
            body,
            id=event_id(
                type_of(body).name,
                completed.article_id,
                revision=completed.revision,
                generation=completed.generation,
                fact=_fact(body),
            ),
            subject=completed.article_id,
            source=SOURCE,
            time=time,
            cause=cause,
        )
        for body in extraction.bodies
    ]


def _fact(body: ContractModel) -> str:
    if isinstance(body, ClaimReported):
        return body.claim_id
    return body.strike_id if isinstance(body, StrikeReported) else ""

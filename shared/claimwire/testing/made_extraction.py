"""Valid events of a made-up article; any field of the body can be given by name."""

import hashlib
from datetime import UTC, datetime
from typing import Any, Final

from claimwire.events import (
    ArticlePublished,
    ArticleRevised,
    ArticleWithdrawn,
    ClaimReported,
    ContractModel,
    Event,
    ExtractionCompleted,
    StrikeReported,
    new_event,
    type_of,
)
from claimwire.events.ids import event_id

MOMENT: Final = datetime(2031, 3, 4, 6, 0, tzinfo=UTC)
"""When everything happens unless said otherwise."""

TEXT: Final = "Two rockets hit Kalyna at dawn, the mayor, Oksana Hrytsenko, said. The report could not be confirmed."


def published(article_id: str, revision: int = 1, *, said_at: datetime = MOMENT, **fields: Any) -> Event:
    """A revision of an article that the press said at ``said_at``; above 1 it is a revised one."""
    text = str(fields.get("text", f"{TEXT} (revision {revision})"))
    body: dict[str, Any] = {
        "article_id": article_id,
        "revision": revision,
        "published_at": said_at,
        "modified_at": said_at,
        "retrieved_at": said_at,
        "text": text,
        "content_hash": hashlib.sha256(text.encode()).hexdigest(),
        "source": "api",
        **fields,
    }
    kind = ArticlePublished if revision == 1 else ArticleRevised
    return _event(kind.model_validate(body), article_id, "claimwire/ingest", revision=revision, said_at=said_at)


def withdrawn(article_id: str, revision: int = 1, *, said_at: datetime = MOMENT) -> Event:
    """A withdrawal of all revisions up to one, told to ingest at ``said_at``."""
    body = ArticleWithdrawn(article_id=article_id, revision=revision, reason="published by mistake")
    return _event(body, article_id, "claimwire/ingest", revision=revision, said_at=said_at)


def reported_claim(article_id: str, claim_id: str, revision: int = 1, generation: int = 1, **fields: Any) -> Event:
    """One claim: the mayor's."""
    body = {
        "claim_id": claim_id,
        "article_id": article_id,
        "revision": revision,
        "generation": generation,
        "source": {**_span("Oksana Hrytsenko"), "name": "Oksana Hrytsenko", "role": "the mayor", "kind": "person"},
        "cue": _span("said"),
        "lemma": "say",
        "act": "say",
        "content": [_span("Two rockets hit Kalyna at dawn")],
        "quotation": "indirect",
        "verification": [{"status": "unverified", "evidence": _span("The report could not be confirmed.")}],
        **fields,
    }
    return _event(
        ClaimReported.model_validate(body),
        article_id,
        "claimwire/extractor",
        revision=revision,
        generation=generation,
        fact=claim_id,
    )


def reported_strike(article_id: str, strike_id: str, revision: int = 1, generation: int = 1, **fields: Any) -> Event:
    """One strike: two rockets on Kalyna."""
    body = {
        "strike_id": strike_id,
        "article_id": article_id,
        "revision": revision,
        "generation": generation,
        "kind": "rocket",
        "weapon": _span("rockets"),
        "count": {**_span("Two"), "min": 2, "max": 2},
        "actor": {},
        "places": [
            {
                **_span("Kalyna"),
                "name": "Kalyna",
                "country": "UA",
                "latitude": 50.25,
                "longitude": 30.5,
                "precision": "settlement",
            }
        ],
        "occurred": {**_span("at dawn"), "date_from": "2031-03-04", "date_to": "2031-03-04", "precision": "day"},
        "casualties": {},
        "factuality": "claimed",
        "evidence": [_span("Two rockets hit Kalyna at dawn")],
        "confidence": 0.75,
        **fields,
    }
    body_model = StrikeReported.model_validate(body)
    return _event(
        body_model, article_id, "claimwire/extractor", revision=revision, generation=generation, fact=strike_id
    )


def completed(
    article_id: str,
    revision: int = 1,
    generation: int = 1,
    *,
    claims: tuple[str, ...] = (),
    strikes: tuple[str, ...] = (),
) -> Event:
    """The complete statement that lists these facts."""
    body = ExtractionCompleted(
        article_id=article_id,
        revision=revision,
        generation=generation,
        extractor=f"made {generation}",
        model="made/1",
        claim_ids=claims,
        strike_ids=strikes,
        claims=len(claims),
        strikes=len(strikes),
        sentences=2,
        elapsed_ms=1,
    )
    return _event(body, article_id, "claimwire/extractor", revision=revision, generation=generation)


def extracted(article_id: str) -> list[Event]:
    """What the extractor says of an article with one claim and one strike."""
    claim, strike = event_id("claim", article_id), event_id("strike", article_id)
    return [
        reported_claim(article_id, claim),
        reported_strike(article_id, strike),
        completed(article_id, claims=(claim,), strikes=(strike,)),
    ]


def _span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def _event(
    body: ContractModel,
    article_id: str,
    source: str,
    *,
    revision: int,
    generation: int = 0,
    fact: str = "",
    said_at: datetime = MOMENT,
) -> Event:
    identity = event_id(type_of(body).name, article_id, revision, generation, fact)
    return new_event(body, id=identity, subject=article_id, source=source, time=said_at)

"""What an extractor might have said, made by hand."""

from datetime import date
from typing import Any

from claimwire.events import (
    Actor,
    Attribution,
    Casualties,
    ClaimAct,
    ClaimReported,
    DatePrecision,
    ExtractionCompleted,
    Factuality,
    Occurred,
    Place,
    PlacePrecision,
    Quantity,
    Quotation,
    Side,
    Span,
    Speaker,
    SpeakerKind,
    Status,
    StatusKind,
    StrikeKind,
    StrikeReported,
)

FACT = "00000000-0000-5000-8000-000000000000"
IN_ARTICLE: dict[str, Any] = {"article_id": "made", "revision": 1, "generation": 1}


def span(text: str, words: str) -> Span:
    return Span(text=words, start=text.index(words), end=text.index(words) + len(words))


def claim(text: str, source: str, cue: str, *content: str, verification: tuple[Status, ...] = ()) -> ClaimReported:
    return ClaimReported(
        **IN_ARTICLE,
        claim_id=FACT,
        source=Speaker(**dict(span(text, source)), name=source, kind=SpeakerKind.PERSON),
        cue=span(text, cue),
        act=ClaimAct.SAY,
        content=tuple(span(text, words) for words in content),
        quotation=Quotation.INDIRECT,
        verification=verification,
    )


def place(text: str, words: str, **fields: Any) -> Place:
    return Place(**dict(span(text, words)), **{"name": words, "precision": PlacePrecision.UNRESOLVED} | fields)


def strike(
    text: str,
    evidence: str,
    *,
    kind: StrikeKind = StrikeKind.ARTILLERY,
    weapon: str | None = None,
    count: tuple[str, int | None, int | None] | None = None,
    side: Side = Side.UNKNOWN,
    places: tuple[Place, ...] = (),
    targets: tuple[str, ...] = (),
    days: tuple[str, date, date] | None = None,
    attribution: tuple[str, ...] = (),
    factuality: Factuality = Factuality.ASSERTED,
) -> StrikeReported:
    return StrikeReported(
        **IN_ARTICLE,
        strike_id=FACT,
        kind=kind,
        weapon=span(text, weapon) if weapon else None,
        count=Quantity(**dict(span(text, count[0])), min=count[1], max=count[2]) if count else None,
        actor=Actor(side=side),
        targets=tuple(span(text, words) for words in targets),
        places=places,
        occurred=Occurred(**dict(span(text, days[0])), date_from=days[1], date_to=days[2], precision=DatePrecision.DAYS)
        if days
        else None,
        casualties=Casualties(),
        attribution=tuple(Attribution(**dict(span(text, words))) for words in attribution),
        factuality=factuality,
        evidence=(span(text, evidence),),
        confidence=0.5,
    )


def status(text: str, kind: StatusKind, evidence: str) -> Status:
    return Status(status=kind, evidence=span(text, evidence))


def completed(*statuses: Status) -> ExtractionCompleted:
    return ExtractionCompleted(
        **IN_ARTICLE,
        extractor="made 1",
        model="made 1",
        statuses=statuses,
        claims=0,
        strikes=0,
        sentences=1,
        elapsed_ms=0,
    )

"""News with invented content, recorded as the log would record it."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from claimwire.events import (
    ArticlePublished,
    ArticleRevised,
    ArticleSyndicated,
    ArticleWithdrawn,
    ClaimReported,
    ContractModel,
    ExtractionCompleted,
    Redact,
    StrikeReported,
    new_event,
    stream_of,
    to_fields,
)
from claimwire.log import Entry, EntryId, Position

Fields = dict[str, Any]


def fact_id(name: str) -> str:
    """The id of a claim or strike that a test calls by a name."""
    return str(uuid5(NAMESPACE_OID, name))


class MadeNews:
    """Gives entries to whoever reads them, one second of the log's clock after another."""

    def __init__(self, read: Callable[[Entry], None]) -> None:
        """``read`` gets every entry as it is recorded."""
        self._read = read
        self._clock = 1_900_000_000_000
        self._texts: dict[tuple[str, int], str] = {}

    @property
    def position(self) -> Position:
        """Where the last entry stands."""
        return Position(0, EntryId(self._clock, 0))

    @property
    def recorded_at(self) -> datetime:
        """When the last entry was recorded."""
        return self.position.id.recorded_at

    def article(self, article_id: str, text: str, said_at: datetime, revision: int = 1, **more: Any) -> None:
        """Record a revision of an article; ``more`` are further fields of it."""
        kind, time = (ArticlePublished, "published_at") if revision == 1 else (ArticleRevised, "modified_at")
        self._texts[article_id, revision] = text
        digest = hashlib.sha256(text.encode()).hexdigest()
        fields = {"article_id": article_id, "revision": revision, "text": text, "content_hash": digest}
        fields |= {"retrieved_at": said_at, "source": "api", time: said_at}
        self._record(kind.model_validate(fields | more), article_id)

    def extraction(
        self,
        article_id: str,
        *,
        claims: Mapping[str, Fields] | None = None,
        strikes: Mapping[str, Fields] | None = None,
        revision: int = 1,
        generation: int = 1,
    ) -> None:
        """Record facts by name, as :func:`made_claim` and :func:`made_strike` make them, and that they are all."""
        place = {"article_id": article_id, "revision": revision, "generation": generation}
        text = self._texts[article_id, revision]
        for name, fields in (claims or {}).items():
            facts = {"claim_id": fact_id(name), **place, **_located(text, fields)}
            self._record(ClaimReported.model_validate(facts), article_id)
        for name, fields in (strikes or {}).items():
            facts = {"strike_id": fact_id(name), **place, **_located(text, fields)}
            self._record(StrikeReported.model_validate(facts), article_id)
        whole = place | {"claim_ids": list(map(fact_id, claims or {})), "strike_ids": list(map(fact_id, strikes or {}))}
        whole |= {"claims": len(claims or {}), "strikes": len(strikes or {})}
        whole |= {"extractor": "made/1", "model": "made/1", "sentences": 1, "elapsed_ms": 1}
        self._record(ExtractionCompleted.model_validate(whole), article_id)

    def withdrawal(self, article_id: str, revision: int, reason: str) -> None:
        """Record that a publisher killed an article."""
        self._record(ArticleWithdrawn(article_id=article_id, revision=revision, reason=reason), article_id)

    def takedown(self, article_id: str, reason: str) -> None:
        """Record that an operator had an article taken down."""
        self._record(Redact(article_id=article_id, reason=reason, operator="the desk"), article_id)

    def syndication(self, copy: str, original: str) -> None:
        """Record that an article repeats another."""
        self._record(ArticleSyndicated(article_id=copy, original_id=original, similarity=0.9), copy)

    def _record(self, body: ContractModel, subject: str) -> None:
        self._clock += 1000
        identity = fact_id(f"entry {self._clock}")
        moment = datetime.fromtimestamp(self._clock / 1000, UTC)
        event = new_event(body, id=identity, subject=subject, source="claimwire/made", time=moment)
        self._read(Entry(stream_of(body), EntryId(self._clock, 0), to_fields(event)))


def made_claim(speaker: str, content: str, **more: Any) -> Fields:
    """A claim; every ``text`` is looked up in the article's, so offsets are left out."""
    plain = {"source": {"text": speaker, "name": speaker, "kind": "person"}, "content": [{"text": content}]}
    return plain | {"act": "say", "quotation": "indirect"} | more


def made_strike(evidence: str, **more: Any) -> Fields:
    """A strike of which nothing is known but its evidence; offsets are left out."""
    plain = {"kind": "unspecified", "actor": {"side": "unknown"}, "casualties": {}, "factuality": "asserted"}
    return plain | {"evidence": [{"text": evidence}], "confidence": 0.8} | more


def made_place(text: str, **more: Any) -> Fields:
    """A place, unresolved unless more is said of it; offsets are left out."""
    return {"text": text, "name": text, "precision": "unresolved"} | more


def _located(text: str, value: Any) -> Any:
    if isinstance(value, dict):
        words = value.get("text")
        offsets = {} if words is None else {"start": text.index(words), "end": text.index(words) + len(words)}
        return offsets | {name: _located(text, inner) for name, inner in value.items()}
    return [_located(text, inner) for inner in value] if isinstance(value, list) else value

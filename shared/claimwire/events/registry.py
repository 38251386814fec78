"""Every event type and version this build knows, its stream and its body."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from claimwire.errors import UnknownEventType, UnknownEventVersion
from claimwire.events.article import ArticlePublished, ArticleRevised, ArticleSyndicated, ArticleWithdrawn
from claimwire.events.claim import ClaimReported
from claimwire.events.control import Override, Pause, Rebuild, Redact, Replay, Reprocess, Resume, Retry, Skip, Switch
from claimwire.events.deadletter import DeadLetterParked
from claimwire.events.extraction import ExtractionCompleted, ExtractionRequested
from claimwire.events.model import ContractModel
from claimwire.events.redaction import EntryRedacted
from claimwire.events.stream import Stream
from claimwire.events.strike import StrikeReported


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of the contract."""

    name: str
    stream: Stream | None
    """Where it is appended; null for a tombstone, which stands where the entry stood that it replaces."""
    version: int
    """The newest version, which is the one written."""
    body: type[ContractModel]

    @property
    def dataschema(self) -> str:
        """URN of the newest body schema."""
        return schema_urn(self.name, self.version)


def schema_urn(name: str, version: int) -> str:
    """URN of one version's JSON Schema."""
    return f"urn:claimwire:schema:{name}:{version}"


_TYPES: Final = (
    EventType("claimwire.article.published", Stream.ARTICLES, 1, ArticlePublished),
    EventType("claimwire.article.revised", Stream.ARTICLES, 1, ArticleRevised),
    EventType("claimwire.article.syndicated", Stream.ARTICLES, 1, ArticleSyndicated),
    EventType("claimwire.article.withdrawn", Stream.ARTICLES, 1, ArticleWithdrawn),
    EventType("claimwire.claim.reported", Stream.CLAIMS, 2, ClaimReported),
    EventType("claimwire.strike.reported", Stream.STRIKES, 1, StrikeReported),
    EventType("claimwire.extraction.completed", Stream.EXTRACTIONS, 2, ExtractionCompleted),
    EventType("claimwire.extraction.requested", Stream.BACKFILL, 1, ExtractionRequested),
    EventType("claimwire.entry.redacted", None, 1, EntryRedacted),
    EventType("claimwire.deadletter.parked", Stream.DEAD, 1, DeadLetterParked),
    EventType("claimwire.control.pause", Stream.CONTROL, 1, Pause),
    EventType("claimwire.control.resume", Stream.CONTROL, 1, Resume),
    EventType("claimwire.control.rebuild", Stream.CONTROL, 1, Rebuild),
    EventType("claimwire.control.switch", Stream.CONTROL, 1, Switch),
    EventType("claimwire.control.replay", Stream.CONTROL, 1, Replay),
    EventType("claimwire.control.reprocess", Stream.CONTROL, 1, Reprocess),
    EventType("claimwire.control.retry", Stream.CONTROL, 1, Retry),
    EventType("claimwire.control.skip", Stream.CONTROL, 1, Skip),
    EventType("claimwire.control.redact", Stream.CONTROL, 1, Redact),
    EventType("claimwire.control.override", Stream.CONTROL, 1, Override),
)

EVENT_TYPES: Final[Mapping[str, EventType]] = MappingProxyType({kind.name: kind for kind in _TYPES})
"""All types by name."""

_BY_BODY: Final = {kind.body: kind for kind in _TYPES}


def event_type(name: str) -> EventType:
    """Find a type by name.

    Raises:
        UnknownEventType: this build does not know it.
    """
    try:
        return EVENT_TYPES[name]
    except KeyError:
        raise UnknownEventType(
            f"event type {name!r} is not known to this build; upgrade it, or leave the entry to who knows it"
        ) from None


def type_of(body: ContractModel) -> EventType:
    """Find the type of a body about to be written."""
    return _BY_BODY[type(body)]


def stream_of(body: ContractModel) -> Stream:
    """Find the stream that a body is appended to.

    Raises:
        ValueError: it is a tombstone, which is never appended.
    """
    stream = type_of(body).stream
    if stream is None:
        raise ValueError(f"{type_of(body).name} replaces an entry and is never appended")
    return stream


def check_version(kind: EventType, version: int) -> None:
    """Refuse a version this build cannot read.

    Raises:
        UnknownEventVersion: it is newer than this build.
    """
    if not 1 <= version <= kind.version:
        raise UnknownEventVersion(
            f"{kind.name} version {version} is not known to this build (newest: {kind.version}); upgrade it and retry"
        )

"""The public contract: every event type, its fields, its identity and its versions.

Imports pydantic and the standard library only.
"""

from claimwire.events.article import (
    ArticleId,
    ArticlePublished,
    ArticleRevised,
    ArticleSource,
    ArticleSyndicated,
    ArticleText,
    ArticleWithdrawn,
)
from claimwire.events.claim import Channel, ChannelKind, ClaimAct, ClaimReported, Quotation, Speaker, SpeakerKind
from claimwire.events.control import Override, Pause, Rebuild, Redact, Replay, Reprocess, Resume, Retry, Skip, Switch
from claimwire.events.deadletter import DeadLetterParked, EntryField, FieldEncoding
from claimwire.events.encoding import from_fields, from_json, new_event, to_fields, to_json
from claimwire.events.event import Event
from claimwire.events.extraction import Cut, ExtractionCompleted, ExtractionRequested
from claimwire.events.fact_id import FactId
from claimwire.events.model import ContractModel
from claimwire.events.place import Place, PlacePrecision
from claimwire.events.quantity import Quantity
from claimwire.events.redaction import EntryRedacted
from claimwire.events.registry import EVENT_TYPES, EventType, event_type, stream_of, type_of
from claimwire.events.span import Span
from claimwire.events.status import Status, StatusKind
from claimwire.events.stream import HISTORY, Stream
from claimwire.events.strike import (
    Actor,
    Attribution,
    Casualties,
    DatePrecision,
    Factuality,
    Occurred,
    Side,
    StrikeKind,
    StrikeReported,
)

__all__ = [
    "EVENT_TYPES",
    "HISTORY",
    "Actor",
    "ArticleId",
    "ArticlePublished",
    "ArticleRevised",
    "ArticleSource",
    "ArticleSyndicated",
    "ArticleText",
    "ArticleWithdrawn",
    "Attribution",
    "Casualties",
    "Channel",
    "ChannelKind",
    "ClaimAct",
    "ClaimReported",
    "ContractModel",
    "Cut",
    "DatePrecision",
    "DeadLetterParked",
    "EntryField",
    "EntryRedacted",
    "Event",
    "EventType",
    "ExtractionCompleted",
    "ExtractionRequested",
    "FactId",
    "Factuality",
    "FieldEncoding",
    "Occurred",
    "Override",
    "Pause",
    "Place",
    "PlacePrecision",
    "Quantity",
    "Quotation",
    "Rebuild",
    "Redact",
    "Replay",
    "Reprocess",
    "Resume",
    "Retry",
    "Side",
    "Skip",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Status",
    "StatusKind",
    "Stream",
    "StrikeKind",
    "StrikeReported",
    "Switch",
    "event_type",
    "from_fields",
    "from_json",
    "new_event",
    "stream_of",
    "to_fields",
    "to_json",
    "type_of",
]

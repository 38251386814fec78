"""The tables of the read models: the projection writes them, the query service reads them.

Nothing is overwritten: there is a row per revision of an article, and per revision and generation of
a fact. Which of them are current is a question, asked by :mod:`claimwire.views.currency`.

Of every row, ``position`` is the id of the log entry it comes from, and ``recorded_at`` the time at
which the log recorded that entry.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from claimwire.views.column_types import LogId, Moment

metadata: Final = MetaData()


def _recorded() -> tuple[Column[Any], ...]:
    return (Column("recorded_at", Moment, nullable=False), Column("position", LogId, nullable=False))


def _extraction_key() -> tuple[Column[Any], ...]:
    return (
        Column("article_id", String, primary_key=True),
        Column("revision", Integer, primary_key=True),
        Column("generation", Integer, primary_key=True),
    )


def _parent(table: str, fact: str) -> ForeignKeyConstraint:
    names: Sequence[str] = ("article_id", "revision", "generation", fact)
    return ForeignKeyConstraint(names, [f"{table}.{name}" for name in names])


articles: Final = Table(
    "articles",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("url", Text),
    Column("publisher", Text),
    Column("headline", Text),
    Column("byline", Text),
    Column("language", String(3)),
    Column("published_at", Moment),
    Column("modified_at", Moment),
    Column("retrieved_at", Moment, nullable=False),
    Column("said_at", Moment, nullable=False, comment="when the press said this revision"),
    Column("text", Text, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("source", String(16), nullable=False),
    *_recorded(),
    Index("articles_said_at", "said_at"),
    Index("articles_position", "position"),
)
"""Every revision of every article."""

withdrawals: Final = Table(
    "withdrawals",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("revision", Integer, primary_key=True, comment="the last revision it withdraws"),
    Column("reason", Text, nullable=False),
    Column("said_at", Moment, nullable=False, comment="when ingest was told"),
    *_recorded(),
)
"""Articles that their publishers killed."""

syndications: Final = Table(
    "syndications",
    metadata,
    Column("article_id", String, primary_key=True, comment="the copy"),
    Column("original_id", String, primary_key=True),
    Column("similarity", Float, nullable=False),
    *_recorded(),
    Index("syndications_original", "original_id"),
)
"""Which article repeats which."""

extractions: Final = Table(
    "extractions",
    metadata,
    *_extraction_key(),
    Column("extractor", Text, nullable=False),
    Column("claim_ids", JSON, nullable=False),
    Column("strike_ids", JSON, nullable=False),
    Column("statuses", JSON, nullable=False, comment="verification notes that speak of no claim"),
    Column("cuts", JSON, nullable=False, comment="parts of the text that were not read"),
    Column("sentences", Integer, nullable=False),
    Column("elapsed_ms", BigInteger, nullable=False),
    *_recorded(),
)
"""Every complete statement of the extractor; one that lists no facts says that there are none."""

listed_facts: Final = Table(
    "listed_facts",
    metadata,
    *_extraction_key(),
    Column("fact_id", String(36), primary_key=True),
    sqlite_with_rowid=False,
)
"""The claims and strikes each extraction lists; a fact that is reported but not listed never counts."""

claims: Final = Table(
    "claims",
    metadata,
    *_extraction_key(),
    Column("claim_id", String(36), primary_key=True),
    Column("speaker_name", Text, nullable=False),
    Column("speaker_key", Text, nullable=False, comment="speaker_name as claimwire.events.ids.normalised gives it"),
    Column("speaker_role", Text),
    Column("speaker_affiliation", Text),
    Column("speaker_kind", String(16), nullable=False),
    Column("channel_text", Text),
    Column("channel_key", Text, comment="channel_text as claimwire.events.ids.normalised gives it"),
    Column("channel_kind", String(16)),
    Column("act", String(16), nullable=False),
    Column("quotation", String(16), nullable=False),
    Column("content_text", Text, nullable=False, comment="words of the first content span"),
    Column("content_start", Integer, nullable=False, comment="its offset: the order in the text"),
    Column("body", JSON, nullable=False, comment="claim.reported, whole"),
    *_recorded(),
    Index("claims_id", "claim_id"),
    Index("claims_speaker", "speaker_key"),
    Index("claims_position", "position"),
)
"""One row per claim, revision and generation."""

claim_statuses: Final = Table(
    "claim_statuses",
    metadata,
    *_extraction_key(),
    Column("claim_id", String(36), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("status", String(16), nullable=False),
    Column("by_text", Text, comment="who verified, denied or kept silent"),
    _parent("claims", "claim_id"),
)
"""The verification notes of each claim, in the text's order."""

strikes: Final = Table(
    "strikes",
    metadata,
    *_extraction_key(),
    Column("strike_id", String(36), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("weapon_text", Text),
    Column("side", String(16), nullable=False, comment="side held responsible"),
    Column("factuality", String(16), nullable=False),
    Column("verification_status", String(16)),
    Column("occurred_from", Date, comment="first day, inclusive; null when open or not said"),
    Column("occurred_to", Date, comment="last day, inclusive; null when open or not said"),
    Column("occurred_precision", String(16)),
    Column("confidence", Float, nullable=False),
    Column("evidence_text", Text, nullable=False, comment="words of the first evidence span"),
    Column("evidence_start", Integer, nullable=False, comment="its offset: the order in the text"),
    Column("body", JSON, nullable=False, comment="strike.reported, whole"),
    *_recorded(),
    Index("strikes_id", "strike_id"),
    Index("strikes_occurred", "occurred_from"),
    Index("strikes_position", "position"),
)
"""One row per strike, revision and generation."""

strike_places: Final = Table(
    "strike_places",
    metadata,
    *_extraction_key(),
    Column("strike_id", String(36), primary_key=True),
    Column("role", String(8), primary_key=True, comment="place (where it landed) or origin"),
    Column("ordinal", Integer, primary_key=True),
    Column("text", Text, nullable=False, comment="the name as printed"),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, comment="name as claimwire.events.ids.normalised gives it"),
    Column("country", String(2)),
    Column("admin1", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("geonames_id", BigInteger),
    Column("precision", String(16), nullable=False),
    _parent("strikes", "strike_id"),
    Index("strike_places_name", "name_key"),
    Index("strike_places_country", "country"),
)
"""Where each strike landed and where it came from."""

dead_letters: Final = Table(
    "dead_letters",
    metadata,
    Column("position", LogId, primary_key=True),
    Column("recorded_at", Moment, nullable=False),
    Column("subject", Text, nullable=False),
    Column("stream", String(32), nullable=False),
    Column("entry_id", String(41), nullable=False),
    Column("consumer_group", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("body", JSON, nullable=False, comment="deadletter.parked, whole"),
)
"""Entries that consumer groups gave up on."""

parked: Final = Table(
    "parked",
    metadata,
    Column("partition", Integer, primary_key=True),
    Column("position", LogId, primary_key=True),
    Column("stream", String(32), primary_key=True, comment="a stranger's entries may share an id across streams"),
    Column("event_type", Text, comment="as the entry says, known or not"),
    Column("article_id", Text, comment="later events of this article queue behind it"),
    Column("error", Text, comment="kind of error and its message; null while it only queues"),
    Column("traceback", Text),
    Column("fields", JSON, nullable=False, comment="the entry's fields as list of {name, value, encoding}"),
    Column("attempts", Integer, nullable=False),
    Column("state", String(16), nullable=False, comment="parked, queued, retried or skipped"),
    Column("note", Text, comment="why it was skipped"),
    Index("parked_article", "article_id", "state"),
)
"""Entries this view could not apply, and those that wait behind them."""

checkpoints: Final = Table(
    "checkpoints",
    metadata,
    Column("name", String(64), primary_key=True, comment="view_name()"),
    Column("partition", Integer, primary_key=True),
    Column("epoch", String(64), nullable=False, comment="the log's history these rows come from"),
    Column("position", LogId, nullable=False, comment="every entry up to here is in the tables"),
)
"""How far the log has been read; changed in the same transaction as the rows."""

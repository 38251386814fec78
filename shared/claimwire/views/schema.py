"""The tables of the read models: the projection writes them, the query service reads them.

Nothing is overwritten: there is a row per revision of an article, and per revision and generation of
a fact. Which of them are current is a question, asked by :mod:`claimwire.views.currency`.

Of every row, ``position`` is the id of the log entry it comes from, and ``recorded_at`` the time at
which the log recorded that entry.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
)

from claimwire.views.column_types import Body, LogId, Moment, Words

metadata: Final = MetaData()


def _recorded() -> tuple[Column[Any], ...]:
    return (Column("recorded_at", Moment, nullable=False), Column("position", LogId, nullable=False))


def _extraction_key() -> tuple[Column[Any], ...]:
    return (
        Column("article_id", Words, primary_key=True),
        Column("revision", Integer, primary_key=True),
        Column("generation", Integer, primary_key=True),
    )


def _decision() -> tuple[Column[Any], ...]:
    return (
        Column("operator", Words, comment="who gave the last command about it"),
        Column("decided_at", Moment, comment="when the log recorded that command"),
        Column("note", Words, comment="why it was skipped, or why it was retried if that was said"),
    )


def _parent(table: str, fact: str) -> ForeignKeyConstraint:
    names: Sequence[str] = ("article_id", "revision", "generation", fact)
    return ForeignKeyConstraint(names, [f"{table}.{name}" for name in names])


articles: Final = Table(
    "articles",
    metadata,
    Column("article_id", Words, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("url", Words),
    Column("publisher", Words),
    Column("headline", Words),
    Column("byline", Words),
    Column("language", Words),
    Column("published_at", Moment),
    Column("modified_at", Moment),
    Column("retrieved_at", Moment, nullable=False),
    Column("said_at", Moment, nullable=False, comment="when the press said this revision"),
    Column("text", Words, nullable=False),
    Column("content_hash", Words, nullable=False),
    Column("source", Words, nullable=False),
    *_recorded(),
    Index("articles_said_at", "said_at"),
    Index("articles_position", "position"),
)
"""Every revision of every article."""

withdrawals: Final = Table(
    "withdrawals",
    metadata,
    Column("article_id", Words, primary_key=True),
    Column("revision", Integer, primary_key=True, comment="the last revision it withdraws"),
    Column("reason", Words, nullable=False),
    Column("said_at", Moment, nullable=False, comment="when ingest was told"),
    *_recorded(),
)
"""Articles that their publishers killed."""

syndications: Final = Table(
    "syndications",
    metadata,
    Column("article_id", Words, primary_key=True, comment="the copy"),
    Column("original_id", Words, primary_key=True),
    Column("similarity", Float, nullable=False),
    *_recorded(),
    Index("syndications_original", "original_id"),
)
"""Which article repeats which."""

extractions: Final = Table(
    "extractions",
    metadata,
    *_extraction_key(),
    Column("extractor", Words, nullable=False),
    Column("claim_ids", Body, nullable=False),
    Column("strike_ids", Body, nullable=False),
    Column("statuses", Body, nullable=False, comment="verification notes that speak of no claim"),
    Column("cuts", Body, nullable=False, comment="parts of the text that were not read"),
    Column("sentences", Integer, nullable=False),
    Column("elapsed_ms", BigInteger, nullable=False),
    *_recorded(),
)
"""Every complete statement of the extractor; one that lists no facts says that there are none."""

listed_facts: Final = Table(
    "listed_facts",
    metadata,
    *_extraction_key(),
    Column("fact_id", Words, primary_key=True),
    sqlite_with_rowid=False,
)
"""The claims and strikes each extraction lists; a fact that is reported but not listed never counts."""

claims: Final = Table(
    "claims",
    metadata,
    *_extraction_key(),
    Column("claim_id", Words, primary_key=True),
    Column("speaker_name", Words, nullable=False),
    Column("speaker_key", Words, nullable=False, comment="speaker_name as claimwire.events.ids.normalised gives it"),
    Column("speaker_role", Words),
    Column("speaker_affiliation", Words),
    Column("speaker_kind", Words, nullable=False),
    Column("channel_text", Words),
    Column("channel_key", Words, comment="channel_text as claimwire.events.ids.normalised gives it"),
    Column("channel_kind", Words),
    Column("act", Words, nullable=False),
    Column("quotation", Words, nullable=False),
    Column("content_text", Words, nullable=False, comment="words of the first content span"),
    Column("content_start", Integer, nullable=False, comment="its offset: the order in the text"),
    Column("body", Body, nullable=False, comment="claim.reported, whole"),
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
    Column("claim_id", Words, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("status", Words, nullable=False),
    Column("by_text", Words, comment="who verified, denied or kept silent"),
    _parent("claims", "claim_id"),
)
"""The verification notes of each claim, in the text's order."""

strikes: Final = Table(
    "strikes",
    metadata,
    *_extraction_key(),
    Column("strike_id", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("weapon_text", Words),
    Column("side", Words, nullable=False, comment="side held responsible"),
    Column("factuality", Words, nullable=False),
    Column("verification_status", Words),
    Column("occurred_from", Date, comment="first day, inclusive; null when open or not said"),
    Column("occurred_to", Date, comment="last day, inclusive; null when open or not said"),
    Column("occurred_precision", Words),
    Column("confidence", Float, nullable=False),
    Column("evidence_text", Words, nullable=False, comment="words of the first evidence span"),
    Column("evidence_start", Integer, nullable=False, comment="its offset: the order in the text"),
    Column("body", Body, nullable=False, comment="strike.reported, whole"),
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
    Column("strike_id", Words, primary_key=True),
    Column("role", Words, primary_key=True, comment="place (where it landed) or origin"),
    Column("ordinal", Integer, primary_key=True),
    Column("text", Words, nullable=False, comment="the name as printed"),
    Column("name", Words, nullable=False),
    Column("name_key", Words, nullable=False, comment="name as claimwire.events.ids.normalised gives it"),
    Column("country", Words),
    Column("admin1", Words),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("geonames_id", BigInteger),
    Column("precision", Words, nullable=False),
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
    Column("event_id", Words, nullable=False, comment="of the dead letter itself"),
    Column("correlation_id", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("article_id", Words, comment="as the original entry says, readable or not"),
    Column("event_type", Words, comment="likewise"),
    Column("stream", Words, nullable=False),
    Column("entry_id", Words, nullable=False),
    Column("consumer_group", Words, nullable=False),
    Column("consumer", Words, nullable=False),
    Column("error", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("body", Body, nullable=False, comment="deadletter.parked, whole"),
    Column("state", Words, nullable=False, comment="open, retried or skipped"),
    *_decision(),
    Index("dead_letters_state", "state", "position"),
)
"""Entries that consumer groups gave up on."""

parked: Final = Table(
    "parked",
    metadata,
    Column("partition", Integer, primary_key=True),
    Column("position", LogId, primary_key=True),
    Column("stream", Words, primary_key=True, comment="a stranger's entries may share an id across streams"),
    Column("event_type", Words, comment="as the entry says, known or not"),
    Column("article_id", Words, comment="later events of this article queue behind it"),
    Column("error", Words, comment="kind of error and its message; null while it only queues"),
    Column("traceback", Words),
    Column("fields", Body, nullable=False, comment="the entry's fields as list of {name, value, encoding}"),
    Column("attempts", Integer, nullable=False),
    Column("state", Words, nullable=False, comment="parked, queued, retried or skipped"),
    *_decision(),
    Index("parked_state", "state", "position"),
    # Anybody may name a subject of any length; only a hash of it fits an index of PostgreSQL for certain.
    Index("parked_article", "article_id", postgresql_using="hash"),
)
"""Entries this view could not apply, and those that wait behind them."""

redactions: Final = Table(
    "redactions",
    metadata,
    Column("article_id", Words, primary_key=True),
    Column("operator", Words, nullable=False, comment="who gave the command"),
    Column("reason", Words, nullable=False, comment="legal or editorial ground"),
    *_recorded(),
)
"""Articles that were taken down, each as of the first command about it: no other table has rows of them, nor ever will."""

checkpoints: Final = Table(
    "checkpoints",
    metadata,
    Column("name", Words, primary_key=True, comment="view_name()"),
    Column("partition", Integer, primary_key=True),
    Column("epoch", Words, nullable=False, comment="the log's history these rows come from"),
    Column("position", LogId, nullable=False, comment="every entry up to here is in the tables"),
)
"""How far the log has been read; changed in the same transaction as the rows."""

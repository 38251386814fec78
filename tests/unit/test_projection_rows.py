"""From events to rows: every type has its place, and every row fits its table."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pydantic_core
import pytest

from claimwire.errors import UndecodableEntry
from claimwire.events import EVENT_TYPES, Event, Stream, from_fields
from claimwire.testing import completed, published, reported_claim, reported_strike, withdrawn
from claimwire.views.schema import metadata
from claimwire_projection.core.article_of import article_of
from claimwire_projection.core.row import Row
from claimwire_projection.core.rows_of import rows_of

GOLDEN = Path(__file__).parents[1] / "contract" / "golden"
CLAIM = "83bf75c4-2aec-5817-9122-c9c13862f237"
STRIKE = "626ed1b2-adb5-50db-be0c-40578be0c69a"


def golden(name: str) -> Event:
    fields = pydantic_core.from_json((GOLDEN / f"{name}.v1.json").read_bytes())
    return from_fields({key.encode(): value.encode() for key, value in fields.items()})


def columns_filled_by_core(table: str) -> set[str]:
    return {column.name for column in metadata.tables[table].columns} - {"position", "recorded_at"}


def of_table(rows: tuple[Row, ...], table: str) -> list[dict[str, Any]]:
    return [dict(row.values) for row in rows if row.table == table]


@pytest.mark.parametrize("name", [kind.name for kind in EVENT_TYPES.values() if kind.stream is not Stream.BACKFILL])
def test_every_type_has_rows_that_fill_their_tables_or_is_a_command(name: str) -> None:
    rows = rows_of(golden(name))

    nothing = EVENT_TYPES[name].stream in {Stream.CONTROL, None} and name != "claimwire.control.redact"
    assert bool(rows) != nothing
    for row in rows:
        assert set(row.values) == columns_filled_by_core(row.table)


def test_an_article_is_said_when_its_revision_says() -> None:
    said = datetime(2031, 3, 5, 7, 30, tzinfo=UTC)

    [row] = rows_of(published("a-1", 2, said_at=said))

    assert row.table == "articles"
    assert (row.values["revision"], row.values["said_at"], row.values["source"]) == (2, said, "api")


def test_a_claim_is_flat_for_filters_and_whole_in_its_body() -> None:
    speaker = {"text": "he", "start": 1, "end": 3, "name": "Ihor  KOVAL-Petrenko", "kind": "person"}
    event = reported_claim("a-1", CLAIM, 2, 3, source=speaker)

    rows = rows_of(event)

    [claim] = of_table(rows, "claims")
    assert (claim["article_id"], claim["revision"], claim["generation"], claim["claim_id"]) == ("a-1", 2, 3, CLAIM)
    assert (claim["speaker_name"], claim["speaker_key"]) == ("Ihor  KOVAL-Petrenko", "ihor koval petrenko")
    assert (claim["channel_text"], claim["channel_key"], claim["channel_kind"]) == (None, None, None)
    assert (claim["content_text"], claim["content_start"]) == ("Two rockets hit Kalyna at dawn", 0)
    assert claim["body"].source.text == "he"
    [status] = of_table(rows, "claim_statuses")
    assert (status["claim_id"], status["ordinal"], status["status"]) == (CLAIM, 0, "unverified")


def test_a_strike_has_its_days_and_every_place_by_its_role() -> None:
    air = {"text": "the air", "start": 3, "end": 10, "name": "the air", "precision": "unresolved"}
    event = reported_strike("a-1", STRIKE, origins=[air])

    rows = rows_of(event)

    [strike] = of_table(rows, "strikes")
    assert (strike["kind"], strike["side"], strike["factuality"]) == ("rocket", "unknown", "claimed")
    assert strike["occurred_from"] == strike["occurred_to"] == date(2031, 3, 4)
    assert strike["verification_status"] is None
    places = [
        (place["role"], place["ordinal"], place["name_key"], place["latitude"])
        for place in of_table(rows, "strike_places")
    ]
    assert places == [("place", 0, "kalyna", 50.25), ("origin", 0, "the air", None)]


def test_an_extraction_lists_each_fact_once() -> None:
    rows = rows_of(completed("a-1", claims=(CLAIM, CLAIM), strikes=(STRIKE,)))

    assert [row["fact_id"] for row in of_table(rows, "listed_facts")] == [CLAIM, STRIKE]
    assert of_table(rows, "extractions")[0]["claim_ids"] == (CLAIM, CLAIM)


def test_a_withdrawal_is_said_when_ingest_was_told() -> None:
    told = datetime(2031, 3, 6, tzinfo=UTC)

    [row] = rows_of(withdrawn("a-1", 4, said_at=told))

    assert (row.table, row.values["revision"], row.values["said_at"]) == ("withdrawals", 4, told)


def test_an_event_under_another_articles_subject_is_refused() -> None:
    event = reported_claim("a-1", CLAIM).model_copy(update={"subject": "a-2"})

    with pytest.raises(
        UndecodableEntry, match=r"subject of claimwire.claim.reported is 'a-2', but its body is about 'a-1'"
    ):
        rows_of(event)


@pytest.mark.parametrize(
    ("stream", "fields", "article"),
    [
        (Stream.ARTICLES, {b"subject": b"a-1"}, "a-1"),
        (Stream.STRIKES, {b"subject": "Ж-2".encode(), b"type": b"\xff"}, "Ж-2"),
        (Stream.CLAIMS, {b"subject": b"\xff"}, None),
        (Stream.CLAIMS, {b"subject": b""}, None),
        (Stream.EXTRACTIONS, {}, None),
        (Stream.CONTROL, {b"subject": b"a-1"}, None),
        (Stream.DEAD, {b"subject": b"a-1"}, None),
    ],
)
def test_entries_queue_by_their_subject(stream: Stream, fields: dict[bytes, bytes], article: str | None) -> None:
    assert article_of(stream, fields) == article

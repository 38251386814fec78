"""What a takedown takes, and what it leaves."""

from datetime import UTC, datetime

import pytest

from claimwire.events import (
    ArticleSyndicated,
    ContractModel,
    DeadLetterParked,
    Event,
    Override,
    Stream,
    new_event,
    stream_of,
    to_fields,
    type_of,
)
from claimwire.events.ids import event_id
from claimwire.log import Delivery, Entry, EntryId
from claimwire.subscriptions import dead_letter
from claimwire.takedown import is_tombstone_of, speaks_of, takedown_command, tombstone
from claimwire.testing import completed, made_tombstone, published, reported_claim, reported_strike, withdrawn

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
FACT = event_id("claim", "1")
ID = EntryId(7, 1)


def entry(body: ContractModel, subject: str) -> Entry:
    event = new_event(body, id=event_id(type_of(body).name, subject), subject=subject, source="test", time=NOW)
    return Entry(stream_of(body), ID, to_fields(event))


def letter_about(stream: Stream, fields: dict[bytes, bytes]) -> Entry:
    event = dead_letter(
        Delivery(Entry(stream, EntryId(5, 0), fields), 3),
        ValueError("no"),
        group="extractor",
        consumer="c",
        service="claimwire/extractor",
        now=NOW,
    )
    return Entry(Stream.DEAD, ID, to_fields(event))


def override(article: str) -> Entry:
    return entry(Override(operator="o", article_id=article, fact_id=FACT, field="act", value="deny"), article)


@pytest.mark.parametrize(
    "event",
    [
        published("a-1"),
        published("a-1", 3),
        withdrawn("a-1", 2),
        reported_claim("a-1", FACT),
        reported_strike("a-1", FACT),
        completed("a-1"),
    ],
    ids=lambda event: event.type,
)
def test_every_event_of_the_article_is_taken_and_none_of_another(event: Event) -> None:
    found = Entry(stream_of(event.data), ID, to_fields(event))
    assert speaks_of(found, "a-1")
    assert not speaks_of(found, "a-10")
    assert not speaks_of(found, "a")


def test_a_near_duplicate_keeps_that_it_is_one() -> None:
    copy = entry(ArticleSyndicated(article_id="b", original_id="a-1", similarity=0.5), "b")
    assert speaks_of(copy, "b")
    assert not speaks_of(copy, "a-1")


def test_the_command_itself_stays_and_overrides_go() -> None:
    command = takedown_command("a-1", operator="o", reason="court", now=NOW)
    assert not speaks_of(Entry(Stream.CONTROL, ID, to_fields(command)), "a-1")
    assert speaks_of(override("a-1"), "a-1")
    assert not speaks_of(override("b"), "a-1")


@pytest.mark.parametrize(
    "fields",
    [
        to_fields(published("a-1")),
        {b"type": b"claimwire.article.published", b"subject": b"a-1"},
        {b"payload": b'{"article_id":"a-1","text":"words"}'},
        {b"payload": b"\xff\x00 a-1 words"},
        {b"a-1": b"", b"blob": b"\xff|a-1|"},
    ],
    ids=["event", "subject only", "payload", "bytes", "blob"],
)
def test_dead_letters_that_hold_it_are_taken_however_they_hold_it(fields: dict[bytes, bytes]) -> None:
    letter = letter_about(Stream.ARTICLES, fields)
    assert speaks_of(letter, "a-1")
    assert not speaks_of(letter, "a-11")
    assert speaks_of(letter_about(Stream.DEAD, dict(letter.fields)), "a-1")
    assert speaks_of(Entry(Stream.ARTICLES, ID, fields), "a-1")


def test_a_letter_about_another_article_that_names_it_stays() -> None:
    copy = entry(ArticleSyndicated(article_id="b", original_id="a-1", similarity=0.5), "b")
    assert not speaks_of(letter_about(Stream.ARTICLES, dict(copy.fields)), "a-1")


def test_a_body_under_another_subject_is_taken() -> None:
    fields = {**to_fields(published("a-1")), b"subject": b"b"}
    assert speaks_of(Entry(Stream.ARTICLES, ID, fields), "a-1")


def test_a_letter_that_no_build_can_read_is_taken_by_its_words() -> None:
    fields = {**letter_about(Stream.ARTICLES, to_fields(published("a-1"))).fields, b"version": b"99", b"subject": b"x"}
    assert speaks_of(Entry(Stream.DEAD, ID, fields), "a-1")
    assert not speaks_of(Entry(Stream.DEAD, ID, fields), "a-2")


def test_a_tombstone_says_what_stood_there_keeps_the_chain_and_is_not_taken_again() -> None:
    command = takedown_command("a-1", operator="o", reason="court", now=NOW)
    claim = reported_claim("a-1", FACT).model_copy(update={"causationid": event_id("cause", "1")})
    made = tombstone(Entry(Stream.CLAIMS, ID, to_fields(claim)), "a-1", command)
    body = made.event.data.model_dump()
    assert body == {
        "article_id": "a-1",
        "original_id": claim.id,
        "original_type": "claimwire.claim.reported",
        "redaction": command.id,
    }
    assert (made.stream, made.id, made.event.subject) == (Stream.CLAIMS, ID, "a-1")
    assert (made.event.correlationid, made.event.causationid) == (claim.correlationid, claim.causationid)
    stands = Entry(made.stream, made.id, to_fields(made.event))
    assert is_tombstone_of(stands, "a-1")
    assert not is_tombstone_of(stands, "a-2")
    assert not speaks_of(stands, "a-1")
    assert tombstone(Entry(Stream.CLAIMS, ID, to_fields(claim)), "a-1", command) == made
    assert made_tombstone(Entry(Stream.CLAIMS, ID, to_fields(claim))).event.type == made.event.type


def test_the_tombstone_of_what_was_no_event_says_so() -> None:
    command = takedown_command("a-1", operator="o", reason="court", now=NOW)
    made = tombstone(Entry(Stream.DEAD, ID, {b"blob": b"a-1"}), "a-1", command)
    assert made.event.data.model_dump()["original_id"] is None
    assert made.event.correlationid == made.event.id
    assert isinstance(letter_about(Stream.ARTICLES, {}).event().data, DeadLetterParked)

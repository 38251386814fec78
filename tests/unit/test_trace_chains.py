"""Entries as trees of cause and effect."""

from collections.abc import Sequence
from typing import Any

from claimwire.events import EntryRedacted, Event, Pause, Stream, new_event, stream_of, to_fields
from claimwire.events.ids import event_id
from claimwire.log import Entry, EntryId
from claimwire.testing import NOON, completed_extraction, published_article
from claimwire.trace import Step, chains

ARTICLE = published_article("harbour")
EXTRACTION = completed_extraction(ARTICLE)


def at(ms: int, event: Event, stream: Stream | None = None) -> Entry:
    return Entry(stream or stream_of(event.data), EntryId(ms, 0), to_fields(event))


def shape(steps: Sequence[Step]) -> list[Any]:
    return [[step.entry.id.ms, *shape(step.led_to)] for step in steps]


def test_effects_stand_below_their_cause_in_log_order() -> None:
    later = completed_extraction(ARTICLE, generation=2)
    assert shape(chains([at(9, later), at(3, EXTRACTION), at(1, ARTICLE)])) == [[1, [3], [9]]]


def test_what_has_no_cause_among_them_begins_a_chain() -> None:
    pause = new_event(
        Pause(operator="o", consumer="c"), id=event_id("p", "c"), subject="c", source="claimwire/cli", time=NOON
    )
    assert shape(chains([at(3, EXTRACTION), at(5, pause)])) == [[3], [5]]
    assert chains([]) == ()


def test_what_a_request_led_to_continues_the_articles_chain() -> None:
    asked = EXTRACTION.model_copy(update={"causationid": event_id("claimwire.extraction.requested", "harbour")})
    assert shape(chains([at(1, ARTICLE), at(5, asked)])) == [[1, [5]]]


def test_an_event_said_twice_leads_only_once() -> None:
    assert shape(chains([at(1, ARTICLE), at(2, ARTICLE), at(3, EXTRACTION)])) == [[1, [3]], [2]]


def test_an_effect_never_stands_above_its_cause() -> None:
    assert shape(chains([at(1, EXTRACTION), at(2, ARTICLE)])) == [[1], [2]]


def test_a_tombstone_leads_to_what_the_event_led_to_that_it_replaces() -> None:
    body = EntryRedacted(
        article_id="harbour",
        original_id=ARTICLE.id,
        original_type=ARTICLE.type,
        redaction=event_id("redact", "harbour"),
    )
    tombstone = new_event(body, id=event_id("tomb", "harbour"), subject="harbour", source="claimwire/cli", time=NOON)
    assert shape(chains([at(1, tombstone, Stream.ARTICLES), at(2, EXTRACTION)])) == [[1, [2]]]


def test_what_cannot_be_read_is_there_too() -> None:
    (step,) = chains([Entry(Stream.CLAIMS, EntryId(4, 0), {b"other": b"\xff"})])
    assert (step.event, step.after, step.led_to) == (None, None, ())

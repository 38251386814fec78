"""Entries as earlier builds wrote them, on every path by which events are read; and new ones that meet an earlier build.

``stored/extraction_of_version_1.jsonl`` holds an article and its extraction with stream, id, fields and line of JSON, all
written by the last build that wrote ``claimwire.extraction.completed`` in version 1. It is never rewritten.
"""

import asyncio
import dataclasses
import io
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.foreign_entry import add_foreign
from tests.integration.readers import running

from claimwire.archive import Archive
from claimwire.client import Subscription
from claimwire.client.unreadable import warn_of
from claimwire.client.wanted import Wanted
from claimwire.errors import ExtractionFailed, UnknownEventVersion
from claimwire.events import (
    EVENT_TYPES,
    DeadLetterParked,
    Event,
    ExtractionCompleted,
    Retry,
    Stream,
    from_fields,
    from_json,
    new_event,
    registry,
    to_fields,
)
from claimwire.events.ids import event_id
from claimwire.log import Entry, EntryId, EventLog, Position
from claimwire.replay import Extent, Pace, Selection, replay
from claimwire.replay.sinks import Lines
from claimwire.subscriptions import Consumer, ConsumerOptions, Handler, Progress, follow, read_fields
from claimwire.testing import NOON, completed, completed_extraction, published
from claimwire.views import ViewDatabase, current_strikes
from claimwire.views.schema import extractions, parked
from claimwire_projection.adapters.view_store import ViewStore

STORED = Path(__file__).parent / "stored" / "extraction_of_version_1.jsonl"
LINES = [json.loads(line) for line in STORED.read_text(encoding="utf-8").splitlines()]
ENTRIES = [
    Entry(
        Stream(line["stream"]),
        EntryId.parse(line["id"]),
        {name.encode(): value.encode() for name, value in line["fields"].items()},
    )
    for line in LINES
]
OLD = ENTRIES[-1]
TYPE = "claimwire.extraction.completed"


def assert_upcast(event: Event) -> None:
    """What was written in version 1 is read as version 2, and says what it said."""
    assert (event.type, event.version, event.dataschema) == (TYPE, 2, f"urn:claimwire:schema:{TYPE}:2")
    assert (event.id, event.subject) == (OLD.fields[b"id"].decode(), "harbour-17")
    said = json.loads(OLD.fields[b"payload"])
    assert event.data.model_dump(mode="json") == {**said, "model": "unknown", "requested_by": None}


@contextmanager
def earlier_build() -> Iterator[None]:
    """A build that knows version 1 of extractions only."""
    kind = dataclasses.replace(EVENT_TYPES[TYPE], version=1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(registry, "EVENT_TYPES", {**EVENT_TYPES, TYPE: kind})
        yield


def consuming(log: EventLog, handler: Handler) -> AbstractAsyncContextManager[None]:
    options = ConsumerOptions(stream=Stream.EXTRACTIONS, group="g", consumer="c", service="test", reclaim_after_ms=200)
    consumer = Consumer(log, handler, options, now=lambda: NOON, progress=Progress(time.monotonic))
    return running(consumer.run)


async def first_of(log: EventLog, stream: Stream) -> Entry:
    async with asyncio.timeout(20):
        while True:
            if found := await log.read(EntryId.START, [stream], limit=1, wait_ms=500):
                return found[0]


def collecting(taken: "asyncio.Queue[Event]") -> Handler:
    async def handle(event: Event) -> Sequence[Event]:
        taken.put_nowait(event)
        return ()

    return handle


async def given(taken: "asyncio.Queue[Event]") -> Event:
    async with asyncio.timeout(20):
        return await taken.get()


def retry(position: EntryId, where: str) -> Event:
    body = Retry.model_validate({"operator": "Vera", "where": where, "positions": [f"0:{position}"]})
    identity = event_id("claimwire.control.retry", where, fact=str(position))
    return new_event(body, id=identity, subject=where, source="claimwire/cli", time=NOON)


def test_the_stored_entries_are_of_version_1() -> None:
    assert [line["fields"]["version"] for line in LINES] == ["1"] * 5
    assert [line["fields"]["type"].removeprefix("claimwire.") for line in LINES] == [
        "article.published",
        "claim.reported",
        "claim.reported",
        "strike.reported",
        "extraction.completed",
    ]
    assert EVENT_TYPES[TYPE].version == 2


def test_from_fields() -> None:
    assert_upcast(from_fields(OLD.fields))


def test_claims_of_version_1_have_no_confidence() -> None:
    for line in LINES[1:3]:
        event = from_json(line["line"])
        assert (event.type, event.version) == ("claimwire.claim.reported", 2)
        assert event.data.model_dump(mode="json") == {**json.loads(line["fields"]["payload"]), "confidence": None}


def test_from_json() -> None:
    assert_upcast(from_json(LINES[-1]["line"]))


def test_what_is_written_again_is_of_the_new_version() -> None:
    event = from_fields(OLD.fields)

    assert to_fields(event)[b"version"] == b"2"
    assert_upcast(from_fields(to_fields(event)))


async def test_a_consumers_handler(log: EventLog) -> None:
    await add_foreign(log, OLD.stream, OLD.fields)
    taken: asyncio.Queue[Event] = asyncio.Queue()

    async with consuming(log, collecting(taken)):
        assert_upcast(await given(taken))


async def test_follow(log: EventLog) -> None:
    await add_foreign(log, OLD.stream, OLD.fields)

    following = follow(log, EntryId.START, [Stream.EXTRACTIONS], stop=asyncio.Event())
    [entry] = await anext(following)
    await following.aclose()

    assert_upcast(entry.event())


def test_the_projection(views: ViewDatabase) -> None:
    view = ViewStore(views)
    view.open("epoch", 0)

    view.apply(ENTRIES)

    engine = views.reader()
    with engine.begin() as connection:
        [row] = connection.execute(select(extractions)).all()
        [strike] = connection.execute(current_strikes()).all()
        assert connection.execute(select(parked)).all() == []
    assert (row.article_id, row.generation, row.sentences) == ("harbour-17", 1, 4)
    assert strike.kind == "drone"
    view.close()
    engine.dispose()


async def test_a_dead_letter_is_shown_and_retried(log: EventLog) -> None:
    async def fail(_: Event) -> Sequence[Event]:
        raise ExtractionFailed("by design")

    position = await add_foreign(log, OLD.stream, OLD.fields)
    async with consuming(log, fail):
        letter = (await first_of(log, Stream.DEAD)).event().data

    assert isinstance(letter, DeadLetterParked)
    shown = read_fields(letter.fields)
    assert shown == OLD.fields
    assert_upcast(from_fields(shown))
    await log.requeue(Stream.EXTRACTIONS, "g", Entry(Stream.EXTRACTIONS, position, shown), retry(position, "dead"))
    taken: asyncio.Queue[Event] = asyncio.Queue()
    async with consuming(log, collecting(taken)):
        assert_upcast(await given(taken))


async def test_the_archive(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path))
    writer = await archive.begin("epoch")
    writer.add(ENTRIES)
    await archive.publish(writer, epoch="epoch", closed_at=NOON)

    [entry] = await archive.read(EntryId.START, [Stream.EXTRACTIONS], limit=10)
    await archive.close()

    assert entry == OLD
    assert_upcast(entry.event())


async def test_a_replay_tells_it_in_the_new_version(log: EventLog) -> None:
    position = await add_foreign(log, OLD.stream, OLD.fields)
    out = io.BytesIO()
    selection = Selection(Extent(EntryId.START, position))

    async def at_once(*_: object) -> None:
        return

    await replay(
        log,
        selection,
        Lines(out, partition=0, raw=False),
        pace=Pace.parse("max"),
        give_way=at_once,
        monotonic=time.monotonic,
        sleep=at_once,
        told=lambda _: None,
    )

    assert_upcast(from_json(out.getvalue()))


async def test_the_client_of_subscribers_outside(log: EventLog) -> None:
    await add_foreign(log, OLD.stream, OLD.fields)
    wanted = Wanted.of([ExtractionCompleted], articles=None, streams=None)
    subscription: Subscription[ExtractionCompleted] = Subscription(
        log, Position(0, EntryId.START), wanted, follow=False, unreadable=warn_of
    )

    assert_upcast((await anext(subscription)).event)


async def test_an_earlier_build_parks_a_new_version_and_it_flows_after_the_upgrade(log: EventLog) -> None:
    new = completed_extraction(published("a"))
    assert new.version == 2
    entry = Entry(Stream.EXTRACTIONS, EntryId.START, to_fields(new))
    position = await add_foreign(log, entry.stream, entry.fields)
    taken: asyncio.Queue[Event] = asyncio.Queue()

    with earlier_build():
        async with consuming(log, collecting(taken)):
            letter = (await first_of(log, Stream.DEAD)).event().data
        with pytest.raises(UnknownEventVersion):
            from_fields(entry.fields)

    assert isinstance(letter, DeadLetterParked)
    assert letter.error == (
        f"UnknownEventVersion: {TYPE} version 2 is not known to this build (newest: 1); upgrade it and retry"
    )
    assert read_fields(letter.fields) == entry.fields
    assert taken.empty()
    await log.requeue(
        Stream.EXTRACTIONS, "g", Entry(Stream.EXTRACTIONS, position, entry.fields), retry(position, "dead")
    )
    async with consuming(log, collecting(taken)):
        assert await given(taken) == new


def test_an_earlier_projection_parks_a_new_version_with_what_follows_and_both_flow_after_the_upgrade(
    views: ViewDatabase,
) -> None:
    said = [published("a"), completed("a"), published("a", 2), published("b"), completed("b")]
    entries = [
        Entry(EVENT_TYPES[event.type].stream or Stream.ARTICLES, EntryId(number, 0), to_fields(event))
        for number, event in enumerate(said, 1)
    ]
    view = ViewStore(views)
    view.open("epoch", 0)
    engine = views.reader()

    def states() -> list[tuple[str, str | None]]:
        with engine.begin() as connection:
            query = select(parked.c.state, parked.c.article_id).order_by(parked.c.position)
            return [(row.state, row.article_id) for row in connection.execute(query)]

    with earlier_build():
        view.apply(entries)
    assert states() == [("parked", "a"), ("queued", "a"), ("parked", "b")]

    commands = [retry(EntryId(number, 0), "view") for number in (2, 5)]
    view.apply([Entry(Stream.CONTROL, EntryId(10 + n, 0), to_fields(event)) for n, event in enumerate(commands)])

    assert states() == [("retried", "a"), ("retried", "a"), ("retried", "b")]
    with engine.begin() as connection:
        assert sorted(connection.execute(select(extractions.c.article_id)).scalars()) == ["a", "b"]
    view.close()
    engine.dispose()


def test_the_made_events_are_written_in_the_newest_version() -> None:
    for event in (completed("a"), completed_extraction(published("a"))):
        assert event.version == 2
        assert isinstance(event.data, ExtractionCompleted)
        assert event.data.model

"""Everything that came of an article is found, by any of its ids, with and without read models."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from claimwire.events import (
    HISTORY,
    ClaimReported,
    ContractModel,
    DeadLetterParked,
    Event,
    ExtractionCompleted,
    Override,
    Pause,
    Redact,
    Retry,
    Skip,
    Stream,
    StrikeReported,
    new_event,
    type_of,
)
from claimwire.events.ids import ArticleKey, article_id, event_id
from claimwire.log import Append, Entry, EntryId, MemoryLog
from claimwire.replay import Extent
from claimwire.testing import NOON
from claimwire.trace import BuildHoldings, Holding, Step, Traced, first_meant, holdings, topic_of
from claimwire.views import SqliteBuilds, ViewBuilds
from claimwire_projection.adapters.view_store import ViewStore

URL = "https://courier.example/harbour"
ARTICLE = article_id(ArticleKey.URL, URL)
ALL = Extent.between(None, None)

Find = Callable[..., Awaitable[Sequence[Step]]]


def nothing(_seen: EntryId) -> None:
    pass


@pytest.fixture
async def story(send: Any, made_log: MemoryLog) -> list[Entry]:
    """An article, its revision and its withdrawal, with another article between."""
    await send("/articles", {"url": URL, "text": "Two rockets hit Kalyna.", "published_at": "2031-03-03T06:00:00Z"})
    await send("/articles", {"url": f"{URL}/other", "text": "Two rockets hit Orlivka."})
    await send("/articles", {"url": URL, "text": "Three rockets hit Kalyna.", "modified_at": "2031-03-04T06:00:00Z"})
    await send(f"/articles/{ARTICLE}/withdrawal", {"reason": "retracted"})
    entries = await made_log.read(EntryId.START, HISTORY, limit=100)
    assert len(entries) == 13
    return entries


@pytest.fixture(params=["history", "views"])
def find(request: pytest.FixtureRequest, made_log: MemoryLog, tmp_path: Path) -> Find:
    """Traces as the command does, with read models of all there is or without any."""

    async def found(wanted: str | EntryId, *, extent: Extent = ALL, as_of: datetime | None = None) -> Sequence[Step]:
        known: Sequence[BuildHoldings] = ()
        builds = SqliteBuilds(tmp_path)
        if request.param == "views":
            store = ViewStore(builds.database(1))
            if entries := await made_log.read(store.open(made_log.epoch, 0), HISTORY, limit=100):
                store.apply(entries)
            store.close()
            known = holdings(builds, wanted)
        traced = Traced(made_log, extent, nothing, as_of)
        topic = next((build.article_id for build in known if build.article_id), None)
        if topic is None:
            entry = await first_meant(made_log, wanted, extent, nothing)
            if entry is None:
                return ()
            topic = topic_of(entry)
            if topic is None:
                return await traced.of_command(entry)
            known = holdings(builds, topic)
        return await traced.of_topic(topic, wanted, known)

    return found


def shape(steps: Sequence[Step]) -> list[Any]:
    """Type of each event, with what it led to."""
    return [[step.event.type.removeprefix("claimwire.") if step.event else None, *shape(step.led_to)] for step in steps]


READ = [["claim.reported"], ["strike.reported"], ["extraction.completed"]]
PUBLISHED, REVISED, WITHDRAWN = ["article.published", *READ], ["article.revised", *READ], ["article.withdrawn"]


async def order(log: MemoryLog, body: ContractModel, subject: str = "order") -> Event:
    identity = event_id(type_of(body).name, subject, fact=body.model_dump_json())
    event = new_event(body, id=identity, subject=subject, source="claimwire/cli", time=NOON)
    await log.append([Append(event=event)])
    return event


def of_type(entries: Sequence[Entry], kind: type[ContractModel]) -> list[tuple[Entry, Event]]:
    return [(entry, entry.event()) for entry in entries if isinstance(entry.event().data, kind)]


@pytest.mark.usefixtures("story")
async def test_an_article_has_a_chain_for_each_thing_said_of_it(find: Find) -> None:
    steps = await find(ARTICLE)
    assert shape(steps) == [PUBLISHED, REVISED, WITHDRAWN]
    assert {step.event.subject for step in steps if step.event} == {ARTICLE}


async def test_an_event_is_shown_in_its_chain(find: Find, story: list[Entry]) -> None:
    (_, first), *_ = of_type(story, ExtractionCompleted)
    assert shape(await find(first.id)) == [PUBLISHED]
    (entry, _), *_ = of_type(story, StrikeReported)
    assert shape(await find(entry.id)) == [PUBLISHED]


async def test_a_fact_is_shown_in_all_chains_that_report_it(find: Find, story: list[Entry]) -> None:
    claims = [event.data for _, event in of_type(story, ClaimReported)]
    assert isinstance(claims[0], ClaimReported)
    assert shape(await find(claims[0].claim_id)) == [PUBLISHED, REVISED]


@pytest.mark.usefixtures("story")
async def test_steps_tell_the_time_that_went_by(find: Find) -> None:
    published, *_ = await find(ARTICLE)
    assert published.after is None
    assert [step.after for step in published.led_to] == [timedelta(milliseconds=500)] * 3


@pytest.mark.usefixtures("story")
async def test_what_was_recorded_later_is_left_out(find: Find, story: list[Entry]) -> None:
    published, revised = story[0].id, story[8].id
    assert shape(await find(ARTICLE, extent=Extent(EntryId.START, revised))) == [PUBLISHED, ["article.revised"]]
    assert shape(await find(ARTICLE, extent=Extent(EntryId.START, published))) == [["article.published"]]


@pytest.mark.usefixtures("story")
async def test_what_the_press_said_later_is_left_out_with_what_came_of_it(find: Find) -> None:
    assert shape(await find(ARTICLE, as_of=datetime(2031, 3, 3, 23, tzinfo=UTC))) == [PUBLISHED]
    assert shape(await find(ARTICLE, as_of=datetime(2031, 3, 4, 6, tzinfo=UTC))) == [PUBLISHED, REVISED]
    assert shape(await find(ARTICLE, as_of=datetime(2031, 3, 4, 7, tzinfo=UTC))) == [PUBLISHED, REVISED, WITHDRAWN]
    assert shape(await find(ARTICLE, as_of=datetime(2031, 3, 2, tzinfo=UTC))) == []


async def test_a_dead_letter_and_the_orders_about_it_are_in_the_chain(
    find: Find, send: Any, made_log: MemoryLog
) -> None:
    await send("/articles", {"url": URL, "text": "This will fail."})
    ((letter, parked),) = of_type(await made_log.read(EntryId.START, [Stream.DEAD], limit=9), DeadLetterParked)
    await order(made_log, Skip(operator="o", where="dead", positions=("0:1-0",), note="another's"))
    await order(made_log, Retry(operator="o", where="dead", positions=(f"0:{letter.id}",)))
    expected = [["article.published", ["deadletter.parked", ["control.retry"]]]]
    assert shape(await find(parked.id)) == expected
    assert shape(await find(letter.id)) == expected
    assert shape(await find(ARTICLE)) == expected


@pytest.mark.usefixtures("story")
async def test_orders_about_the_article_stand_beside_its_chains(find: Find, made_log: MemoryLog) -> None:
    await order(made_log, Redact(operator="o", article_id="another", reason="court"))
    await order(made_log, Override(operator="o", article_id=ARTICLE, fact_id=ARTICLE, field="kind", value="drone"))
    await order(made_log, Pause(operator="o", consumer="extractor"))
    assert shape(await find(ARTICLE)) == [PUBLISHED, REVISED, WITHDRAWN, ["control.override"]]


@pytest.mark.usefixtures("story")
async def test_an_order_is_found_by_its_own_id(find: Find, made_log: MemoryLog) -> None:
    event = await order(made_log, Pause(operator="o", consumer="extractor"), subject="extractor")
    await order(made_log, Pause(operator="another", consumer="extractor"), subject="extractor")
    assert shape(await find(event.id)) == [["control.pause"]]


async def test_a_strangers_entry_leads_to_its_dead_letter(find: Find, send: Any, made_log: MemoryLog) -> None:
    stranger = await made_log.add_foreign(Stream.ARTICLES, {b"other": b"\xff"})
    await send("/articles", {"url": URL, "text": "Two rockets hit Kalyna."})
    expected = [[None, ["deadletter.parked"]]]
    assert shape(await find(stranger)) == expected
    ((letter, _),) = of_type(await made_log.read(EntryId.START, [Stream.DEAD], limit=9), DeadLetterParked)
    assert shape(await find(letter.id)) == expected


async def test_an_unreadable_entry_of_an_article_belongs_to_it_with_its_dead_letter(
    find: Find, send: Any, made_log: MemoryLog
) -> None:
    broken = await made_log.add_foreign(Stream.ARTICLES, {b"subject": ARTICLE.encode(), b"type": b"made"})
    await send("/articles", {"url": URL, "text": "Two rockets hit Kalyna."})
    ((letter, _),) = of_type(await made_log.read(EntryId.START, [Stream.DEAD], limit=9), DeadLetterParked)
    expected = [[None, ["deadletter.parked"]]]
    assert shape(await find(broken)) == expected
    assert shape(await find(letter.id)) == expected
    assert shape(await find(ARTICLE)) == [*expected, PUBLISHED]


async def test_what_the_read_models_have_yet_to_see_is_found(
    builds: ViewBuilds, story: list[Entry], made_log: MemoryLog
) -> None:
    store = ViewStore(builds.database(1))
    store.open(made_log.epoch, 0)
    store.apply(story[:2])
    store.close()
    known = holdings(builds, ARTICLE)
    steps = await Traced(made_log, ALL, nothing).of_topic(ARTICLE, ARTICLE, known)
    assert shape(steps) == [PUBLISHED, REVISED, WITHDRAWN]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("unknown", ["nobody", "", EntryId(5, 0)])
async def test_of_what_was_never_there_nothing_is_found(find: Find, unknown: str | EntryId) -> None:
    assert await find(unknown) == ()


async def test_builds_tell_how_they_stand_to_an_entry(
    builds: ViewBuilds, story: list[Entry], made_log: MemoryLog
) -> None:
    broken = await made_log.add_foreign(Stream.CLAIMS, {b"subject": ARTICLE.encode(), b"type": b"made"})
    for number, upto in ((1, len(story) + 1), (2, 4)):
        store = ViewStore(builds.database(number))
        store.open(made_log.epoch, 0)
        store.apply((await made_log.read(EntryId.START, HISTORY, limit=100))[:upto])
        store.close()
    first, second = holdings(builds, ARTICLE)
    assert (first.live, second.live) == (True, False)
    assert (first.position, second.position) == (broken, story[3].id)
    assert (first.article_id, second.article_id) == (ARTICLE, ARTICLE)
    revised = story[8].id
    assert [build.of(story[0].id) for build in (first, second)] == [Holding.HELD, Holding.HELD]
    assert [build.of(revised) for build in (first, second)] == [Holding.HELD, Holding.AHEAD]
    assert [build.of(broken) for build in (first, second)] == [Holding.PARKED, Holding.AHEAD]
    other = next(entry.id for entry in story if entry.fields[b"subject"].decode() != ARTICLE)
    assert first.of(other) is Holding.NONE
    (by_position, _) = holdings(builds, broken)
    assert by_position.article_id == ARTICLE


async def test_what_was_skipped_is_told_from_what_waits(builds: ViewBuilds, made_log: MemoryLog) -> None:
    strange = {b"subject": ARTICLE.encode(), b"type": b"made"}
    first, second = [await made_log.add_foreign(Stream.CLAIMS, strange) for _ in range(2)]
    body = Skip(operator="ines", where="view", positions=(f"0:{first}",), note="a test")
    store = ViewStore(builds.database(1))
    store.open(made_log.epoch, 0)
    store.apply(await made_log.read(EntryId.START, HISTORY, limit=100))
    [before] = holdings(builds, ARTICLE)
    await order(made_log, body)
    store.apply(await made_log.read(second, HISTORY, limit=100))
    store.close()
    [after] = holdings(builds, ARTICLE)
    assert [before.of(first), before.of(second)] == [Holding.PARKED, Holding.PARKED]
    assert [after.of(first), after.of(second)] == [Holding.SKIPPED, Holding.PARKED]


def test_where_no_read_models_are_nothing_is_held(builds: ViewBuilds) -> None:
    assert holdings(builds, ARTICLE) == ()

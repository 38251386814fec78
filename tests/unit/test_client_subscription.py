"""The client's subscription over a log in memory."""

import asyncio
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from claimwire.client import Client, Subscription, Unreadable
from claimwire.client.unreadable import warn_of
from claimwire.client.wanted import Wanted
from claimwire.errors import MisuseError, UnknownEventType
from claimwire.events import (
    ArticlePublished,
    ArticleText,
    ClaimReported,
    ContractModel,
    EntryRedacted,
    Event,
    ExtractionCompleted,
    Pause,
    Stream,
    StrikeReported,
)
from claimwire.events.ids import event_id
from claimwire.log import Append, MemoryLog, Position
from claimwire.testing import completed, made_tombstone, pause_command, published, reported_claim, reported_strike

CLAIM, STRIKE = event_id("claim", "1"), event_id("strike", "1")
FOREIGN = {b"type": b"somebody.elses", b"version": b"1", b"payload": b"{}"}


@pytest.fixture
def memory() -> MemoryLog:
    numbers = count(1_900_000_000_000, 1_000)
    return MemoryLog(lambda: next(numbers))


async def told(log: MemoryLog, *events: Event) -> None:
    await log.append([Append(event=event) for event in events])


def subscribed(
    log: MemoryLog,
    *types: type[ContractModel],
    after: str = "0:0-0",
    articles: list[str] | None = None,
    streams: list[Stream] | None = None,
    follow: bool = False,
    unreadable: Callable[[Unreadable], None] = warn_of,
) -> Subscription[Any]:
    wanted = Wanted.of(types or None, articles, streams)
    return Subscription(log, Position.parse(after), wanted, follow=follow, unreadable=unreadable)


async def test_hands_over_all_that_was_said_in_log_order(memory: MemoryLog) -> None:
    said = [
        published("a-1"),
        reported_strike("a-1", STRIKE),
        reported_claim("a-1", CLAIM),
        completed("a-1", claims=(CLAIM,), strikes=(STRIKE,)),
    ]
    await told(memory, *said)
    await memory.append([pause_command("extractor")])

    records = [record async for record in subscribed(memory)]

    assert [record.event for record in records] == said
    assert [record.position for record in records] == [f"0:{1_900_000_000_000 + n * 1000}-0" for n in range(4)]
    assert [record.stream for record in records] == ["articles", "strikes", "claims", "extractions"]
    assert records[1].recorded_at.timestamp() == 1_900_000_001
    assert records[1].body == said[1].data


async def test_goes_on_after_the_position_it_is_given(memory: MemoryLog) -> None:
    await told(memory, *(published(f"a-{n}") for n in range(5)))
    first, second, *rest = [record async for record in subscribed(memory)]

    resumed = [record async for record in subscribed(memory, after=second.position)]

    assert resumed == rest
    assert first.event.subject == "a-0"


async def test_filters_by_type_and_article(memory: MemoryLog) -> None:
    await told(memory, published("a-1"), published("a-2"), published("a-1", 2), reported_claim("a-1", CLAIM))

    def ids(records: list[Any]) -> list[tuple[str, str]]:
        return [(record.event.subject, record.event.type.removeprefix("claimwire.")) for record in records]

    of_type = [record async for record in subscribed(memory, ArticlePublished)]
    of_kind = [record async for record in subscribed(memory, ArticleText)]
    of_article = [record async for record in subscribed(memory, articles=["a-2"])]
    of_both = [record async for record in subscribed(memory, ClaimReported, articles=["a-2"])]

    assert ids(of_type) == [("a-1", "article.published"), ("a-2", "article.published")]
    assert ids(of_kind) == [*ids(of_type), ("a-1", "article.revised")]
    assert ids(of_article) == [("a-2", "article.published")]
    assert of_both == []


@pytest.mark.parametrize(
    ("types", "streams"),
    [
        (None, "articles claims strikes extractions"),
        ([StrikeReported], "strikes"),
        ([ExtractionCompleted, ClaimReported], "claims extractions"),
        ([Pause], "control"),
        ([EntryRedacted, Pause], "articles claims strikes extractions control"),
    ],
)
def test_reads_no_more_streams_than_the_types_need(types: list[type[ContractModel]] | None, streams: str) -> None:
    assert " ".join(Wanted.of(types, None, None).streams) == streams


def test_names_streams_and_types_together() -> None:
    wanted = Wanted.of([EntryRedacted], None, [Stream.DEAD])

    assert wanted.streams == (Stream.DEAD,)
    assert wanted.types == frozenset({b"claimwire.entry.redacted"})


@pytest.mark.parametrize(
    ("types", "streams", "words"),
    [
        ([StrikeReported, Event], None, r"types are bodies of events.*\['Event'\]"),
        ([], None, "types are bodies of events"),
        (None, [], "reads one stream at least"),
    ],
)
def test_refuses_what_could_never_be_found(
    types: list[type[ContractModel]] | None, streams: list[Stream] | None, words: str
) -> None:
    with pytest.raises(MisuseError, match=words):
        Wanted.of(types, None, streams)


async def test_a_client_that_is_not_open_says_so() -> None:
    with pytest.raises(MisuseError, match="async with"):
        Client("redis://127.0.0.1:1").subscribe()


async def test_passes_over_what_it_cannot_read_with_a_warning(
    memory: MemoryLog, caplog: pytest.LogCaptureFixture
) -> None:
    await memory.add_foreign(Stream.ARTICLES, FOREIGN)
    await told(memory, published("a-1"))

    records = [record async for record in subscribed(memory)]

    assert [record.event.subject for record in records] == ["a-1"]
    assert "passed over 0:1900000000000-0 of articles: event type 'somebody.elses' is not known" in caplog.text


async def test_hands_what_it_cannot_read_to_whoever_asks_for_it(
    memory: MemoryLog, caplog: pytest.LogCaptureFixture
) -> None:
    await memory.add_foreign(Stream.ARTICLES, FOREIGN)
    found: list[Unreadable] = []

    assert [record async for record in subscribed(memory, unreadable=found.append)] == []

    (unreadable,) = found
    assert (unreadable.position, unreadable.stream, unreadable.fields) == (
        "0:1900000000000-0",
        Stream.ARTICLES,
        FOREIGN,
    )
    assert isinstance(unreadable.error, UnknownEventType)
    assert caplog.text == ""


async def test_what_is_not_asked_for_is_not_even_read(memory: MemoryLog, caplog: pytest.LogCaptureFixture) -> None:
    broken = {b"type": b"claimwire.claim.reported", b"subject": b"a-1"}
    await memory.add_foreign(Stream.STRIKES, broken)
    await told(memory, reported_strike("a-1", STRIKE))

    assert len([record async for record in subscribed(memory, StrikeReported)]) == 1
    assert caplog.text == ""


async def test_a_broken_entry_of_a_wanted_type_is_told(memory: MemoryLog) -> None:
    await memory.add_foreign(Stream.STRIKES, {b"type": b"claimwire.strike.reported", b"version": b"9", b"payload": b""})
    found: list[Unreadable] = []

    assert [record async for record in subscribed(memory, StrikeReported, unreadable=found.append)] == []
    assert len(found) == 1


async def test_waits_for_what_is_yet_to_come(memory: MemoryLog) -> None:
    subscription = subscribed(memory, StrikeReported, follow=True)
    asked = asyncio.ensure_future(anext(subscription))
    await asyncio.sleep(0)
    assert not asked.done()

    await told(memory, reported_strike("a-1", STRIKE))

    assert (await asyncio.wait_for(asked, 10)).body.strike_id == STRIKE


async def test_a_wait_that_was_given_up_loses_nothing(memory: MemoryLog) -> None:
    subscription = subscribed(memory, StrikeReported, follow=True)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(subscription), 0.01)

    await told(memory, reported_strike("a-1", STRIKE), reported_strike("a-2", STRIKE))

    assert [(await anext(subscription)).event.subject for _ in range(2)] == ["a-1", "a-2"]


async def test_a_subscriber_to_a_quiet_stream_is_not_left_behind_the_trim_line(memory: MemoryLog) -> None:
    await told(memory, reported_strike("a-1", STRIKE), *(published(f"a-{n}") for n in range(3)))
    subscription = subscribed(memory, StrikeReported)
    assert [record.event.subject async for record in subscription] == ["a-1"]
    assert subscription.position == "0:1900000003000-0"

    await told(memory, published("a-9"))
    await memory.trim(await memory.end())
    await told(memory, reported_strike("a-2", STRIKE))

    resumed = subscribed(memory, StrikeReported, after=subscription.position)
    assert [record.event.subject async for record in resumed] == ["a-2"]


async def test_its_position_is_that_of_the_record_in_hand(memory: MemoryLog) -> None:
    await told(memory, *(reported_strike(f"a-{n}", STRIKE) for n in range(3)))
    subscription = subscribed(memory, StrikeReported)
    assert subscription.position == "0:0-0"

    async for record in subscription:
        assert subscription.position == record.position


async def test_tombstones_are_handed_over_when_they_are_asked_for(memory: MemoryLog) -> None:
    await told(memory, reported_strike("a-1", STRIKE), reported_strike("a-2", STRIKE))
    first, _ = await memory.read(Position.parse("0:0-0").id, [Stream.STRIKES], limit=9)
    await memory.redact([made_tombstone(first)])

    strikes = [record async for record in subscribed(memory, StrikeReported)]
    both = [record async for record in subscribed(memory, StrikeReported, EntryRedacted)]

    assert [record.event.subject for record in strikes] == ["a-2"]
    assert [type(record.body) for record in both] == [EntryRedacted, StrikeReported]

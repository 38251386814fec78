"""Every event says which one led to it, which one began, and in whose trace."""

from typing import Any

import pytest

from claimwire.events import HISTORY, Event, Pause, new_event
from claimwire.events.ids import ArticleKey, article_id, event_id
from claimwire.log import EntryId, MemoryLog
from claimwire.testing import NOON, completed_extraction, published_article

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
URL = "https://courier.example/harbour"
ARTICLE = article_id(ArticleKey.URL, URL)


async def events(log: MemoryLog) -> list[Event]:
    return [entry.event() for entry in await log.read(EntryId.START, HISTORY, limit=1_000)]


def chain(found: list[Event]) -> list[tuple[str, str | None, str, str | None]]:
    """Of each event its type, what caused it, what began its chain, and its trace."""
    names = {event.id: event.type.removeprefix("claimwire.") for event in found}
    return [
        (names[event.id], names.get(event.causationid or ""), names[event.correlationid], event.traceparent)
        for event in found
    ]


async def test_what_is_read_in_an_article_continues_its_chain(send: Any, made_log: MemoryLog) -> None:
    await send("/articles", {"url": URL, "text": "Two rockets hit Kalyna."}, traceparent=TRACE)
    began = "article.published"
    assert chain(await events(made_log)) == [
        ("article.published", None, began, TRACE),
        ("claim.reported", began, began, TRACE),
        ("strike.reported", began, began, TRACE),
        ("extraction.completed", began, began, TRACE),
    ]


async def test_a_dead_letter_continues_the_chain_of_what_it_holds(send: Any, made_log: MemoryLog) -> None:
    await send("/articles", {"url": URL, "text": "This will fail."}, traceparent=TRACE)
    assert chain(await events(made_log)) == [
        ("article.published", None, "article.published", TRACE),
        ("deadletter.parked", "article.published", "article.published", TRACE),
    ]


async def test_a_revision_and_a_withdrawal_begin_chains_of_their_own(send: Any, made_log: MemoryLog) -> None:
    later = TRACE.replace("-01", "-00")
    await send("/articles", {"url": URL, "text": "Two rockets hit Kalyna."}, traceparent=TRACE)
    await send("/articles", {"url": URL, "text": "Three rockets hit Kalyna."}, traceparent=later)
    await send(f"/articles/{ARTICLE}/withdrawal", {"reason": "retracted"}, traceparent=TRACE)
    began = "article.revised"
    assert chain(await events(made_log))[4:] == [
        ("article.revised", None, began, later),
        ("claim.reported", began, began, later),
        ("strike.reported", began, began, later),
        ("extraction.completed", began, began, later),
        ("article.withdrawn", None, "article.withdrawn", TRACE),
    ]


@pytest.mark.parametrize(
    "headers", [{}, {"traceparent": "00-nonsense-01"}, {"traceparent": TRACE.replace("4", "0", 1).upper()}]
)
async def test_without_a_trace_there_is_none(send: Any, made_log: MemoryLog, headers: dict[str, str]) -> None:
    answer = await send("/articles", {"url": URL, "text": "Two rockets hit Kalyna."}, **headers)
    assert answer.status_code == 201
    assert {event.traceparent for event in await events(made_log)} == {None}


def test_a_chain_of_three_keeps_its_beginning() -> None:
    first = published_article("harbour")
    second = completed_extraction(first)
    body = Pause(operator="o", consumer="c")
    third = new_event(body, id=event_id("p", "c"), subject="c", source="claimwire/cli", time=NOON, cause=second)
    assert (third.causationid, third.correlationid) == (second.id, first.id)

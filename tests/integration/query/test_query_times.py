"""Both times on everything that can be asked, and where the recorded one comes from."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from claimwire.log import EntryId, Position
from claimwire.testing.made_news import MadeNews, fact_id, made_claim, made_place, made_strike
from claimwire.views import ViewDatabase
from claimwire.views.schema import metadata

MONDAY = datetime(2031, 3, 3, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)

PATHS = (
    "/articles",
    "/articles/harbour",
    "/claims",
    f"/claims/{fact_id('told')}",
    "/speakers",
    "/strikes",
    f"/strikes/{fact_id('hit')}",
    "/strikes.geojson",
    "/places",
    "/",
)


@pytest.fixture
def two_revisions(news: MadeNews) -> MadeNews:
    """Said on Monday of a drone, on Tuesday of a missile; the second was recorded some seconds after the first."""
    for revision, (weapon, said_at) in enumerate((("drone", MONDAY), ("missile", TUESDAY)), start=1):
        text = f"A {weapon} hit Izmail, Oksana Hrytsenko said."
        news.article("harbour", text, said_at, revision, headline=f"Of a {weapon}")
        news.extraction(
            "harbour",
            revision=revision,
            claims={"told": made_claim("Oksana Hrytsenko", f"A {weapon} hit Izmail")},
            strikes={"hit": made_strike(f"A {weapon} hit Izmail", kind=weapon, places=[made_place("Izmail")])},
        )
    return news


def asked(path: str, **times: datetime) -> httpx.URL:
    return httpx.URL(path, params={name: moment.isoformat() for name, moment in times.items()})


async def said(client: httpx.AsyncClient, url: httpx.URL) -> set[str]:
    """Which of the two weapons, or days, the answer speaks of."""
    answer = await client.get(url)
    if answer.status_code == 404:
        return set()
    assert answer.status_code == 200, answer.text
    day = {f"{MONDAY:%Y-%m-%dT}": "drone", f"{TUESDAY:%Y-%m-%dT}": "missile"}
    text = answer.text.partition('"revisions"')[0]
    # Counts name no weapon, only the days.
    found = {weapon for weapon in day.values() if f" {weapon}" in text or f'"{weapon}"' in text}
    return found or {weapon for begin, weapon in day.items() if begin in text}


def test_every_route_is_tried(client: httpx.AsyncClient) -> None:
    transport: Any = client._transport
    described = set(transport.app.openapi()["paths"])
    timeless = {path for path in described if path.startswith("/dead") or path in {"/healthz", "/readyz"}}
    tried = {path.replace("harbour", "{article_id}").replace(fact_id("told"), "{claim_id}") for path in PATHS} - {"/"}
    assert {path.replace(fact_id("hit"), "{strike_id}") for path in tried} == described - timeless


@pytest.mark.parametrize("path", PATHS)
async def test_as_of_asks_what_the_press_had_said(
    client: httpx.AsyncClient, two_revisions: MadeNews, path: str
) -> None:
    del two_revisions
    assert await said(client, asked(path)) == {"missile"}
    assert await said(client, asked(path, as_of=TUESDAY)) == {"missile"}
    assert await said(client, asked(path, as_of=TUESDAY - timedelta(microseconds=1))) == {"drone"}
    assert await said(client, asked(path, as_of=MONDAY)) == {"drone"}
    assert await said(client, asked(path, as_of=MONDAY - timedelta(microseconds=1))) == set()


@pytest.mark.parametrize("path", PATHS)
async def test_recorded_as_of_asks_what_was_known(
    client: httpx.AsyncClient, two_revisions: MadeNews, path: str
) -> None:
    last = two_revisions.recorded_at  # of eight entries, a second apart
    assert await said(client, asked(path, recorded_as_of=last)) == {"missile"}
    before_second = last - timedelta(seconds=4)
    assert await said(client, asked(path, recorded_as_of=before_second)) == {"drone"}
    assert await said(client, asked(path, recorded_as_of=last - timedelta(seconds=8))) == set()
    assert await said(client, asked(path, recorded_as_of=last, as_of=MONDAY)) == {"drone"}


async def test_an_original_that_was_said_later_is_not_repeated_yet(client: httpx.AsyncClient, news: MadeNews) -> None:
    news.article("copy", "A drone hit Izmail.", MONDAY)
    news.article("original", "A drone hit Izmail!", TUESDAY)
    known = news.recorded_at
    news.syndication("copy", "original")

    async def repeats(**times: datetime) -> list[str]:
        found: list[str] = (await client.get(asked("/articles/copy", **times))).json()["repeats"]
        return found

    assert await repeats() == ["original"]
    assert await repeats(as_of=TUESDAY) == ["original"]
    assert await repeats(as_of=MONDAY) == []
    assert await repeats(recorded_as_of=known) == []


def recorded(found: Any) -> list[tuple[str, str]]:
    """Every pair of recorded_at and position in an answer, however deep."""
    if isinstance(found, list):
        return [pair for item in found for pair in recorded(item)]
    if not isinstance(found, dict):
        return []
    own = [(found["recorded_at"], found["position"])] if "recorded_at" in found else []
    return own + [pair for item in found.values() for pair in recorded(item)]


@pytest.mark.usefixtures("two_revisions")
@pytest.mark.parametrize("path", [path for path in PATHS if path not in {"/", "/speakers", "/places"}])
async def test_answers_tell_the_time_of_the_entrys_id(client: httpx.AsyncClient, path: str) -> None:
    pairs = recorded((await client.get(path)).json())
    assert pairs
    for recorded_at, position in pairs:
        assert datetime.fromisoformat(recorded_at) == Position.parse(position).id.recorded_at


def test_every_row_is_recorded_when_its_entry_was(two_revisions: MadeNews, views: ViewDatabase) -> None:
    two_revisions.syndication("harbour", "another")
    two_revisions.withdrawal("harbour", 2, "retracted")
    two_revisions.takedown("elsewhere", "a court order")
    tables = [table for table in metadata.sorted_tables if {"recorded_at", "position"} <= set(table.c.keys())]
    counts = {}
    engine = views.reader()
    with engine.begin() as connection:
        for table in tables:
            rows = connection.execute(select(table.c.recorded_at, table.c.position)).all()
            counts[table.name] = len(rows)
            for row in rows:
                assert isinstance(row.position, EntryId)
                # Made in 2030, whatever the time is now.
                assert row.recorded_at == datetime.fromtimestamp(row.position.ms / 1000, UTC)
    engine.dispose()
    assert {name for name, count in counts.items() if not count} == {"dead_letters"}

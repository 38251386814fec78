"""Who speaks and what was struck, counted over what is current."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from tests.integration.query.listed import listed

from claimwire.testing.made_news import MadeNews, made_claim, made_place, made_strike

MONDAY = datetime(2031, 3, 3, 9, tzinfo=UTC)
DAYS = [MONDAY + timedelta(days=day) for day in range(3)]
IZMAIL = {"country": "UA", "latitude": 45.35, "longitude": 28.84, "precision": "settlement"}


@pytest.fixture
def three_days(news: MadeNews) -> MadeNews:
    """Hrytsenko speaks on Monday and Tuesday, Kost on Tuesday; Izmail is hit on Monday and Wednesday, two Desnas on Tuesday."""
    texts = ["Oksana Hrytsenko: drones hit Izmail.", "Kost and OKSANA HRYTSENKO: Desna hit.", "A missile hit Izmail."]
    for number, (text, day) in enumerate(zip(texts, DAYS, strict=True)):
        news.article(f"day-{number}", text, day, publisher="The Bell" if number else "Port Courier")
    news.extraction(
        "day-0",
        claims={"h0": made_claim("Oksana Hrytsenko", "drones hit Izmail")},
        strikes={"s0": made_strike("drones hit Izmail", kind="drone", places=[made_place("Izmail", **IZMAIL)])},
    )
    desna = {"country": "UA", "latitude": 50.9, "longitude": 30.75, "precision": "settlement"}
    news.extraction(
        "day-1",
        claims={
            "h1": made_claim("OKSANA HRYTSENKO", "Desna hit"),
            "k1": made_claim("Kost", "Desna hit", source={"text": "Kost", "name": "Ivan Kost", "kind": "document"}),
        },
        strikes={
            "s1": made_strike(
                "Desna hit", places=[made_place("Desna", **desna), made_place("Desna", **desna | {"country": "RU"})]
            )
        },
    )
    news.extraction(
        "day-2",
        strikes={
            "s2": made_strike("A missile hit Izmail", kind="missile", places=[made_place("Izmail", **IZMAIL)] * 2)
        },
    )
    return news


async def speakers(client: httpx.AsyncClient, asked: str = "") -> list[tuple[str, int]]:
    return [(item["key"], item["claims"]) for item in await listed(client, f"/speakers{asked}")]


async def places(client: httpx.AsyncClient, asked: str = "") -> list[tuple[str, str, int]]:
    return [(item["key"], item["country"], item["strikes"]) for item in await listed(client, f"/places{asked}")]


def z(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


@pytest.mark.usefixtures("three_days")
async def test_speakers_are_counted_whatever_their_case(client: httpx.AsyncClient) -> None:
    kost, hrytsenko = sorted(await listed(client, "/speakers"), key=lambda item: int(item["claims"]))
    assert (hrytsenko["key"], hrytsenko["kind"], hrytsenko["claims"]) == ("oksana hrytsenko", "person", 2)
    assert (hrytsenko["first_said_at"], hrytsenko["last_said_at"]) == (z(DAYS[0]), z(DAYS[1]))
    assert (kost["name"], kost["kind"], kost["claims"]) == ("Ivan Kost", "document", 1)


@pytest.mark.usefixtures("three_days")
async def test_a_place_is_told_from_another_of_its_name_and_counted_once_a_strike(client: httpx.AsyncClient) -> None:
    found = await places(client)
    assert found[0] == ("izmail", "UA", 2)
    assert sorted(found[1:]) == [("desna", "RU", 1), ("desna", "UA", 1)]
    izmail, *_ = await listed(client, "/places")
    assert (izmail["latitude"], izmail["longitude"], izmail["precision"]) == (45.35, 28.84, "settlement")
    assert (izmail["first_said_at"], izmail["last_said_at"]) == (z(DAYS[0]), z(DAYS[2]))


@pytest.mark.usefixtures("three_days")
async def test_filters_choose_what_is_counted(client: httpx.AsyncClient) -> None:
    both = [("ivan kost", 1), ("oksana hrytsenko", 1)]
    assert sorted(await speakers(client, "?since=2031-03-04")) == both
    assert sorted(await speakers(client, "?publisher=bell")) == both
    assert await speakers(client, "?until=2031-03-03") == [("oksana hrytsenko", 1)]
    assert await speakers(client, "?article_id=day-2") == []
    assert await speakers(client, "?speaker=kost") == [("ivan kost", 1)]
    assert await speakers(client, "?speaker_kind=document&speaker_kind=unnamed") == [("ivan kost", 1)]
    assert await places(client, "?place=izmail") == [("izmail", "UA", 2)]
    assert await places(client, "?country=RU") == [("desna", "RU", 1)]
    assert await places(client, "?kind=missile") == [("izmail", "UA", 1)]
    assert await places(client, "?factuality=denied") == []
    assert await places(client, "?until=2031-03-03") == [("izmail", "UA", 1)]


async def test_both_times_hold_for_counts(client: httpx.AsyncClient, three_days: MadeNews) -> None:
    known = z(three_days.recorded_at)
    three_days.withdrawal("day-1", 1, "retracted")
    assert await speakers(client) == [("oksana hrytsenko", 1)]
    assert sorted(await speakers(client, f"?recorded_as_of={known}")) == [("ivan kost", 1), ("oksana hrytsenko", 2)]
    assert await places(client) == [("izmail", "UA", 2)]
    assert await places(client, f"?as_of={z(DAYS[0])}") == [("izmail", "UA", 1)]
    assert len(await places(client, f"?recorded_as_of={known}")) == 3


@pytest.mark.usefixtures("three_days")
@pytest.mark.parametrize("path", ["/speakers", "/places"])
async def test_pages_of_one_make_up_the_whole(client: httpx.AsyncClient, path: str) -> None:
    whole = await listed(client, path)
    walked: list[dict[str, Any]] = []
    following: str | None = f"{path}?limit=1"
    while following:
        answer = (await client.get(following)).json()
        assert len(answer["items"]) == 1
        walked += answer["items"]
        following = answer["next"]
    assert walked == whole
    assert len(whole) == (2 if path == "/speakers" else 3)


async def test_a_walk_shows_what_was_known_when_it_began(client: httpx.AsyncClient, three_days: MadeNews) -> None:
    first = (await client.get("/places?limit=2")).json()
    three_days.article("late", "A drone hit Reni.", DAYS[2] + timedelta(days=1))
    three_days.extraction("late", strikes={"late": made_strike("A drone hit Reni", places=[made_place("Reni")])})
    second = (await client.get(first["next"])).json()
    assert len(second["items"]) == 1
    assert "reni" not in {item["key"] for item in first["items"] + second["items"]}
    assert (await places(client))[0][0] == "reni"


@pytest.mark.usefixtures("three_days")
@pytest.mark.parametrize("path", ["/speakers", "/places"])
async def test_what_was_not_meant_is_refused(client: httpx.AsyncClient, path: str) -> None:
    other = (await client.get("/places?limit=1&country=UA")).json()["next_cursor"]
    for asked in ("?colour=red", "?limit=0", f"?cursor={other}", "?as_of=2031", "?since=yesterday"):
        assert (await client.get(f"{path}{asked}")).status_code == 400

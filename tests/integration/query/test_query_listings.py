from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from tests.integration.query.listed import listed

from claimwire.testing.made_news import MadeNews, fact_id, made_claim, made_place, made_strike

MONDAY = datetime(2031, 3, 3, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
HARBOUR = "Three missiles hit the harbour of Izmail on Sunday, Oksana Hrytsenko told Radio Delta. Nobody confirmed it."
DEPOT = "A drone burnt a depot in Orlivka, the ministry denied. Earlier mortars fell near Ялта 100%, Ivan Kost wrote."


@pytest.fixture
def two_articles(news: MadeNews) -> MadeNews:
    """A harbour hit, said on Monday; a depot burnt and mortars, said on Tuesday."""
    news.article("harbour", HARBOUR, MONDAY, publisher="The Évening Bell", headline="Harbour hit")
    news.extraction(
        "harbour",
        claims={
            "missiles": made_claim(
                "Oksana Hrytsenko",
                "Three missiles hit the harbour",
                channel={"text": "Radio Delta", "kind": "broadcast"},
                verification=[{"status": "unverified", "evidence": {"text": "Nobody confirmed it"}}],
            )
        },
        strikes={
            "harbour": made_strike(
                "Three missiles hit the harbour",
                kind="missile",
                actor={"text": None, "side": "RU"},
                places=[made_place("Izmail", country="UA", latitude=45.35, longitude=28.84, precision="settlement")],
                occurred={"text": "on Sunday", "date_from": "2031-03-02", "date_to": "2031-03-02", "precision": "day"},
                attribution=[{"text": "Hrytsenko", "claim_id": fact_id("missiles")}],
                factuality="claimed",
                verification={"status": "unverified", "evidence": {"text": "Nobody confirmed it"}},
            )
        },
    )
    news.article("depot", DEPOT, TUESDAY, publisher="Port Courier", headline="Depot burnt")
    ministry = {"text": "the ministry", "name": "Ministry of Defence", "kind": "organisation"}
    news.extraction(
        "depot",
        claims={
            "denial": made_claim("the ministry", "A drone burnt a depot", source=ministry, act="deny"),
            "mortars": made_claim("Ivan Kost", "mortars fell near Ялта"),
        },
        strikes={
            "depot": made_strike(
                "A drone burnt a depot",
                kind="drone",
                actor={"text": None, "side": "UA"},
                places=[made_place("Orlivka")],
                factuality="denied",
                verification={"status": "denied", "evidence": {"text": "denied"}},
            ),
            "mortars": made_strike(
                "mortars fell",
                kind="mortar",
                places=[made_place("Ялта 100%", name="Yalta", country="UA")],
                origins=[made_place("Orlivka", country="RU")],
                occurred={"text": "Earlier", "date_from": None, "date_to": "2031-02-28", "precision": "vague"},
                attribution=[{"text": "Ivan Kost"}],
            ),
        },
    )
    return news


def ids(found: list[dict[str, Any]], name: str) -> list[str]:
    return [item[name] for item in found]


def facts(*names: str) -> list[str]:
    return [fact_id(name) for name in names]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["depot", "harbour"]),
        ("publisher=BELL", ["harbour"]),
        ("publisher=The Évening", ["harbour"]),
        ("publisher=g%25l", []),
        ("article_id=depot", ["depot"]),
        ("article_id=dep", []),
        ("since=2031-03-04", ["depot"]),
        ("since=2031-03-04T11:00:00%2B02:00", ["depot"]),
        ("since=2031-03-04T09:00:00.000001Z", []),
        ("until=2031-03-03", ["harbour"]),
        ("until=2031-03-03T08:59:59Z", []),
        ("speaker=hrytsenko", ["harbour"]),
        ("place=orlivka", ["depot"]),
        ("place=orlivka&speaker=hrytsenko", []),
    ],
)
@pytest.mark.usefixtures("two_articles")
async def test_filters_of_articles(client: httpx.AsyncClient, asked: str, expected: list[str]) -> None:
    assert ids(await listed(client, f"/articles?{asked}"), "article_id") == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["denial", "mortars", "missiles"]),
        ("speaker=HRYTSENKO", ["missiles"]),
        ("speaker=oksana hrytsenko", ["missiles"]),
        ("speaker=o", ["denial", "mortars", "missiles"]),
        ("speaker=kost, ivan", []),
        ("speaker_kind=organisation", ["denial"]),
        ("channel=radio", ["missiles"]),
        ("channel=telegram", []),
        ("channel_kind=broadcast", ["missiles"]),
        ("act=deny", ["denial"]),
        ("act=deny&act=say", ["denial", "mortars", "missiles"]),
        ("status=unverified", ["missiles"]),
        ("status=verified", []),
        ("publisher=courier", ["denial", "mortars"]),
        ("article_id=harbour", ["missiles"]),
        ("since=2031-03-04", ["denial", "mortars"]),
        ("until=2031-03-03", ["missiles"]),
        ("speaker=ivan&act=deny", []),
    ],
)
@pytest.mark.usefixtures("two_articles")
async def test_filters_of_claims(client: httpx.AsyncClient, asked: str, expected: list[str]) -> None:
    assert ids(await listed(client, f"/claims?{asked}"), "claim_id") == facts(*expected)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["depot", "mortars", "harbour"]),
        ("speaker=ivan", ["mortars"]),
        ("speaker=hrytsenko", ["harbour"]),
        ("speaker=oksana", ["harbour"]),
        ("channel=delta", ["harbour"]),
        ("channel=telegram", []),
        ("place=IZMAIL", ["harbour"]),
        ("place=yalta", ["mortars"]),
        ("place=Ялта", ["mortars"]),
        ("place=orlivka", ["depot"]),
        ("country=UA", ["mortars", "harbour"]),
        ("country=RU", []),
        ("place=izmail&country=UA", ["harbour"]),
        ("kind=drone", ["depot"]),
        ("kind=drone&kind=missile", ["depot", "harbour"]),
        ("side=RU", ["harbour"]),
        ("side=unknown", ["mortars"]),
        ("factuality=claimed", ["harbour"]),
        ("status=denied", ["depot"]),
        ("publisher=bell", ["harbour"]),
        ("article_id=depot", ["depot", "mortars"]),
        ("since=2031-03-04", ["depot", "mortars"]),
        ("until=2031-03-03", ["harbour"]),
        ("occurred_since=2031-03-02", ["harbour"]),
        ("occurred_since=2031-03-03", []),
        ("occurred_since=2031-02-28", ["mortars", "harbour"]),
        ("occurred_until=2031-03-02", ["mortars", "harbour"]),
        ("occurred_until=2031-03-01", ["mortars"]),
        ("occurred_since=2031-02-01&occurred_until=2031-03-01", ["mortars"]),
    ],
)
@pytest.mark.usefixtures("two_articles")
async def test_filters_of_strikes_and_their_map(client: httpx.AsyncClient, asked: str, expected: list[str]) -> None:
    assert ids(await listed(client, f"/strikes?{asked}"), "strike_id") == facts(*expected)
    response = await client.get(f"/strikes.geojson?{asked}")
    assert [feature["id"] for feature in response.json()["features"]] == facts(*expected)


@pytest.mark.usefixtures("two_articles")
async def test_an_item_is_the_whole_contract_body_with_its_article_and_its_place_in_the_log(
    client: httpx.AsyncClient,
) -> None:
    (found,) = await listed(client, "/claims?speaker=oksana")
    assert found["source"] == {
        "text": "Oksana Hrytsenko",
        "start": HARBOUR.index("Oksana"),
        "end": HARBOUR.index(" told"),
        "name": "Oksana Hrytsenko",
        "role": None,
        "affiliation": None,
        "kind": "person",
    }
    assert found["article"] == {
        "headline": "Harbour hit",
        "publisher": "The Évening Bell",
        "url": None,
        "said_at": "2031-03-03T09:00:00Z",
    }
    # The second entry of a log that began at 1,900,000,000 s and records one a second.
    assert found["position"] == "0:1900000002000-0"
    assert found["recorded_at"] == "2030-03-17T17:46:42Z"
    assert (await client.get(f"/claims/{found['claim_id']}")).json() == found


async def test_one_article_with_all_that_belongs_to_it(two_articles: MadeNews, client: httpx.AsyncClient) -> None:
    two_articles.syndication("depot", "harbour")
    two_articles.article("depot", DEPOT + " More follows.", TUESDAY + timedelta(hours=1), revision=2)
    response = await client.get("/articles/depot")
    found = response.json()
    assert response.headers["claimwire-position"] == str(two_articles.position)
    assert found["text"] == DEPOT + " More follows."
    assert [revision["revision"] for revision in found["revisions"]] == [1, 2]
    assert found["extraction"]["revision"] == 1
    assert ids(found["claims"], "claim_id") == facts("denial", "mortars")
    assert ids(found["strikes"], "strike_id") == facts("depot", "mortars")
    assert found["repeats"] == ["harbour"]


@pytest.mark.usefixtures("two_articles")
async def test_the_map_of_strikes(client: httpx.AsyncClient) -> None:
    response = await client.get("/strikes.geojson")
    assert response.headers["content-type"] == "application/geo+json"
    depot, _, harbour = response.json()["features"]
    assert depot["geometry"] is None
    assert depot["properties"]["unresolved_places"] == ["Orlivka"]
    assert harbour["geometry"] == {"type": "Point", "coordinates": [28.84, 45.35]}
    assert harbour["properties"]["attribution"] == ["Hrytsenko"]


async def test_a_walk_sees_every_item_once_while_rows_come_in(news: MadeNews, client: httpx.AsyncClient) -> None:
    # Eight articles at four moments: ties are broken by the article's id, then by the order in the text.
    for number in range(8):
        news.article(f"a-{number}", "One. Two. Three.", MONDAY + timedelta(hours=number // 2))
        claims = {f"{number}-{word}": made_claim(word, word) for word in ("One", "Two", "Three")}
        news.extraction(f"a-{number}", claims=claims)
    expected = [fact_id(f"{number}-{word}") for number in (6, 7, 4, 5, 2, 3, 0, 1) for word in ("One", "Two", "Three")]

    seen: list[str] = []
    path: str | None = "/claims?limit=5&act=say"
    pages = 0
    while path:
        response = await client.get(path)
        seen += ids(response.json()["items"], "claim_id")
        path = response.json()["next"]
        assert path is None or response.headers["link"] == f'<{path}>; rel="next"'
        pages += 1
        # Newer and older articles come in, one not yet seen moves to the front, one is withdrawn.
        news.article(f"new-{pages}", "New.", TUESDAY)
        news.article(f"old-{pages}", "Old.", MONDAY - timedelta(days=1))
        for name, text in ((f"new-{pages}", "New"), (f"old-{pages}", "Old")):
            news.extraction(name, claims={name: made_claim(text, text)})
        if pages == 1:
            news.article("a-1", "One. Two. Three. Four.", TUESDAY, revision=2)
            news.extraction("a-1", revision=2, claims={"1-One": made_claim("One", "One")})
            news.withdrawal("a-0", 1, "killed")

    assert seen == expected
    assert pages == 5
    assert ids(await listed(client, "/claims?article_id=a-1"), "claim_id") == [fact_id("1-One")]


async def test_as_of_asks_what_the_press_had_said_and_recorded_as_of_what_was_known(
    news: MadeNews, client: httpx.AsyncClient
) -> None:
    news.article("a-1", "One shell fell, Kost said.", MONDAY)
    news.extraction("a-1", claims={"one": made_claim("Kost", "One shell fell")})
    known_first = news.recorded_at
    news.article("a-1", "Two shells fell, Kost said.", TUESDAY, revision=2)
    news.extraction("a-1", revision=2, claims={"two": made_claim("Kost", "Two shells fell")})
    known_second = news.recorded_at
    news.withdrawal("a-1", 2, "made up")

    async def claims(**times: datetime) -> list[str]:
        response = await client.get("/claims", params={name: time.isoformat() for name, time in times.items()})
        return ids(response.json()["items"], "claim_id")

    assert await claims() == []
    assert await claims(recorded_as_of=known_second) == facts("two")
    assert await claims(recorded_as_of=known_first) == facts("one")
    assert await claims(recorded_as_of=known_second, as_of=MONDAY) == facts("one")
    assert await claims(recorded_as_of=known_second, as_of=MONDAY - timedelta(seconds=1)) == []

    gone = await client.get("/articles/a-1")
    assert (gone.status_code, gone.json()["title"]) == (410, "Article withdrawn")
    assert "made up" in gone.json()["detail"]
    then = await client.get("/articles/a-1", params={"recorded_as_of": known_first.isoformat()})
    assert then.json()["text"] == "One shell fell, Kost said."
    assert [revision["revision"] for revision in then.json()["revisions"]] == [1]
    past = {"recorded_as_of": known_first.isoformat()}
    assert (await client.get(f"/claims/{fact_id('one')}", params=past)).status_code == 200
    assert (await client.get(f"/claims/{fact_id('one')}")).status_code == 404

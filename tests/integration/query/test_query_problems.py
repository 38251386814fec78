import asyncio
import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from claimwire.testing.made_news import MadeNews, made_claim
from claimwire.views import PostgresViews, SqliteViews, ViewDatabase
from claimwire_projection.adapters.view_store import ViewStore

LISTINGS = ("/articles", "/claims", "/strikes", "/strikes.geojson", "/")
SAID = datetime(2031, 3, 4, 9, tzinfo=UTC)


def problem(response: httpx.Response, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    detail: str = body["detail"]
    return detail


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("publsher=x", "publsher"),
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=x", "limit"),
        ("since=x", "since"),
        ("since=2031-03-04T00:00:00", "since"),
        ("until=2031-02-30", "until"),
        ("as_of=0001-01-01T00:00:00%2B14:00", "as_of"),
        ("recorded_as_of=9999-12-31T23:00:00-14:00", "recorded_as_of"),
        ("publisher=", "publisher"),
        ("publisher=%3F!", "publisher"),
        ("article_id=", "article_id"),
        ("wait_for=5", "wait_for"),
    ],
)
@pytest.mark.usefixtures("news")
async def test_a_bad_parameter_is_named(client: httpx.AsyncClient, asked: str, parameter: str) -> None:
    for path in LISTINGS:
        response = await client.get(f"{path}?{asked}")
        assert problem(response, 400).startswith(parameter)
        assert response.json()["errors"][0]["parameter"] == parameter


@pytest.mark.parametrize(
    "asked",
    [
        "/claims?kind=drone",
        "/claims?act=shout",
        "/claims?status=none",
        "/strikes?act=say",
        "/strikes?kind=sword",
        "/strikes?side=ru",
        "/strikes?factuality=sure",
        "/strikes?country=Ukraine",
        "/strikes?occurred_since=yesterday",
        "/strikes?occurred_until=2031-13-01",
        "/claims/some-id?limit=5",
        "/articles/some-id?cursor=x",
    ],
)
@pytest.mark.usefixtures("news")
async def test_a_parameter_of_another_kind_of_question(client: httpx.AsyncClient, asked: str) -> None:
    problem(await client.get(asked), 400)


async def test_a_cursor_is_good_for_its_own_listing_only(news: MadeNews, client: httpx.AsyncClient) -> None:
    for number in range(3):
        news.article(f"a-{number}", "One.", SAID)
        news.extraction(f"a-{number}", claims={f"c-{number}": made_claim("One", "One")})
    answer = (await client.get("/claims?limit=1&speaker=one")).json()
    cursor = answer["next_cursor"]
    assert parse_qs(urlsplit(answer["next"]).query) == {"limit": ["1"], "speaker": ["one"], "cursor": [cursor]}

    assert (await client.get(f"/claims?speaker=one&limit=2&cursor={cursor}")).status_code == 200
    for foreign in ("/claims?", "/claims?speaker=on&", "/articles?speaker=one&", "/strikes?speaker=one&"):
        assert "another listing" in problem(await client.get(f"{foreign}cursor={cursor}"), 400)
    assert "damaged" in problem(await client.get(f"/claims?speaker=one&cursor={cursor[:-4]}"), 400)
    problem(await client.get(f"/claims?speaker=one&cursor={cursor * 40}"), 400)


@pytest.mark.parametrize(
    "change",
    [
        {"key": [10**30, "a", 1, "c"]},
        {"key": [-(10**17), "a", 1, "c"]},
        {"key": [0, "a", 2**63, "c"]},
        {"key": [0, "\ud800", 1, "c"]},
        {"snapshot": "999999999999999-0"},
    ],
)
async def test_a_forged_cursor_is_refused(news: MadeNews, client: httpx.AsyncClient, change: dict[str, object]) -> None:
    for number in range(2):
        news.article(f"a-{number}", "One.", SAID)
    cursor = (await client.get("/articles?limit=1")).json()["next_cursor"]
    genuine = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    forged = base64.urlsafe_b64encode(json.dumps(genuine | change).encode()).decode().rstrip("=")
    problem(await client.get(f"/articles?cursor={forged}"), 400)


@pytest.mark.parametrize("path", ["/articles/x", "/claims/x", "/strikes/x", "/nowhere", "/docs", "/redoc"])
@pytest.mark.usefixtures("news")
async def test_what_is_not_there(client: httpx.AsyncClient, path: str) -> None:
    problem(await client.get(path), 404)


@pytest.mark.usefixtures("news")
async def test_another_host_gets_nothing(client: httpx.AsyncClient) -> None:
    for path in (*LISTINGS, "/healthz"):
        assert "CLAIMWIRE_ALLOWED_HOSTS" in problem(await client.get(path, headers={"Host": "evil.example"}), 421)


@pytest.mark.usefixtures("news")
async def test_nothing_can_be_written(client: httpx.AsyncClient) -> None:
    problem(await client.post("/articles", content=b"{}", headers={"Origin": "https://evil.example"}), 403)
    problem(await client.post("/articles", json={}), 405)


async def test_without_read_models_it_says_what_to_start_and_recovers_by_itself(
    client: httpx.AsyncClient, views: ViewDatabase
) -> None:
    for path in ("/articles", "/claims", "/strikes", "/strikes.geojson", "/readyz", "/claims?wait_for=0:1-0"):
        assert "start the projection" in problem(await client.get(path), 503)
    assert (await client.get("/healthz")).status_code == 200

    store = ViewStore(views)
    store.open("epoch-1", 0)
    store.close()
    assert (await client.get("/readyz")).json() == {"status": "ok", "position": "0:0-0"}
    assert (await client.get("/claims")).json()["items"] == []


async def test_read_models_of_another_version_are_named(
    request: pytest.FixtureRequest, views: ViewDatabase, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    if isinstance(views, SqliteViews):
        SqliteViews(tmp_path, 99).writer().dispose()
    else:
        PostgresViews(request.getfixturevalue("postgres_url"), version=99).writer().dispose()

    detail = problem(await client.get("/claims"), 503)
    assert "finds build 1 of projection/v99: start the projection of the same version" in detail
    assert (await client.get("/healthz")).status_code == 200


@pytest.mark.parametrize("views_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("content", [b"", b"not a database, whatever its name says " * 20])
async def test_a_file_that_is_no_view_is_a_problem_until_it_is_one(
    client: httpx.AsyncClient, tmp_path: Path, content: bytes
) -> None:
    path = SqliteViews(tmp_path).path
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    for asked in ("/claims", "/readyz", "/healthz"):
        detail = problem(await client.get(asked), 503)
        assert "cannot be read" in detail if not content else "delete the file (with its -wal and -shm)" in detail

    path.unlink()
    store = ViewStore(SqliteViews(tmp_path))
    store.open("epoch-1", 0)
    MadeNews(lambda entry: store.apply([entry])).article("a-1", "One.", SAID)
    store.close()
    assert len((await client.get("/articles")).json()["items"]) == 1


async def test_a_client_can_wait_for_its_own_write(news: MadeNews, client: httpx.AsyncClient) -> None:
    news.article("a-1", "One.", SAID)
    upcoming = f"0:{news.position.id.ms + 1000}-0"
    waiting = asyncio.create_task(client.get(f"/articles?wait_for={upcoming}"))
    await asyncio.wait([waiting], timeout=0.2)
    assert not waiting.done()
    news.article("a-2", "Two.", SAID)
    response = await waiting
    assert len(response.json()["items"]) == 2
    assert response.headers["claimwire-position"] == upcoming


@pytest.mark.usefixtures("news")
async def test_a_wait_ends(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimwire.views.view_reader._WAIT_S", 0.1)
    assert "did not reach 0:99999999999999-0" in problem(await client.get("/claims?wait_for=0:99999999999999-0"), 503)

"""Dead letters and parked events over HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import httpx
import pytest

from claimwire.events import Stream, to_fields
from claimwire.log import EntryId, EventLog, MemoryLog
from claimwire.testing import publication, published_article
from claimwire.views import ViewReader
from claimwire_query.adapters.http.application import make_application
from claimwire_query.adapters.http.repair_desk import RepairDesk
from claimwire_query.settings import QuerySettings

ORDER = {"operator": "ines"}

pytestmark = pytest.mark.parametrize("log", ["memory"], indirect=True)  # which log it is, the routes do not know


def client(view: ViewReader, log: EventLog | None) -> httpx.AsyncClient:
    desk = RepairDesk(view, log, partial(datetime.now, UTC))
    transport = httpx.ASGITransport(app=make_application(view, QuerySettings(), desk))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost:8080")


@pytest.fixture
async def web(world: Any) -> AsyncIterator[httpx.AsyncClient]:
    async with client(world.view, world.log) as found:
        yield found


async def given_up(world: Any) -> tuple[str, str]:
    """The positions of a dead letter and of a parked entry with one behind it."""
    await world.log.append([publication("a-1")])
    [letter] = await world.extract(until=1, stream=Stream.DEAD)
    foreign = await world.add_foreign(
        Stream.ARTICLES, {**to_fields(published_article("a-2")), b"type": b"claimwire.article.painted"}
    )
    await world.log.append([publication("a-2")])
    await world.project()
    return f"0:{letter.id}", str(foreign)


def problem(answer: httpx.Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    return f"{told['title']}: {told['detail']}"


async def test_the_listing_shows_what_is_open_page_by_page(world: Any, web: httpx.AsyncClient) -> None:
    letter, foreign = await given_up(world)

    first = (await web.get("/dead", params={"limit": 1})).json()
    [parked] = first["items"]
    assert (parked["position"], parked["where"], parked["state"], parked["queued"]) == (foreign, "view", "open", 1)
    second = (await web.get(first["next"])).json()
    assert [item["position"] for item in second["items"]] == [letter]
    assert (second["next"], second["next_cursor"]) == (None, None)
    states = [item["state"] for item in (await web.get("/dead", params={"state": "all"})).json()["items"]]
    assert states == ["queued", "open", "open"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"where": "dead"}, ["dead"]),
        ({"where": "view"}, ["view"]),
        ({"group": "extractor"}, ["dead"]),
        ({"group": "projection/v3"}, ["view"]),
        ({"error": "choked [ON THIS]"}, ["dead"]),
        ({"error": "100%"}, []),
        ({"article_id": "a-2"}, ["view"]),
        ({"since": "2020-01-01"}, ["view", "dead"]),
        ({"until": "2020-01-01"}, []),
        ({"state": "skipped"}, []),
        ({"state": "queued"}, ["view"]),
    ],
)
async def test_each_filter_holds(world: Any, web: httpx.AsyncClient, asked: dict[str, str], found: list[str]) -> None:
    await given_up(world)

    assert [item["where"] for item in (await web.get("/dead", params=asked)).json()["items"]] == found


async def test_the_tally_counts_what_is_open(world: Any, web: httpx.AsyncClient) -> None:
    letter, _ = await given_up(world)

    told = (await web.get("/dead/tally")).json()
    assert (told["dead"], told["parked"], told["queued"]) == (1, 1, 1)
    [item] = (await web.get(f"/dead/{letter}")).json()["items"]
    assert told["oldest"] == item["recorded_at"]


async def test_one_is_shown_with_all_that_is_known(world: Any, web: httpx.AsyncClient) -> None:
    letter, foreign = await given_up(world)

    [dead] = (await web.get(f"/dead/{letter}")).json()["items"]
    [parked] = (await web.get(f"/dead/{foreign}")).json()["items"]
    assert (dead["event"]["data"]["article_id"], "Traceback" in dead["traceback"]) == ("a-1", True)
    assert (parked["event"], [one["event_type"] for one in parked["waiting"]]) == (
        None,
        ["claimwire.article.published"],
    )
    assert {"name": "type", "value": "claimwire.article.painted", "encoding": "utf-8"} in parked["fields"]


async def test_a_retry_is_seen_once_the_read_models_have_obeyed(world: Any, web: httpx.AsyncClient) -> None:
    letter, _ = await given_up(world)

    answer = await web.post(f"/dead/{letter}/retry", json=ORDER | {"reason": "mended"})
    assert (answer.status_code, answer.json()["result"]) == (200, "done")
    await world.project()
    told = {"wait_for": answer.headers["Claimwire-Position"]}
    [item] = (await web.get(f"/dead/{letter}", params=told)).json()["items"]
    assert (item["state"], item["operator"], item["note"]) == ("retried", "ines", "mended")
    assert "retried by ines" in problem(await web.post(f"/dead/{letter}/retry", json=ORDER), 409)


async def test_a_skip_needs_a_note_and_lets_the_queue_go(world: Any, web: httpx.AsyncClient) -> None:
    _, foreign = await given_up(world)

    assert "/note" in problem(await web.post(f"/dead/{foreign}/skip", json=ORDER), 422)
    assert "/note" in problem(await web.post(f"/dead/{foreign}/skip", json=ORDER | {"note": "  "}), 422)
    answer = await web.post(f"/dead/{foreign}/skip", json=ORDER | {"note": "a stray entry"})
    await world.project()

    assert answer.status_code == 200
    assert (await web.get("/dead", params={"where": "view"})).json()["items"] == []
    assert (await web.get("/articles/a-2")).status_code == 200


async def test_many_are_retried_after_a_dry_run(world: Any, web: httpx.AsyncClient) -> None:
    letter, _ = await given_up(world)
    order = ORDER | {"where": "dead", "group": "extractor"}
    end = await world.log.end()

    dry = (await web.post("/dead/retry", json=order | {"dry_run": True})).json()
    assert (dry["matched"], dry["retried"], [item["position"] for item in dry["first"]]) == (1, 0, [letter])
    assert await world.log.end() == end
    wet = (await web.post("/dead/retry", json=order)).json()
    assert (wet["matched"], wet["retried"], wet["refused"]) == (1, 1, [])
    await world.project()
    assert (await web.get("/dead", params={"where": "dead"})).json()["items"] == []


async def test_bad_questions_and_orders_are_told_what_is_wrong(world: Any, web: httpx.AsyncClient) -> None:
    letter, _ = await given_up(world)

    assert "cursor is damaged" in problem(await web.get("/dead", params={"cursor": "0:1-1/nowhere/x"}), 400)
    assert "state" in problem(await web.get("/dead", params={"state": "lost"}), 400)
    assert "colour" in problem(await web.get("/dead", params={"colour": "red"}), 400)
    assert "position" in problem(await web.get("/dead/yesterday"), 400)
    assert "0:1-1" in problem(await web.get("/dead/0:1-1"), 404)
    assert "0:1-1" in problem(await web.post("/dead/0:1-1/retry", json=ORDER), 404)
    assert "/operator" in problem(await web.post(f"/dead/{letter}/retry", json={}), 422)
    assert "/operator" in problem(await web.post("/dead/retry", json={"dry_run": True}), 422)
    assert "/operator" in problem(
        await web.post(
            f"/dead/{letter}/retry", content=rb'{"operator": "\ud800"}', headers={"Content-Type": "application/json"}
        ),
        422,
    )
    problem(await web.post(f"/dead/{letter}/retry", content="operator=ines"), 415)
    problem(await web.post(f"/dead/{letter}/retry", json=ORDER, headers={"Origin": "https://evil.example"}), 403)
    assert len(await world.log.read((await world.log.end()), [Stream.CONTROL], limit=9)) == 0


async def test_without_a_log_only_looking_works(world: Any) -> None:
    letter, _ = await given_up(world)
    async with client(world.view, None) as web:
        assert (await web.get(f"/dead/{letter}")).status_code == 200
        assert "CLAIMWIRE_REDIS_URL" in problem(await web.post(f"/dead/{letter}/retry", json=ORDER), 501)
        dry = await web.post("/dead/retry", json=ORDER | {"dry_run": True})
    assert dry.json()["matched"] == 2


async def test_another_log_than_that_of_the_read_models_is_not_written_to(world: Any) -> None:
    letter, _ = await given_up(world)
    other = MemoryLog(lambda: 1)
    other.epoch = "another"
    async with client(world.view, other) as web:
        assert "of epoch another" in problem(await web.post(f"/dead/{letter}/retry", json=ORDER), 503)
    assert await other.end() == EntryId.START

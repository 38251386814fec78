"""Guards and problems on an application made up here."""

import time
from collections.abc import AsyncIterator, Callable
from typing import Annotated

import httpx
import pytest
from fastapi import FastAPI, Query
from pydantic import BaseModel

from claimwire.errors import LogFull, LogUnavailable, UnreadableArticle
from claimwire.http import PROBLEM_MEDIA_TYPE, ProblemError, install_guards, install_problems

JSON = {"content-type": "application/json"}
GOOD = '{"words": "short", "pages": [1]}'


class Note(BaseModel):
    words: str
    pages: list[int]


def application(monotonic: Callable[[], float] = time.monotonic) -> FastAPI:
    app = FastAPI()
    install_problems(app, monotonic)
    install_guards(app, allowed_hosts=["desk.example"], allowed_origins=["https://desk.example"], max_body=64)

    @app.post("/notes")
    async def write(note: Note) -> Note:
        return note

    @app.get("/notes")
    async def read(limit: Annotated[int, Query(ge=1)] = 1) -> int:
        return limit

    @app.get("/broken/{how}")
    async def broken(how: str) -> None:
        raise {
            "full": LogFull("the disk is full"),
            "away": LogUnavailable("nobody answers"),
            "unreadable": UnreadableArticle("there are no words in it"),
            "gone": ProblemError(410, "Gone", "it was here", type_uri="urn:x:gone", headers={"X-Was": "here"}),
        }.get(how, ZeroDivisionError("secret"))

    return app


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(application(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8081") as client:
        yield client


def problem(response: httpx.Response, status: int) -> str:
    assert response.status_code == status
    assert response.headers["content-type"] == PROBLEM_MEDIA_TYPE
    body = response.json()
    assert body["status"] == status
    assert body["title"]
    detail: str = body["detail"]
    return detail


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8081",
        "LOCALHOST:1",
        "127.0.0.1:80",
        "[::1]:8081",
        "[::1]",
        "desk.example",
        "Desk.example:80",
    ],
)
async def test_names_on_the_list_and_of_loopback_are_served(client: httpx.AsyncClient, host: str) -> None:
    assert (await client.get("/notes", headers={"host": host})).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8081", "user@localhost", "", "[::1", "::1"],
)
async def test_any_other_host_is_misdirected(client: httpx.AsyncClient, host: str) -> None:
    assert "CLAIMWIRE_ALLOWED_HOSTS" in problem(await client.get("/notes", headers={"host": host}), 421)


async def test_two_hosts_are_misdirected(client: httpx.AsyncClient) -> None:
    request = client.build_request("GET", "/notes")
    request.headers = httpx.Headers([("host", "localhost"), ("host", "evil.example")])

    problem(await client.send(request), 421)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:8080", "https://desk.example.evil"]
)
async def test_a_web_page_may_not_write(client: httpx.AsyncClient, origin: str) -> None:
    response = await client.post("/notes", content=GOOD, headers={**JSON, "origin": origin})

    assert "CLAIMWIRE_ALLOWED_ORIGINS" in problem(response, 403)


async def test_a_web_page_may_not_delete(client: httpx.AsyncClient) -> None:
    problem(await client.delete("/notes", headers={"origin": "https://evil.example"}), 403)


async def test_a_listed_page_may_write_and_any_may_read(client: httpx.AsyncClient) -> None:
    written = await client.post("/notes", content=GOOD, headers={**JSON, "origin": "https://Desk.example"})
    read = await client.get("/notes", headers={"origin": "https://evil.example"})

    assert (written.status_code, read.status_code) == (200, 200)
    assert "access-control-allow-origin" not in read.headers


@pytest.mark.parametrize(
    "media_type",
    [None, "", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1", "text/json"],
)
async def test_a_write_must_be_json(client: httpx.AsyncClient, media_type: str | None) -> None:
    headers = {} if media_type is None else {"content-type": media_type}

    assert "application/json" in problem(await client.post("/notes", content=GOOD, headers=headers), 415)


async def test_json_may_name_its_charset(client: httpx.AsyncClient) -> None:
    headers = {"content-type": 'Application/JSON; charset="UTF-8"'}

    assert (await client.post("/notes", content=GOOD, headers=headers)).status_code == 200


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"{", "the body is not JSON: Expecting property name"),
        (b"", "the body is empty"),
        (b'{"words": "\xff"}', "the body is not UTF-8"),
        (b"[" * 64, "the body is not JSON"),
    ],
)
async def test_a_malformed_body(client: httpx.AsyncClient, body: bytes, detail: str) -> None:
    assert detail in problem(await client.post("/notes", content=body, headers=JSON), 400)


async def test_each_fault_of_the_body_is_pointed_at(client: httpx.AsyncClient) -> None:
    response = await client.post("/notes", content='{"pages": [1, "x"]}', headers=JSON)

    problem(response, 422)
    assert [error["pointer"] for error in response.json()["errors"]] == ["#/words", "#/pages/1"]


async def test_a_wrong_parameter_is_named(client: httpx.AsyncClient) -> None:
    response = await client.get("/notes?limit=0")

    problem(response, 400)
    assert response.json()["errors"][0]["parameter"] == "limit"


async def test_unknown_path_and_method(client: httpx.AsyncClient) -> None:
    problem(await client.get("/nowhere"), 404)
    for response in (await client.delete("/notes"), await client.put("/notes", content="x")):
        problem(response, 405)
        assert response.headers["allow"] in {"GET", "POST", "GET, POST", "POST, GET"}


@pytest.mark.parametrize("how", ["full", "away"])
async def test_what_may_succeed_later_says_when(client: httpx.AsyncClient, how: str) -> None:
    response = await client.get(f"/broken/{how}")

    problem(response, 503)
    assert int(response.headers["retry-after"]) > 0


async def test_an_outage_does_not_flood_the_log(caplog: pytest.LogCaptureFixture) -> None:
    times = [100.0, 100.2, 102.0, 104.9, 105.0, 105.1, 200.0, 300.0]
    clock = iter(times)
    transport = httpx.ASGITransport(application(lambda: next(clock)))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8081") as client:
        for _ in times:
            problem(await client.get("/broken/away"), 503)

    said = "a request has to be repeated: nobody answers"
    assert [record.getMessage() for record in caplog.records if "repeated" in record.getMessage()] == [
        said,
        f"{said} (and 3 more since this was last said)",
        f"{said} (and 1 more since this was last said)",
        said,
    ]


async def test_our_own_problems(client: httpx.AsyncClient) -> None:
    assert problem(await client.get("/broken/unreadable"), 422) == "there are no words in it"
    gone = await client.get("/broken/gone")

    assert problem(gone, 410) == "it was here"
    assert (gone.json()["type"], gone.headers["x-was"]) == ("urn:x:gone", "here")


async def test_a_bug_does_not_tell_its_inside(client: httpx.AsyncClient) -> None:
    assert "secret" not in problem(await client.get("/broken/otherwise"), 500)


@pytest.mark.parametrize("size", [63, 64])
async def test_a_body_up_to_the_limit_is_taken(client: httpx.AsyncClient, size: int) -> None:
    assert (await client.post("/notes", content=GOOD.ljust(size), headers=JSON)).status_code == 200


async def test_a_declared_length_over_the_limit(client: httpx.AsyncClient) -> None:
    assert "over 64 bytes" in problem(await client.post("/notes", content=GOOD.ljust(65), headers=JSON), 413)


async def test_an_undeclared_length_over_the_limit(client: httpx.AsyncClient) -> None:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(65):
            yield b" "

    assert "over 64 bytes" in problem(await client.post("/notes", content=body(), headers=JSON), 413)
    assert (await client.post("/notes", content=GOOD, headers=JSON)).status_code == 200

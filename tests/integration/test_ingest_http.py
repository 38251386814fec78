"""Articles over HTTP: every bad input gets a clear answer, and the next good article goes through."""

import itertools
import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

import httpx
import pytest

from claimwire.errors import LogFull, LogMismatch, LogUnavailable
from claimwire.events import ArticleText, Stream
from claimwire.events.ids import ArticleKey, article_id
from claimwire.log import Append, AppendOutcome, EntryId, MemoryLog, RedisLog
from claimwire.service import HttpServer
from claimwire.takedown import takedown_command
from claimwire_ingest.app import Ingest, build
from claimwire_ingest.settings import IngestSettings

URL = "https://courier.example/harbour"
GOOD: dict[str, Any] = {
    "url": URL,
    "publisher": "The Courier",
    "headline": "Harbour closed",
    "published_at": "2031-03-04T06:31:00Z",
    "text": "The harbour was closed on Tuesday after a drone had hit it, the mayor of the town said.",
}
NOW = datetime(2031, 3, 4, 7, 0, tzinfo=UTC)
LIMIT = 200_000


def settings(data_dir: Path, redis_url: str = "redis://127.0.0.1:1") -> IngestSettings:
    return IngestSettings(redis_url=redis_url, data_dir=data_dir, max_body_bytes=LIMIT)


def memory_log() -> MemoryLog:
    ticks = itertools.count(1_000)
    return MemoryLog(lambda: next(ticks))


def client_of(ingest: Ingest) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(ingest.app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8081")


@pytest.fixture
def log() -> MemoryLog:
    return memory_log()


@pytest.fixture
async def client(tmp_path: Path, log: MemoryLog) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(build(settings(tmp_path), log=log, now=lambda: NOW)) as client:
        yield client


async def articles(log: MemoryLog) -> list[ArticleText]:
    bodies = [entry.event().data for entry in await log.read(EntryId.START, [Stream.ARTICLES], limit=100)]
    return [body for body in bodies if isinstance(body, ArticleText)]


async def test_an_article_is_published_repeated_revised_and_withdrawn(
    client: httpx.AsyncClient, log: MemoryLog
) -> None:
    answers = [
        await client.post("/articles", json=GOOD),
        await client.post("/articles", json={**GOOD, "url": f"{URL}?utm_source=feed#top"}),
        await client.post("/articles", json={**GOOD, "text": "The harbour is open again."}),
        await client.post(f"/articles/{article_id(ArticleKey.URL, URL)}/withdrawal", json={"reason": "retracted"}),
        await client.post(f"/articles/{article_id(ArticleKey.URL, URL)}/withdrawal", json={"reason": "retracted"}),
    ]

    identity = article_id(ArticleKey.URL, URL)
    assert [(answer.status_code, answer.json()) for answer in answers] == [
        (201, {"article_id": identity, "revision": 1, "outcome": "published", "position": "0:1000-0"}),
        (200, {"article_id": identity, "revision": 1, "outcome": "duplicate", "position": None}),
        (201, {"article_id": identity, "revision": 2, "outcome": "revised", "position": "0:1001-0"}),
        (201, {"article_id": identity, "revision": 2, "outcome": "withdrawn", "position": "0:1002-0"}),
        (200, {"article_id": identity, "revision": 2, "outcome": "duplicate", "position": None}),
    ]
    first = (await articles(log))[0]
    assert first.text == f"Harbour closed\n\n{GOOD['text']}"
    assert (first.language, first.source, first.retrieved_at) == ("en", "api", NOW)


async def test_an_article_that_was_taken_down_is_refused_for_legal_reasons(
    client: httpx.AsyncClient, log: MemoryLog
) -> None:
    identity = article_id(ArticleKey.URL, URL)
    await client.post("/articles", json=GOOD)
    await log.bar(identity)
    answers = [
        await client.post("/articles", json={**GOOD, "text": "The harbour is open again."}),
        await client.post(f"/articles/{identity}/withdrawal", json={"reason": "retracted"}),
    ]

    for answer in answers:
        assert (answer.status_code, answer.headers["content-type"]) == (451, "application/problem+json")
        assert answer.json()["title"] == "Unavailable For Legal Reasons"
        assert "was taken down" in answer.json()["detail"]
    assert len(await articles(log)) == 1

    await log.append([Append(event=takedown_command(identity, operator="desk", reason="court", now=NOW))])
    late = await client.post(f"/articles/{identity}/withdrawal", json={"reason": "retracted"})
    assert (late.status_code, "was taken down" in late.json()["detail"]) == (451, True)
    unknown = await client.post("/articles/nobody/withdrawal", json={"reason": "retracted"})
    assert unknown.status_code == 404


async def test_a_page_is_read(client: httpx.AsyncClient, log: MemoryLog) -> None:
    page = "<html lang='uk'><body><article><h1>Порт закрито</h1><p>Двоє докерів поранені.</p></article></body></html>"

    answer = await client.post("/articles", json={"url": URL, "html": page})

    assert answer.status_code == 201
    (article,) = await articles(log)
    assert article.language == "uk"
    assert article.text.endswith("Двоє докерів поранені.")


def body(**changes: Any) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


BAD: dict[str, tuple[bytes, int, str]] = {
    "malformed": (b'{"text": "a"', 400, "not JSON"),
    "empty": (b"", 400, "empty"),
    "latin-1": ('{"text": "Straße"}'.encode("latin-1"), 400, "UTF-8"),
    "nested": (b"[" * 100_000, 400, "not JSON|nested"),
    "an array": (b"[]", 422, "valid dictionary"),
    "null": (b"null", 422, "#: Field required|#: Input should"),
    "no text": (b"{}", 422, "either text or html"),
    "blank text": (body(text=" \n"), 422, "either text or html"),
    "only control characters": (body(text="\u0000\u0007"), 422, "no words"),
    "text and html": (body(html="<p>a"), 422, "either text or html"),
    "html with no text": (json.dumps({"url": URL, "html": "<html><body><img src=x></body></html>"}).encode(), 422, "no article text"),
    "html of scripts": (json.dumps({"url": URL, "html": "<script>alert(1)</script>"}).encode(), 422, "no article text"),
    "lone surrogate": (b'{"url": "https://courier.example/", "text": "\\ud800 a"}', 422, "surrogate"),
    "surrogate as name": (b'{"text": "a", "\\ud800": 1}', 422, "valid string"),
    "nothing identifies it": (b'{"text": "a"}', 422, "give its url"),
    "an id of nobody": (b'{"text": "a", "id": "7"}', 422, "needs the publisher"),
    "script address": (body(url="javascript:alert(1)"), 422, "/url"),
    "naive time": (body(published_at="2031-03-04T06:31:00"), 422, "/published_at"),
    "not a number": (b'{"text": "a", "published_at": NaN}', 422, "/published_at"),
    "endless number": (b'{"published_at": ' + b"9" * 5_000 + b"}", 400, "."),
    "unknown field": (body(colour="blue"), 422, "/colour"),
    "wrong type": (body(text=["a"]), 422, "/text"),
    "over the limit": (body(text="a" * LIMIT), 413, "over 200000 bytes"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
async def test_bad_input(client: httpx.AsyncClient, log: MemoryLog, name: str) -> None:
    content, status, detail = BAD[name]

    answer = await client.post("/articles", content=content, headers={"content-type": "application/json"})

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    with pytest.raises(AssertionError, match=detail):
        raise AssertionError(answer.json()["detail"])
    assert await articles(log) == []
    assert (await client.post("/articles", json=GOOD)).status_code == 201
    assert len(await articles(log)) == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"host": "evil.example"}, 421),
    ],
)
@pytest.mark.parametrize("path", ["/articles", "/articles/a-1/withdrawal"])
async def test_a_web_page_cannot_write(
    client: httpx.AsyncClient, log: MemoryLog, headers: dict[str, str], status: int, path: str
) -> None:
    answer = await client.post(path, content=body(), headers={"content-type": "application/json", **headers})

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert await articles(log) == []


async def test_a_preflight_is_never_granted(client: httpx.AsyncClient) -> None:
    asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}

    answer = await client.options("/articles", headers=asked)

    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_an_unknown_article_cannot_be_withdrawn(client: httpx.AsyncClient) -> None:
    answers = [
        await client.post("/articles/nobody/withdrawal", json={"reason": "why"}),
        await client.post("/articles/nobody/withdrawal", json={"reason": " "}),
        await client.post("/articles/nobody/withdrawal", json={}),
    ]

    assert [answer.status_code for answer in answers] == [404, 422, 422]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("GET", "/articles", 405)])
async def test_unknown_routes(client: httpx.AsyncClient, method: str, path: str, status: int) -> None:
    answer = await client.request(method, path)

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


async def test_the_interface_is_described_with_examples(client: httpx.AsyncClient) -> None:
    described = (await client.get("/openapi.json")).json()

    send = described["paths"]["/articles"]["post"]
    assert set(send["requestBody"]["content"]["application/json"]["examples"]) == {"text", "html"}
    assert {"200", "201", "400", "403", "413", "415", "421", "422", "451", "503"} == set(send["responses"])
    assert "application/problem+json" in send["responses"]["422"]["content"]
    for example in send["requestBody"]["content"]["application/json"]["examples"].values():
        assert (await client.post("/articles", json=example["value"])).status_code == 201


class FailingLog(MemoryLog):
    """Fails as it is told, then works."""

    def __init__(self, *failures: Exception) -> None:
        ticks = itertools.count(1_000)
        super().__init__(lambda: next(ticks))
        self.failures = list(failures)
        self.opened = 0

    async def open(self) -> None:
        self.opened += 1

    async def append(self, appends: Sequence[Append], *, known_until: EntryId = EntryId.START) -> list[AppendOutcome]:
        if self.failures:
            raise self.failures.pop(0)
        return await super().append(appends, known_until=known_until)


@pytest.mark.parametrize(("failure", "opened"), [(LogFull("the disk is full"), 1), (LogUnavailable("nobody there"), 2)])
async def test_a_log_that_takes_nothing_for_now(tmp_path: Path, failure: Exception, opened: int) -> None:
    log = FailingLog(failure)
    async with client_of(build(settings(tmp_path), log=log)) as client:
        answer = await client.post("/articles", json=GOOD)
        again = await client.post("/articles", json=GOOD)

    assert (answer.status_code, answer.headers["retry-after"], answer.json()["detail"]) == (503, "5", str(failure))
    assert (again.status_code, again.json()["outcome"]) == (201, "published")
    assert log.opened == opened


async def test_without_a_server_it_is_alive_but_not_ready(tmp_path: Path) -> None:
    async with client_of(build(settings(tmp_path))) as client:
        answers = [await client.get("/healthz"), await client.get("/readyz"), await client.post("/articles", json=GOOD)]

    assert [answer.status_code for answer in answers] == [200, 503, 503]


async def test_on_a_real_server_it_is_ready(tmp_path: Path, redis_url: str) -> None:
    log = RedisLog(redis_url)
    async with client_of(build(settings(tmp_path), log=log)) as client:
        answers = [await client.get("/readyz"), await client.post("/articles", json=GOOD)]
    await log.close()

    assert [answer.status_code for answer in answers] == [200, 201]


class StrangeLog(MemoryLog):
    async def open(self) -> None:
        raise LogMismatch("another epoch")


def test_a_log_that_is_not_ours_ends_the_process(tmp_path: Path, unused_tcp_port: int) -> None:
    log = StrangeLog(lambda: 1)
    given = settings(tmp_path).model_copy(update={"ingest_port": unused_tcp_port})

    assert build(given, log=log).serve() == 2


@pytest.fixture
def served(tmp_path: Path) -> Iterator[int]:
    """Port of a service on a real socket."""
    server = HttpServer(build(settings(tmp_path), log=memory_log()).app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.serve)
    thread.start()
    transport = httpx.HTTPTransport(retries=8)
    with httpx.Client(transport=transport) as client:
        assert client.get(f"http://127.0.0.1:{server.port}/healthz").status_code == 200
    yield server.port
    server.stop(0)
    thread.join(timeout=20)
    assert not thread.is_alive()


FIFTY_MB = 50_000_000


def chunked(sender: socket.socket) -> None:
    sender.sendall(b"Transfer-Encoding: chunked\r\n\r\n")
    chunk = b"%x\r\n%s\r\n" % (1_000_000, b" " * 1_000_000)
    for _ in range(FIFTY_MB // 1_000_000):
        sender.sendall(chunk)
    sender.sendall(b"0\r\n\r\n")


def declared(sender: socket.socket) -> None:
    sender.sendall(b"Content-Length: %d\r\n\r\n" % FIFTY_MB)
    for _ in range(FIFTY_MB // 1_000_000):
        sender.sendall(b" " * 1_000_000)


@pytest.mark.parametrize("send", [declared, chunked])
def test_fifty_megabytes_are_refused_and_never_held(served: int, send: Any) -> None:
    before = getrusage(RUSAGE_SELF).ru_maxrss
    with socket.create_connection(("127.0.0.1", served), timeout=30) as sender:
        sender.sendall(b"POST /articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
        send(sender)
        answer = b"".join(iter(lambda: sender.recv(65_536), b""))

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["status"] == 413
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 25_000  # kilobytes
    assert httpx.post(f"http://127.0.0.1:{served}/articles", json=GOOD).status_code == 201

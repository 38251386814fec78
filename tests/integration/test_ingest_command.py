"""``claimwire ingest``, as it is called."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from claimwire.embedded import EmbeddedServer
from claimwire.embedded.running_url import SERVER_FOLDER
from claimwire.events import ArticleText, from_fields
from claimwire.events.ids import ArticleKey, article_id
from claimwire.log.redis_streams.keys import Keys

GOOD: dict[str, Any] = {
    "text": "The harbour was closed on Tuesday.",
    "url": "https://courier.example/a",
    "language": "en",
}

Ingest = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def ingest(tmp_path: Path) -> Ingest:
    def run(*arguments: str | Path, words: bytes = b"") -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, "-m", "claimwire.cli", "ingest", "--data-dir", tmp_path / "data", *arguments],
            input=words,
            capture_output=True,
            env={name: value for name, value in os.environ.items() if not name.startswith("CLAIMWIRE_")},
            timeout=120,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "a.txt").write_text("Two dockers were wounded.")
    (folder / "a.json").write_text(
        json.dumps({"headline": "Harbour hit", "publisher": "P", "published": "2031-03-04T06:31:00Z"})
    )
    (folder / "b.txt").write_bytes(b"\x00\xff\x00")
    (folder / "c.html").write_text("<html><body><article><p>Nobody was hurt in Izmail.</p></article></body></html>")
    (folder / "d.html").write_text("<html><body></body></html>")
    (folder / "e.jsonl").write_text(f"{json.dumps(GOOD)}\n{{\n{json.dumps({**GOOD, 'text': 'It is open again.'})}\n")
    return folder


def texts(redis_url: str) -> list[str]:
    with Redis.from_url(redis_url) as client:
        entries: Any = client.xrange("claimwire:{0}:articles")
    bodies = [from_fields(fields).data for _, fields in entries]
    return [body.text for body in bodies if isinstance(body, ArticleText)]


def outcomes(done: "subprocess.CompletedProcess[str]") -> list[list[str]]:
    return [line.split()[:2] for line in done.stdout.splitlines()[:-1]]


def test_a_folder_with_good_and_bad_articles(ingest: Ingest, folder: Path, redis_url: str) -> None:
    done = ingest(folder, "--redis-url", redis_url)
    again = ingest(folder, "--redis-url", redis_url)

    assert outcomes(done) == [
        ["published", "a.txt"],
        ["error", "b.txt"],
        ["published", "c.html"],
        ["error", "d.html"],
        ["published", "e.jsonl:1"],
        ["error", "e.jsonl:2"],
        ["revised", "e.jsonl:3"],
    ]
    assert done.stdout.splitlines()[-1] == "3 published, 3 error, 1 revised"
    assert (done.returncode, done.stderr) == (1, "")
    assert texts(redis_url)[:2] == ["Harbour hit\n\nTwo dockers were wounded.", "Nobody was hurt in Izmail."]
    assert [first for first, _ in outcomes(again)] == [
        "duplicate", "error", "duplicate", "error", "revised", "error", "revised",
    ]  # fmt: skip


def test_an_article_that_was_taken_down_is_told_and_passed_over(ingest: Ingest, redis_url: str) -> None:
    barred = article_id(ArticleKey.URL, GOOD["url"])
    with Redis.from_url(redis_url) as client:
        client.sadd(Keys(0).barred, barred)
    lines = [GOOD, {**GOOD, "url": "https://courier.example/other"}]

    done = ingest("-", "--redis-url", redis_url, words="\n".join(map(json.dumps, lines)).encode())

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"barred     -:1  {barred} was taken down: nothing about it is taken any more"
    assert done.stdout.splitlines()[-1] == "1 barred, 1 published"
    assert len(texts(redis_url)) == 1


def test_lines_on_standard_input(ingest: Ingest, redis_url: str) -> None:
    lines = [json.dumps({**GOOD, "url": f"https://courier.example/{number}"}).encode() for number in range(250)]

    done = ingest("-", "--redis-url", redis_url, words=b"\n".join(lines))

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "250 published")
    assert outcomes(done)[249] == ["published", "-:250"]
    assert len(texts(redis_url)) == 250


def test_nothing_to_read(ingest: Ingest, tmp_path: Path, redis_url: str) -> None:
    nothing = ingest(tmp_path, "--redis-url", redis_url)
    nowhere = ingest(tmp_path / "nowhere", "--redis-url", redis_url)

    assert (nothing.returncode, nothing.stdout) == (0, "no articles found\n")
    assert (nowhere.returncode, nowhere.stderr) == (
        2,
        f"claimwire: there is no file or folder {tmp_path / 'nowhere'}\n",
    )


def test_without_a_log_it_says_what_to_do(ingest: Ingest, folder: Path) -> None:
    nobody = ingest(folder)
    gone = ingest(folder, "--redis-url", "redis://127.0.0.1:1")

    assert nobody.returncode == 2
    assert "start `claimwire up`" in nobody.stderr
    assert gone.returncode == 1
    assert "does not answer" in gone.stderr


@pytest.fixture
def running(tmp_path: Path) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(tmp_path / "data" / SERVER_FOLDER) as server:
        yield server


def test_it_finds_the_log_of_a_running_system(ingest: Ingest, folder: Path, running: EmbeddedServer) -> None:
    done = ingest(folder / "a.txt")

    assert (done.returncode, outcomes(done)) == (0, [["published", "a.txt"]])
    assert len(texts(running.url)) == 1

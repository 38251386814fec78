"""`claimwire extract` as scripts use it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TEXT = "Two rockets hit a school in Kharkiv on Monday, the mayor, Oksana Hrytsenko, said."
LINE = {"id": "first", "published": "2031-03-05T06:00:00Z", "text": TEXT}


def extract(*arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "claimwire.cli", "extract", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, timeout=120, check=False)


def lines(*articles: Any) -> bytes:
    return b"".join(json.dumps(article).encode() + b"\n" for article in articles)


def events(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_plain_text_gives_its_events_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(f"{TEXT}\r\nNo more is known.".encode())

    done = extract("--published", "2031-03-05", path)

    said = events(done.stdout)
    claim, strike, completed = (event["data"] for event in said)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [event["type"] for event in said] == [
        "claimwire.claim.reported",
        "claimwire.strike.reported",
        "claimwire.extraction.completed",
    ]
    assert {event["subject"] for event in said} == {str(path)}
    assert claim["source"]["name"] == "Oksana Hrytsenko"
    assert strike["occurred"]["date_from"] == "2031-03-03"
    assert completed["claim_ids"] == [claim["claim_id"]]


def test_it_tells_why_in_text_or_in_json(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")

    text = extract("--explain", path).stdout.decode()
    claim, strike = events(extract("--explain", "--jsonl", "-", given=lines(LINE)).stdout)

    assert "  channel:" not in text
    assert "    kind.weapon  this weapon makes it that kind (weapons.csv): “rockets” [4:11]\n" in text
    assert {"field": "kind", "rule": "kind.weapon", "words": {"text": "rockets", "start": 4, "end": 11}} in strike[
        "reasons"
    ]
    assert (claim["article_id"], claim["type"]) == ("first", "claimwire.claim.reported")
    assert all(TEXT[word["start"] : word["end"]] == word["text"] for word in words_of(claim) + words_of(strike))


def test_it_writes_a_page_whole_or_not_at_all(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    second = {**LINE, "id": "second", "headline": "Two rockets hit a school in Kharkiv"}

    done = extract("--jsonl", "--html", page, "-", given=lines(LINE, {"id": "no text"}, second))

    html = page.read_text(encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert html.count("<article ") == 2
    assert "Oksana Hrytsenko</a>" in html
    assert html.rstrip().endswith("</html>")
    assert list(tmp_path.iterdir()) == [page]
    assert b"leave --explain out" in extract("--explain", "--html", page, "-").stderr
    assert page.read_text(encoding="utf-8") == html


def test_a_page_goes_neither_over_its_article_nor_over_a_folder_or_a_device(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    over = extract("--html", article, article)
    folder = extract("--html", tmp_path, article)
    device = extract("--html", pipe, article)

    assert (over.returncode, folder.returncode, device.returncode) == (2, 2, 2)
    assert b"over the article" in over.stderr
    assert b"is a folder: name a file in it" in folder.stderr
    assert b"is a device, a FIFO or a socket" in device.stderr
    assert article.read_text(encoding="utf-8") == TEXT
    assert pipe.is_fifo()


def test_an_output_that_takes_no_more_is_told_in_one_sentence() -> None:
    full = Path("/dev/full")
    if not full.is_char_device():
        pytest.skip("there is no /dev/full on this system")

    with full.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "claimwire.cli", "extract", "--jsonl", "-"],
            input=lines(LINE),
            stdout=out,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )

    assert (done.returncode, done.stderr) == (1, b"claimwire: No space left on device\n")


def words_of(fact: dict[str, Any]) -> list[dict[str, Any]]:
    return [reason["words"] for reason in fact["reasons"] if reason["words"]]


def test_lines_are_answered_in_order_under_the_ids_given() -> None:
    articles = [LINE, {"id": "nothing in it", "published": None, "text": "Calm."}, {**LINE, "id": "third", "more": 1}]

    done = extract("--jsonl", "-", given=lines(*articles))

    said = events(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(dict.fromkeys(event["subject"] for event in said)) == ["first", "nothing in it", "third"]
    assert [event["data"]["article_id"] for event in said] == [event["subject"] for event in said]
    assert sum(event["type"] == "claimwire.extraction.completed" for event in said) == 3


def test_bad_lines_are_told_by_number_and_the_good_ones_go_through() -> None:
    given = b"".join(
        [lines(LINE), b"\n", b"{broken\n", lines({"id": "no text"}), b"\xff\n", lines({**LINE, "id": "last"})]
    )

    done = extract("--jsonl", "-", given=given)

    told = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert list(dict.fromkeys(event["subject"] for event in events(done.stdout))) == ["first", "last"]
    assert len(told) == 3
    assert [number for number in range(1, 7) if any(f"line {number}: " in line for line in told)] == [3, 4, 5]
    assert "text: it is missing" in told[1]


def test_a_text_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes("Київ".encode("cp1251"))

    done = extract(path)

    assert (done.returncode, done.stdout) == (1, b"")
    assert b"is not UTF-8" in done.stderr


def test_a_time_that_is_none_and_one_too_many_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert b"'soon' is not a time like" in extract("--published", "soon", path).stderr
    assert b"every line has its own" in extract("--jsonl", "--published", "2031-03-05", path).stderr
    assert extract(tmp_path / "missing.txt").returncode == 2

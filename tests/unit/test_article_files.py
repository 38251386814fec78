import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from claimwire.errors import MisuseError, UnreadableArticle
from claimwire_ingest.adapters.files import FoundArticle, article_files, read_articles
from claimwire_ingest.adapters.files.read_articles import LARGEST
from claimwire_ingest.core.received import Received

GOOD = {"text": "The harbour was closed.", "url": "https://courier.example/a"}


def folder(root: Path, files: Mapping[str, bytes | str | dict[str, Any]]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        words = json.dumps(content) if isinstance(content, dict) else content
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return root


def found(path: Path) -> list[FoundArticle]:
    return [item for file, relative in article_files(path) for item in read_articles(file, relative)]


def only(path: Path) -> Received:
    (item,) = found(path)
    assert isinstance(item.received, Received), item.received
    return item.received


def refusal(path: Path) -> str:
    (item,) = found(path)
    assert isinstance(item.received, UnreadableArticle)
    return str(item.received)


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.HTML", "a/y.txt", "c.json", "d.jsonl"]
    contents: dict[str, Any] = {"c.json": GOOD, "d.jsonl": json.dumps(GOOD) + "\n" + json.dumps(GOOD)}
    folder(tmp_path, {name: contents.get(name, "<p>words</p>") for name in names})
    folder(
        tmp_path,
        {"b.json": {"publisher": "P"}, "README.md": "x", ".hidden.txt": "x", ".git/a.txt": "x", "e.TXT.bak": ""},
    )

    assert [item.label for item in found(tmp_path)] == [
        "a/y.txt",
        "a/z.HTML",
        "b.txt",
        "c.json",
        "d.jsonl:1",
        "d.jsonl:2",
    ]


def test_a_name_that_is_not_utf_8_identifies_an_article_too(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("The harbour was closed.")

    assert only(tmp_path).path == "caf\\xe9.txt"
    assert [item.label for item in found(tmp_path / os.fsdecode(b"caf\xe9.txt"))] == ["caf\\xe9.txt"]


def test_one_file_goes_by_its_name(tmp_path: Path) -> None:
    received = only(folder(tmp_path, {"north/a.txt": "words"}) / "north" / "a.txt")

    assert (received.path, received.submission.text) == ("a.txt", "words")


@pytest.mark.parametrize("name", ["nowhere", "a.md"])
def test_a_path_that_holds_no_article_is_misuse(tmp_path: Path, name: str) -> None:
    folder(tmp_path, {"a.md": "x"})

    with pytest.raises(MisuseError, match=name):
        found(tmp_path / name)


def test_a_sidecar_tells_about_its_text(tmp_path: Path) -> None:
    known = {"published": "2031-03-04T06:31:00Z", "publisher": "P", "url": None, "id": 7, "headline": "H", "byline": "B",
             "language": "en", "crawler": "x", "text": "not this"}  # fmt: skip
    received = only(folder(tmp_path, {"a.txt": "words", "a.json": known}))

    submission = received.submission
    assert (submission.publisher, submission.headline, submission.byline, submission.language) == ("P", "H", "B", "en")
    assert submission.published_at
    assert submission.published_at.isoformat() == "2031-03-04T06:31:00+00:00"
    assert (submission.text, submission.url, submission.id) == ("words", None, None)
    assert (received.sidecar_id, received.path) == ("7", "a.txt")


def test_an_id_of_json_is_the_publishers_if_there_is_one(tmp_path: Path) -> None:
    lines = [{**GOOD, "id": "7", "publisher": "P"}, {**GOOD, "id": "7"}]
    folder(tmp_path, {"a.jsonl": "\n".join(map(json.dumps, lines))})

    theirs, ours = [item.received for item in found(tmp_path)]

    assert isinstance(theirs, Received)
    assert isinstance(ours, Received)
    assert (theirs.submission.id, theirs.sidecar_id) == ("7", None)
    assert (ours.submission.id, ours.sidecar_id) == (None, "7")


@pytest.mark.parametrize(
    "content",
    [
        "Жодних втрат – “немає”".encode(),
        "Жодних втрат – “немає”".encode("utf-8-sig"),
        "Жодних втрат – “немає”".encode("utf-16"),
        "Жодних втрат – “немає”".encode("utf-32"),
    ],
)
def test_unicode_is_decoded(tmp_path: Path, content: bytes) -> None:
    assert only(folder(tmp_path, {"a.txt": content})).submission.text == "Жодних втрат – “немає”"


def test_a_page_is_decoded_as_it_declares(tmp_path: Path) -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Жодних втрат</p>'

    assert only(folder(tmp_path, {"a.html": page.encode("cp1251")})).submission.html == page


def test_an_undeclared_encoding_is_detected(tmp_path: Path) -> None:
    text = "Влада міста повідомила, що порт закрито до середи. Двоє докерів поранені, сказала речниця. " * 5

    assert only(folder(tmp_path, {"a.txt": text.encode("cp1251")})).submission.text == text


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.txt": b""}, "either text or html"),
        ({"a.txt": b"\x00\x01\x02\xff"}, "binary"),
        ({"a.txt": b"\xff\xfeab\x00\xd8"}, "claims to be in utf-16"),
        ({"a.html": b'<meta charset="utf-8"><p>\xff\xfa'}, "claims to be in utf-8"),
        ({"a.html": b'<meta charset="klingon"><p>\xff\xfa'}, "claims to be in klingon"),
        ({"a.txt": b"a" * (LARGEST + 1)}, "over 10000000 bytes"),
        ({"a.txt": "words", "a.json": "{"}, "not JSON"),
        ({"a.txt": "words", "a.json": "[]"}, "sidecar a.json is not a JSON object"),
        ({"a.txt": "words", "a.json": {"published": "yesterday"}}, "published_at: "),
        ({"a.json": "7"}, "not a JSON object"),
        ({"a.json": b'{"text": "\xff"}'}, "not JSON in UTF-8"),
        ({"a.json": '{"text": "\\ud800"}'}, "not JSON in UTF-8"),
        ({"a.json": "[" * 100_000}, "not JSON in UTF-8"),
        ({"a.json": {"headline": "no text"}}, "^an article has either text or html"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, files: Mapping[str, Any], message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        raise AssertionError(refusal(folder(tmp_path, files)))


def test_a_link_to_nothing_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")

    assert found(tmp_path) == []


def test_a_bad_line_does_not_keep_the_next_from_being_read(tmp_path: Path) -> None:
    good = json.dumps(GOOD).encode()
    lines = [b"\xef\xbb\xbf" + good, b"{", b"", b'{"text": "\xff"}', b"7", b" " * (2 * LARGEST + 7), good]
    folder(tmp_path, {"a.jsonl": b"\r\n".join(lines)})

    items = found(tmp_path)

    assert [item.label for item in items] == [
        "a.jsonl:1",
        "a.jsonl:2",
        "a.jsonl:4",
        "a.jsonl:5",
        "a.jsonl:6",
        "a.jsonl:7",
    ]
    assert [isinstance(item.received, Received) for item in items] == [True, False, False, False, False, True]
    assert "over 10000000 bytes" in str(items[4].received)


def test_an_array_holds_many(tmp_path: Path) -> None:
    folder(tmp_path, {"a.json": json.dumps([GOOD, 7, GOOD])})

    items = found(tmp_path)

    assert [(item.label, isinstance(item.received, Received)) for item in items] == [
        ("a.json:1", True), ("a.json:2", False), ("a.json:3", True),
    ]  # fmt: skip

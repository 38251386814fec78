"""What `claimwire extract` takes for an article."""

import json
from datetime import UTC, datetime

import pytest

from claimwire.errors import UnreadableArticle
from claimwire_extractor.adapters.article_line import ArticleLine

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)


def test_the_text_and_the_id_stay_exactly_as_given() -> None:
    text = "  Caf\u00e9 or Cafe\u0301?\r\n\u2028 Yes.\ufeff "

    article = ArticleLine.from_json(json.dumps({"id": " x 1", "text": text}).encode()).article(retrieved_at=NOW)

    assert (article.article_id, article.text, article.published_at) == (" x 1", text, None)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("2031-03-04T23:30:00+02:00", datetime(2031, 3, 4, 21, 30, tzinfo=UTC)),
        ("2031-03-04T23:30:00", datetime(2031, 3, 4, 23, 30, tzinfo=UTC)),
        ("2031-03-04", datetime(2031, 3, 4, tzinfo=UTC)),
        (None, None),
    ],
)
def test_times_without_an_offset_are_utc(given: str | None, read: datetime | None) -> None:
    line = ArticleLine.from_json(json.dumps({"id": "a", "published": given, "text": "t"}).encode())

    assert line.published == read


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{oh}", "it is not JSON in UTF-8: look at column 2"),
        (b"[]", "write one article a line, as a JSON object with id and text"),
        (b'{"id": "a"}', "text: it is missing"),
        (b'{"id": "a", "text": ""}', "text: it is empty"),
        (b'{"id": "", "text": "t"}', "id: it is empty"),
        (b'{"id": 3, "text": "t"}', "id: give it between quotation marks"),
        (b'{"id": "a", "text": "t", "published": "soon"}', "published: give an ISO 8601"),
        (b'{"id": "a", "text": "\xff"}', "it is not JSON in UTF-8"),
        (b'{"id": "a", "text": "\\ud800"}', "it is not JSON in UTF-8"),
    ],
)
def test_a_bad_line_is_told_with_its_field(line: bytes, problem: str) -> None:
    with pytest.raises(UnreadableArticle, match=problem):
        ArticleLine.from_json(line)


def test_a_plain_text_that_is_not_utf_8_is_told() -> None:
    with pytest.raises(UnreadableArticle, match="not UTF-8"):
        ArticleLine.from_text("Київ".encode("cp1251"), name="a.txt", published=None)


def test_an_empty_plain_text_is_told() -> None:
    with pytest.raises(UnreadableArticle, match="text: it is empty"):
        ArticleLine.from_text(b"", name="a.txt", published=None)


def test_a_byte_order_mark_before_the_first_line_is_no_part_of_it() -> None:
    assert ArticleLine.from_json(b'\xef\xbb\xbf{"id": "a", "text": "t"}').text == "t"

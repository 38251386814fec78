"""From a submission to an article: its text, its headline, its identity."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from claimwire.errors import UnreadableArticle
from claimwire.events import ArticleSource
from claimwire.events.ids import ArticleKey, article_id
from claimwire_ingest.core.article import Article
from claimwire_ingest.core.clean_text import clean_line, clean_text
from claimwire_ingest.core.headline import with_headline
from claimwire_ingest.core.received import Received
from claimwire_ingest.core.submission import Submission

URL = "https://courier.example/a"


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        (
            "one\r\ntwo\rthree\u2028four\u2029five\x85six\x0bseven\x0ceight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("a\x00b\x07c\x1bd\x7fe\x9ff\ufeffg\ud800h", "abcdefgh"),
        ("one  \t\ntwo\u00a0\n", "one\ntwo"),
        ("one\n\n\n \n\ntwo", "one\n\ntwo"),
        ("\n\n  one\n", "one"),
        ("one\n  two\tthree", "one\n  two\tthree"),
        ("cafe\u0301 “quoted” – \u2019", "cafe\u0301 “quoted” – \u2019"),
        ("", ""),
    ],
)
def test_text_is_cleaned(given: str, clean: str) -> None:
    assert clean_text(given) == clean


@pytest.mark.parametrize(("given", "line"), [(" a\n b\t\u00a0c ", "a b c"), ("\x00 ", None), ("", None), (None, None)])
def test_a_line_is_cleaned(given: str | None, line: str | None) -> None:
    assert clean_line(given) == line


@pytest.mark.parametrize(
    ("text", "headline", "result"),
    [
        ("The body.", "Harbour closed", "Harbour closed\n\nThe body."),
        ("Harbour closed\n\nThe body.", "Harbour closed", "Harbour closed\n\nThe body."),
        ("HARBOUR CLOSED.\nThe body.", "Harbour  closed", "HARBOUR CLOSED.\nThe body."),
        ("Harbour\nclosed\n\nThe body.", "Harbour closed", "Harbour\nclosed\n\nThe body."),
        ("Harbour closed on Tuesday.", "Harbour closed", "Harbour closed\n\nHarbour closed on Tuesday."),
        ("The body.\n\nHarbour closed", "Harbour closed", "Harbour closed\n\nThe body.\n\nHarbour closed"),
        ("The body.", None, "The body."),
        ("The body.", "…", "The body."),
    ],
)
def test_the_headline_is_the_first_paragraph_once(text: str, headline: str | None, result: str) -> None:
    assert with_headline(text, headline) == result
    assert with_headline(result, headline) == result


def article(*, sidecar_id: str | None = None, path: str | None = None, **fields: Any) -> Article:
    submission = Submission(**{"text": "The harbour was closed.", **fields})
    received = Received(submission=submission, source=ArticleSource.FILE, sidecar_id=sidecar_id, path=path)
    return Article.of(received, {"utm_*"})


@pytest.mark.parametrize(
    ("fields", "identity"),
    [
        ({"id": " n-7 ", "publisher": "The Courier ", "url": URL}, (ArticleKey.PUBLISHER, "The Courier", "n-7")),
        ({"publisher": "The Courier", "url": f"{URL}?utm_source=x"}, (ArticleKey.URL, URL)),
        ({"url": URL, "sidecar_id": "s-1", "path": "north/a.txt"}, (ArticleKey.URL, URL)),
        ({"sidecar_id": "s-1", "path": "north/a.txt"}, (ArticleKey.SIDECAR, "s-1")),
        ({"path": "north/a.txt"}, (ArticleKey.PATH, "north/a.txt")),
    ],
)
def test_identity_rests_on_the_strongest_key(fields: Any, identity: tuple[ArticleKey, str]) -> None:
    assert article(**fields).article_id == article_id(*identity)


def test_an_article_nothing_identifies_is_refused() -> None:
    with pytest.raises(UnreadableArticle, match="give its url"):
        article()


@pytest.mark.parametrize("text", ["\x00", "…\n—", "\ufeff\n"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(UnreadableArticle, match="no words"):
        article(url=URL, text=text)


def test_the_whole() -> None:
    made = article(
        url=f"{URL}#top",
        publisher=" The\nCourier",
        headline="Harbour\x00 closed ",
        byline="Olena  Brandt",
        language="en-GB",
        published_at="2031-03-04T06:31:02+02:00",
        text="Körper.\r\n",
    )

    text = "Harbour closed\n\nKörper."
    assert (made.text, made.content_hash) == (text, hashlib.sha256(text.encode()).hexdigest())
    assert (made.url, made.publisher, made.headline, made.byline) == (
        URL,
        "The Courier",
        "Harbour closed",
        "Olena Brandt",
    )
    assert (made.language, made.published_at) == ("en", datetime(2031, 3, 4, 4, 31, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "either text or html"),
        ({"text": "a", "html": "<p>a"}, "either text or html"),
        ({"text": " \n", "html": ""}, "either text or html"),
        ({"text": "\ud800"}, "lone surrogate"),
        ({"text": "a", "headline": "\udfff"}, "lone surrogate"),
        ({"text": "a", "headline": "a" * 2001}, "at most 2000"),
        ({"text": "a", "id": "7"}, "an id needs the publisher"),
        ({"text": "a", "url": "javascript:alert(1)"}, "begins with http"),
        ({"text": "a", "language": "English, mostly"}, "ISO 639"),
        ({"text": "a", "published_at": "2031-03-04T06:31:02"}, "timezone"),
        ({"text": "a", "published_at": "yesterday"}, "ISO 8601"),
        ({"text": "a", "published_at": "2031"}, "ISO 8601"),
        ({"text": "a", "published_at": 1925000000}, "ISO 8601"),
        ({"text": "a", "published_at": "9999-12-31T23:59:59-01:00"}, "1600 to 2999"),
        ({"text": "a", "headlin": "typo"}, "Extra inputs"),
        ({"text": 7}, "valid string"),
    ],
)
def test_a_submission_that_cannot_be_right(fields: Any, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Submission.model_validate(fields)


def test_a_blank_field_is_an_absent_one() -> None:
    assert Submission.model_validate({"text": "a", "url": " ", "id": ""}) == Submission(text="a")

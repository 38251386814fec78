from datetime import UTC, datetime
from typing import Any

import pytest

from claimwire.errors import UnreadableArticle
from claimwire_ingest.adapters.language import detect_language
from claimwire_ingest.adapters.page import read_page
from claimwire_ingest.core.submission import Submission

PAGE = """<!doctype html><html lang="en-GB"><head><title>Harbour closed | The Courier</title>
<meta property="og:site_name" content="The Courier"><meta property="og:title" content="Harbour closed">
<meta name="author" content="Olena Brandt">
<meta property="article:published_time" content="2021-03-04T06:31:02+02:00">
<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2021-03-05T07:00:00Z"}</script>
<link rel="canonical" href="https://courier.example/harbour"></head>
<body><nav><a href="/">Home</a> <a href="/war">War</a></nav>
<article><h1>Harbour closed</h1>
<p>The harbour of Izmail was closed on Tuesday
after a drone hit it, the <b>mayor</b> said.</p><p>Two dockers were wounded &amp; taken to hospital, she added.</p>
<ul><li>The road is open.</li><li>The railway is not.</li></ul></article>
<footer>All rights reserved</footer><script>alert("not text")</script></body></html>"""


def read(html: str, **fields: Any) -> Submission:
    return read_page(Submission(html=html, **fields))


def test_the_article_is_found_in_its_page() -> None:
    text = read(PAGE).text

    assert text
    assert text.split("\n\n")[-4:] == [
        "The harbour of Izmail was closed on Tuesday after a drone hit it, the mayor said.",
        "Two dockers were wounded & taken to hospital, she added.",
        "- The road is open.",
        "- The railway is not.",
    ]
    assert "not text" not in text
    assert "Home" not in text


def test_what_the_page_tells_fills_what_the_sender_left_out() -> None:
    found = read(PAGE)

    assert (found.headline, found.byline, found.publisher) == ("Harbour closed", "Olena Brandt", "The Courier")
    assert (found.url, found.language) == ("https://courier.example/harbour", "en")
    assert found.published_at == datetime(2021, 3, 4, 4, 31, 2, tzinfo=UTC)
    assert found.modified_at == datetime(2021, 3, 5, 7, 0, tzinfo=UTC)
    assert found.html is None


def test_what_the_sender_says_stands() -> None:
    given = {
        "url": "https://mirror.example/1",
        "publisher": "Mirror",
        "headline": "Izmail's harbour",
        "byline": "Desk",
        "language": "uk",
        "published_at": "2020-01-01T00:00:00Z",
    }

    found = read(PAGE, **given)

    assert {name: getattr(found, name) for name in given} == {
        **given,
        "published_at": datetime(2020, 1, 1, tzinfo=UTC),
    }


def test_times_without_a_zone_are_utc_and_nonsense_is_no_time() -> None:
    naive = PAGE.replace("06:31:02+02:00", "06:31:02").replace("2021-03-05T07:00:00Z", "soon enough")

    found = read(naive)

    assert found.published_at == datetime(2021, 3, 4, 6, 31, 2, tzinfo=UTC)
    assert found.modified_at is None


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><head><title>Only a title</title></head><body></body></html>",
        "<html><body><script>var text = 'Two rockets hit the harbour.'</script></body></html>",
        "<html><body><img src='x.png'></body></html>",
        "<html><body><p> \n &nbsp; </p></body></html>",
        "\x00\x01\x02",
        "<!-- only a comment -->",
    ],
)
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(UnreadableArticle, match=r"no article text|not HTML"):
        read(html)


def test_a_fragment_is_read_as_a_page() -> None:
    found = read("<p>Two rockets hit the harbour of Izmail on Monday.</p>\n<p>Nobody was hurt.</p>")

    assert found.text == "Two rockets hit the harbour of Izmail on Monday.\n\nNobody was hurt."


@pytest.mark.parametrize("html", ["<div>" * 100_000 + "<p>deep down</p>", "<p>a</p>" * 30_001])
def test_a_page_made_to_keep_us_busy_is_refused_at_once(html: str) -> None:
    with pytest.raises(UnreadableArticle):
        read(html)


def test_a_bad_canonical_link_is_none() -> None:
    assert read(PAGE.replace("https://courier.example/harbour", "javascript:alert(1)")).url is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour was closed on Tuesday after a drone had hit it, the mayor of the town said.", "en"),
        ("Порт закрили після влучання безпілотника, повідомив міський голова.", "uk"),
        ("Der Hafen wurde am Dienstag nach einem Drohnenangriff geschlossen, sagte der Bürgermeister.", "de"),
        ("Closed.", None),
        ("", None),
        ("1234567890 " * 20, None),
    ],
)
def test_language_is_told_when_sure(text: str, language: str | None) -> None:
    assert detect_language(text) == language

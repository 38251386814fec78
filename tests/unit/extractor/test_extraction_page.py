"""The page that `claimwire extract --html` writes."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimwire.events import (
    ArticlePublished,
    ArticleSource,
    ClaimAct,
    Quotation,
    Span,
    Speaker,
    SpeakerKind,
    Status,
    StatusKind,
)
from claimwire_extractor.adapters.page.extraction_page import extraction_page
from claimwire_extractor.core.explained import Explained
from claimwire_extractor.core.findings import Findings
from claimwire_extractor.core.found import FoundClaim, FoundClaims
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.report import report
from claimwire_extractor.core.rule_book import parse_rule_book

RULES = parse_rule_book(
    """
[claim.cue]
verb = { says = "this verb attributes", example = "She said no." }
[strike]
""",
    "[claim]\nstart = 1\nweights = {}\n[strike]\nstart = 1\nweights = {}",
)
HOSTILE = '</mark></style><script>alert(1)</script><img src=x onerror="alert(2)"> said "&lt;no&gt;" said'


class Page(HTMLParser):
    """What a browser would make of it."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def every(self, attribute: str) -> Iterator[str]:
        return (value for _, attributes in self.elements if (value := attributes.get(attribute)))


def explained(text: str, *, url: str | None = None, headline: str | None = None) -> Explained:
    """One claim whose parts overlap: all of the text, said by its first word."""
    article = ArticlePublished(
        article_id=f"about {text}"[:100],
        revision=1,
        url=url,
        headline=headline,
        retrieved_at=datetime(2031, 3, 4, tzinfo=UTC),
        text=text,
        content_hash="0" * 64,
        source=ArticleSource.FILE,
    )
    whole = Span(text=text, start=0, end=len(text))
    last = Span(text=text[-4:], start=len(text) - 4, end=len(text))
    claim = FoundClaim(
        source=Speaker(text=text[:5], start=0, end=5, name=text, role=text, kind=SpeakerKind.PERSON),
        cue=last,
        lemma="say",
        act=ClaimAct.SAY,
        content=(whole,),
        quotation=Quotation.INDIRECT,
        verification=(Status(status=StatusKind.DENIED, by=whole, evidence=whole),),
        reasons=(Reason.of("cue.verb", last), Reason.of("cue.verb")),
    )
    findings = Findings(FoundClaims(claims=(claim,), statuses=()), ())
    return Explained.of(report(article, findings, model="made", sentences=1, elapsed_ms=0), article, findings)


def page_of(*articles: Explained) -> Page:
    page = Page()
    page.feed("".join(extraction_page(articles, RULES)))
    page.close()
    return page


MARKUP = ("<x>", "<s y=", "</mark>", "</style>", "<!--", "]]>", "&lt;", "&#60;", "&", '"', "'", ">", "<", " ")
TEXTS = (
    st.lists(st.sampled_from(MARKUP) | st.text(st.characters(codec="utf-8"), max_size=4), min_size=1, max_size=12)
    .map("".join)
    .filter(lambda text: len(text) >= 5)
)

PLAIN = {tag for tag, _ in page_of(explained("Nothing of the kind is said")).elements}
"""Elements of a page whose text has no markup."""


def test_hostile_text_is_text_and_nothing_else() -> None:
    page = page_of(explained(HOSTILE, headline=HOSTILE[:20], url="javascript:alert(3)"))

    assert {tag for tag, _ in page.elements} <= PLAIN
    assert not {"script", "img", "iframe", "link"} & PLAIN
    assert [name for _, attributes in page.elements for name in attributes if name.startswith("on")] == []
    assert list(page.every("src")) == []
    assert all(address.startswith("#") for address in page.every("href"))
    assert HOSTILE in page.text


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_no_text_whatever_becomes_an_element(text: str) -> None:
    page = page_of(explained(text))

    assert {tag for tag, _ in page.elements} <= PLAIN
    assert text in page.text


def test_it_loads_nothing_and_forbids_the_browser_to() -> None:
    page = page_of(explained("Nothing of the kind is said", url="https://harbour-courier.example/a"))

    policies = [a["content"] for tag, a in page.elements if tag == "meta" and a.get("http-equiv")]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]
    assert [a for a in page.every("href") if not a.startswith("#")] == ["https://harbour-courier.example/a"]
    assert "prefers-color-scheme: dark" in page.text
    assert "url(" not in page.text
    assert "@import" not in page.text


def test_every_jump_has_its_place_also_with_several_articles() -> None:
    page = page_of(explained("Nothing of the kind is said"), explained("Nothing else is said"))

    places = list(page.every("id"))
    jumps = [address.removeprefix("#") for address in page.every("href")]
    assert len(places) == len(set(places))
    assert set(jumps) <= set(places)
    assert {"a1-0", "a1-23", "a2-0", "a2-16"} <= set(jumps)


def test_a_headline_that_is_no_part_of_the_text_takes_no_jump() -> None:
    page = page_of(explained("Nothing of the kind is said", headline="Silence in town"))

    assert list(page.every("id")).count("a1-0") == 1
    assert [tag for tag, attributes in page.elements if attributes.get("id") == "a1-0"] == ["mark"]


def test_reasons_stand_below_their_claim() -> None:
    html = "".join(extraction_page([explained("Nothing of the kind is said")], RULES))

    [details] = re.findall(r"<details>(.*?)</details>", html, re.DOTALL)
    assert re.findall(r'<dt>(\w+)</dt>.*?<a href="(#[\w-]+)">([^<]+)</a>', details, re.DOTALL) == [
        ("cue", "#a1-23", "said")
    ]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_each_article_is_written_as_it_comes(count: int) -> None:
    asked = 0

    def articles() -> Iterator[Explained]:
        nonlocal asked
        for _ in range(count):
            asked += 1
            yield explained("Nothing of the kind is said")

    begun = -1
    pieces = extraction_page(articles(), RULES)
    for piece in pieces:
        if "<main" in piece:
            begun = asked
    assert (begun, asked) == (0, count)

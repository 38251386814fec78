from datetime import UTC, datetime
from html.parser import HTMLParser

import httpx
import pytest

from claimwire.testing.made_news import MadeNews, fact_id, made_claim, made_place, made_strike

SAID = datetime(2031, 3, 4, 9, tzinfo=UTC)
TEXT = "Depot burns in Orlivka\n\nTwo drones hit a depot in Orlivka, mayor Petro Kost said. Nobody could verify it."
ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"


class Page(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "img"}:
            self._open.append((tag, dict(attrs).get("class") or tag))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for name in {name for _, name in self._open}:
            self.words[name] = self.words.get(name, "") + data

    def links(self) -> list[str | None]:
        return [attributes["href"] for tag, attributes in self.tags if tag == "a"]


async def page(client: httpx.AsyncClient, path: str = "/") -> Page:
    response = await client.get(path)
    assert response.status_code == 200
    return Page(response.text)


async def test_an_article_with_its_claims_and_strikes_marked(news: MadeNews, client: httpx.AsyncClient) -> None:
    news.article(
        "a-1", TEXT, SAID, headline="Depot burns in Orlivka", publisher="The Bell", url="https://bell.example/1"
    )
    note = {"status": "unverified", "evidence": {"text": "Nobody could verify it"}}
    content = "Two drones hit a depot in Orlivka"
    claim = made_claim("Petro Kost", content, cue={"text": "said"}, verification=[note])
    strike = made_strike(content, kind="drone", places=[made_place("Orlivka")], factuality="claimed")
    news.extraction("a-1", claims={"c-1": claim}, strikes={"s-1": strike})

    shown = await page(client)

    assert shown.words["h2"] == "Depot burns in Orlivka"
    assert shown.words["h2"] + shown.words["text"] == TEXT
    assert "Two drones hit a depot in Orlivka" in shown.words["claim strike"]
    assert "Orlivka" in shown.words["place"]
    assert "Nobody could verify it" in shown.words["status"]
    assert "Petro Kost" in shown.words["claims"]
    assert "unverified" in shown.words["claims"]
    assert "Drone" in shown.words["strikes"]
    assert "claimed" in shown.words["strikes"]
    assert {"https://bell.example/1", f"/claims/{fact_id('c-1')}", f"/strikes/{fact_id('s-1')}"} <= set(shown.links())
    original = next(attributes for _, attributes in shown.tags if attributes.get("href") == "https://bell.example/1")
    assert original["rel"] == "noopener noreferrer nofollow"


async def test_the_text_shown_is_the_one_that_was_read(news: MadeNews, client: httpx.AsyncClient) -> None:
    news.article("a-1", TEXT, SAID)
    news.extraction("a-1", claims={"c-1": made_claim("Petro Kost", "Two drones hit a depot")})
    news.article("a-1", "Corrected: one drone.", SAID, revision=2, headline="Corrected")

    shown = await page(client)

    assert shown.words["text"] == TEXT
    assert "Two drones hit a depot" in shown.words["claim"]
    assert "the newest is being read" in shown.words["dateline"]


async def test_an_article_not_read_yet_says_so(news: MadeNews, client: httpx.AsyncClient) -> None:
    news.article("a-1", TEXT, SAID)
    assert "No claims found yet." in (await client.get("/")).text
    news.extraction("a-1")
    assert "No claims found." in (await client.get("/")).text


async def test_markup_in_the_news_is_text(news: MadeNews, client: httpx.AsyncClient) -> None:
    text = f"{ATTACK}\n\nOne shell fell on {ATTACK}, said {ATTACK}."
    claim = made_claim(
        ATTACK,
        f"One shell fell on {ATTACK}",
        channel={"text": ATTACK, "kind": "other"},
        verification=[{"status": "denied", "by": {"text": ATTACK}, "evidence": {"text": ATTACK}}],
    ) | {"source": {"text": ATTACK, "name": ATTACK, "role": ATTACK, "kind": "person"}}
    strike = made_strike(
        f"One shell fell on {ATTACK}",
        places=[made_place(ATTACK)],
        targets=[{"text": ATTACK}],
        weapon={"text": ATTACK},
        attribution=[{"text": ATTACK}],
        actor={"text": ATTACK, "side": "other"},
        occurred={"text": ATTACK, "precision": "vague"},
        count={"text": ATTACK, "min": None, "max": None},
    )
    news.article("<b>&?#/'\"", text, SAID, headline=ATTACK, publisher=ATTACK, byline=ATTACK, url="javascript:alert(1)")
    news.extraction("<b>&?#/'\"", claims={"c-1": claim}, strikes={"s-1": strike})

    shown = await page(client)

    assert {tag for tag, _ in shown.tags}.isdisjoint({"script", "img", "b"})
    assert all(not name.startswith("on") for _, attributes in shown.tags for name in attributes)
    assert all(name != "style" for _, attributes in shown.tags for name in attributes)
    assert shown.words["h2"] + shown.words["text"] == text
    assert "49" not in shown.words["text"]
    # Entered as it is shown, the address of the data leads back to this article.
    data = next(link for link in shown.links() if link and link.startswith("/articles/"))
    assert (await client.get(data)).json()["article_id"] == "<b>&?#/'\""


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", " javascript:x", "//evil.example", "https:", "ftp://x/", "http://[x"],
)
async def test_only_web_addresses_are_linked(news: MadeNews, client: httpx.AsyncClient, url: str) -> None:
    news.article("a-1", TEXT, SAID, url=url)
    shown = await page(client)
    assert set(shown.links()) <= {
        "#articles", "/", "/articles", "/claims", "/strikes", "/strikes.geojson", "/openapi.json", "/articles/a-1"
    }  # fmt: skip


async def test_nothing_may_run_or_be_framed(news: MadeNews, client: httpx.AsyncClient) -> None:
    news.article("a-1", TEXT, SAID)
    for path in ("/", "/claims", "/nowhere", "/claims?x=1", "/static/page.css"):
        headers = (await client.get(path)).headers
        assert headers["content-security-policy"] == (
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


async def test_the_style_sheet_comes_from_here(news: MadeNews, client: httpx.AsyncClient) -> None:
    news.article("a-1", TEXT, SAID)
    sheet = next(attributes["href"] for tag, attributes in (await page(client)).tags if tag == "link")
    assert sheet
    response = await client.get(sheet)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/css; charset=utf-8")


async def test_articles_are_paged(news: MadeNews, client: httpx.AsyncClient) -> None:
    for number in range(3):
        news.article(f"a-{number}", f"Text {number}.", SAID.replace(day=5 + number))
    seen = ""
    path: str | None = "/?limit=2"
    while path:
        shown = await page(client, path)
        seen += shown.words["text"]
        path = next((link for link in shown.links() if link and "cursor=" in link), None)
    assert seen == "Text 2.Text 1.Text 0."


async def test_an_empty_page_says_how_to_fill_it(news: MadeNews, client: httpx.AsyncClient) -> None:
    assert news.position.id.seq == 0
    assert "No articles here" in (await client.get("/")).text


async def test_before_the_projection_has_started_the_page_asks_again(client: httpx.AsyncClient) -> None:
    response = await client.get("/")
    assert response.status_code == 503
    assert response.headers["refresh"] == "5"
    assert "start the projection" in Page(response.text).words["notice"]

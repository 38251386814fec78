"""The identity of history: each recipe against RFC 9562's UUIDv5 written out, and against stored values."""

import hashlib
import uuid

import pytest

from claimwire.events import ids


def v5(*parts: str) -> str:
    digest = bytearray(
        hashlib.sha1(uuid.uuid5(uuid.NAMESPACE_URL, "urn:claimwire").bytes + "\x1f".join(parts).encode()).digest()[:16]
    )
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(digest)))


ARTICLE = v5("article", "url", "https://harbour-courier.example/2031/03/04/mole-lights")

RECIPES = {
    "article by publisher": (ids.article_id(ids.ArticleKey.PUBLISHER, "Northern Wire", "nw-77120"), v5("article", "publisher", "Northern Wire", "nw-77120")),
    "article by url": (ids.article_id(ids.ArticleKey.URL, "https://harbour-courier.example/2031/03/04/mole-lights"), ARTICLE),
    "article by sidecar": (ids.article_id(ids.ArticleKey.SIDECAR, "a-1"), v5("article", "sidecar", "a-1")),
    "article by path": (ids.article_id(ids.ArticleKey.PATH, "north/a.txt"), v5("article", "path", "north/a.txt")),
    "claim": (ids.claim_id(ARTICLE, "Olena  BRANDT", "“Two dockers were wounded,”", 1), v5("claim", ARTICLE, "olena brandt", "two dockers were wounded", "1")),
    "strike": (ids.strike_id(ARTICLE, "Izmail was hit.", 0), v5("strike", ARTICLE, "izmail was hit", "0")),
    "event of an article": (ids.event_id("claimwire.article.published", ARTICLE, 1), v5("event", "claimwire.article.published", ARTICLE, "1", "0", "")),
    "event of a fact": (ids.event_id("claimwire.claim.reported", ARTICLE, 2, 3, "f"), v5("event", "claimwire.claim.reported", ARTICLE, "2", "3", "f")),
}  # fmt: skip

STORED = {
    "article by publisher": "a27a6052-f9e1-5a8c-8ce8-19bce6233866",
    "article by url": "1b34fabc-2c61-52fa-86d1-ceb055a36c75",
    "article by sidecar": "92cdf6d3-00c9-59a0-bb2f-6dd7acf6d88e",
    "article by path": "b05ec1c0-3b09-5d79-91a1-7c3a797be2f1",
    "claim": "308281b4-0187-5b09-8b4b-06dfa815ece0",
    "strike": "be28a8d2-247c-5ec1-9c57-bd0b7c0c52b7",
    "event of an article": "126d7de7-857f-5319-a2e0-b8cc1673d8a6",
    "event of a fact": "774c90b2-9290-59c6-8533-24d1a184c4f7",
}


@pytest.mark.parametrize("recipe", RECIPES)
def test_recipe(recipe: str) -> None:
    computed, written_out = RECIPES[recipe]

    assert computed == written_out == STORED[recipe]


def test_namespace() -> None:
    assert str(ids.NAMESPACE) == "de5f313b-b25a-51f7-9486-0bab1687fbe3"


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("“Street fighting,” he SAID", "street fighting he said"),
        ("  two\n dockers\t", "two dockers"),
        ("\uff34welve", "twelve"),
        ("Straße", "strasse"),
        ("over_night", "over night"),
        ("Київ — Одеса", "київ одеса"),
        ("…", ""),
    ],
)
def test_normalised_folds_case_width_and_punctuation(printed: str, folded: str) -> None:
    assert ids.normalised(printed) == folded


def test_separator_keeps_neighbouring_parts_apart() -> None:
    assert ids.article_id(ids.ArticleKey.PUBLISHER, "ab", "c") != ids.article_id(ids.ArticleKey.PUBLISHER, "a", "bc")

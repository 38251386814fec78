"""Whatever stands in an article, it is extracted, and what is said of it is true to its words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.hostile_text import ARTICLE, FRAGMENTS, extracted

from claimwire_extractor.adapters.article_reader import ArticleReader, load_article_reader

ANYTHING = st.text(min_size=1, max_size=200)
PIECES = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), min_size=1, max_size=120)
PLACE = st.integers(min_value=0, max_value=len(ARTICLE))


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return load_article_reader()


@settings(max_examples=40, deadline=None)
@given(text=ANYTHING | st.binary(min_size=1).map(lambda noise: noise.decode("latin-1")))
def test_random_text(reader: ArticleReader, text: str) -> None:
    extracted(reader, text)


@settings(max_examples=60, deadline=None)
@given(pieces=PIECES, joint=st.sampled_from([" ", "", "\n"]))
def test_words_of_war_in_any_order(reader: ArticleReader, pieces: list[str], joint: str) -> None:
    extracted(reader, joint.join(pieces) or " ")


@settings(max_examples=40, deadline=None)
@given(places=st.lists(st.tuples(PLACE, PLACE), min_size=1, max_size=6), put=st.sampled_from(FRAGMENTS) | ANYTHING)
def test_an_article_cut_up_and_put_together_wrongly(
    reader: ArticleReader, places: list[tuple[int, int]], put: str
) -> None:
    text = ARTICLE
    for start, end in places:
        text = text[:start] + put + text[end:] if start <= end else text[end:] + put + text[:start]
    extracted(reader, text or " ")


def test_the_article_as_it_is_has_claims_and_strikes(reader: ArticleReader) -> None:
    found = extracted(reader, ARTICLE)

    assert len(found.claims) >= 4
    assert len(found.strikes) >= 2

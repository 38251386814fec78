import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from claimwire_ingest.core.clean_text import clean_text
from claimwire_ingest.core.headline import with_headline

TEXT = st.text(st.one_of(st.characters(), st.sampled_from("\r\n\t\x00 \u00a0\ufeff\u2028a.")))


@given(TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_text(text)

    assert clean_text(once) == once


@given(TEXT)
def test_nothing_unprintable_remains_and_no_word_is_lost(text: str) -> None:
    clean = clean_text(text)

    assert {letter for letter in clean if unicodedata.category(letter) in {"Cc", "Cs"}} <= {"\n", "\t"}
    assert [letter for letter in clean if letter.isalnum()] == [letter for letter in text if letter.isalnum()]
    clean.encode()


@given(TEXT.map(clean_text), TEXT.map(clean_text))
def test_the_headline_is_added_once(text: str, headline: str) -> None:
    once = with_headline(text, " ".join(headline.split()))

    assert once.endswith(text)
    assert with_headline(once, " ".join(headline.split())) == once

"""Letters are found in a text as a plain search finds them, whatever is looked up before."""

from hypothesis import given
from hypothesis import strategies as st

from claimwire_extractor.core.claims.letters import Letters

SIGNS = "ab -\n’"
letters = st.text(SIGNS, min_size=1, max_size=5).filter(str.strip)


@given(st.lists(letters, max_size=8), st.text(SIGNS, max_size=40))
def test_all_letters_of_a_text_are_found(looked_for: list[str], text: str) -> None:
    assert Letters.of(looked_for).within(text) == {some for some in looked_for if some in text}

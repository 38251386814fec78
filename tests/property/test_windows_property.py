"""Windows lose and double nothing, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from claimwire_extractor.core.windows import windows

TEXTS = st.text(st.sampled_from("ab .!\n\t”é💥"), max_size=200)


@given(TEXTS, st.integers(min_value=1, max_value=50))
def test_windows_put_together_are_the_text_and_none_is_too_long(text: str, longest: int) -> None:
    cuts = list(windows(text, longest))

    assert "".join(text[start:end] for start, end in cuts) == text
    assert all(0 < end - start <= longest for start, end in cuts)


@given(TEXTS, st.integers(min_value=1, max_value=50))
def test_no_window_ends_within_a_paragraph_that_begins_in_it_unless_it_must(text: str, longest: int) -> None:
    for start, end in windows(text, longest):
        assert end == len(text) or text[end - 1] == "\n" or "\n" not in text[start:end]

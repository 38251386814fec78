from hypothesis import given
from hypothesis import strategies as st

from claimwire.rendering.highlighting import Mark, MarkKind, highlighted

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=12)
MARKS = st.builds(
    Mark,
    start=st.integers(-1, 12),
    end=st.integers(-1, 14),
    kind=st.sampled_from([MarkKind.CLAIM, MarkKind.STRIKE]),  # few, so that marks of one kind overlap
    label=st.text(max_size=3),
)


@given(TEXTS, st.lists(MARKS, max_size=30))
def test_the_segments_joined_are_the_text(text: str, marks: list[Mark]) -> None:
    assert "".join(segment.text for segment in highlighted(text, marks)) == text


@given(TEXTS, st.lists(MARKS, max_size=30))
def test_every_character_has_the_kinds_of_the_marks_that_cover_it(text: str, marks: list[Mark]) -> None:
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    offset = 0
    for segment in highlighted(text, marks):
        kinds = {mark.kind for mark in segment.marks}
        for place in range(offset, offset + len(segment.text)):
            assert kinds == {mark.kind for mark in inside if mark.start <= place < mark.end}
        assert all(mark.start <= offset and offset + len(segment.text) <= mark.end for mark in segment.marks)
        offset += len(segment.text)

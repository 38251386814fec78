"""No span keeps half of a pair of quotation marks at its edge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwire_extractor.core.balanced import balanced


@pytest.mark.parametrize(
    ("text", "cut", "expected"),
    [
        ("hit a “fuel depot” today", "a “fuel depot", "a “fuel depot”"),
        ("hit a “fuel depot” today", "“fuel depot", "“fuel depot”"),
        ("hit a “fuel depot” today", "fuel depot”", "“fuel depot”"),
        ("hit a “fuel depot” today", "“fuel depot”", "“fuel depot”"),
        ("hit a “fuel depot of theirs” today", "“fuel depot", "fuel depot"),
        ("hit a “big fuel depot” today", "fuel depot”", "fuel depot"),
        ("hit a “big fuel depot” today", "a “big fuel", "a “big fuel"),
        ('hit a "fuel depot" today', '"fuel depot', '"fuel depot"'),
        ('hit a "fuel depot of theirs" today', '"fuel depot', "fuel depot"),
        ("hit a ‘fuel depot’ today", "‘fuel depot", "‘fuel depot’"),
        ("hit the soldiers’ depot", "the soldiers’", "the soldiers’"),
        ("hit «north» depot", "«north", "«north»"),
        ("hit „north“ depot", "north“", "„north“"),
        ("hit the depot", "the depot", "the depot"),
        ("“", "“", "“"),
    ],
)
def test_a_mark_at_an_edge_has_its_partner_or_goes(text: str, cut: str, expected: str) -> None:
    start = text.index(cut)

    moved = balanced(text, start, start + len(cut))

    assert text[slice(*moved)] == expected


@given(st.text(alphabet="ab “”„«»‘’\"'", min_size=1), st.data())
def test_the_edges_move_by_one_at_most_and_words_stay(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    first, last = balanced(text, start, end)

    assert 0 <= first < last <= len(text)
    assert abs(first - start) <= 1
    assert abs(last - end) <= 1
    assert [letter for letter in text[first:last] if letter.isalpha()] == [
        letter for letter in text[start:end] if letter.isalpha()
    ]

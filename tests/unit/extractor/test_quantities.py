"""Numbers in phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwire_extractor.core.quantities.read_quantity import read_quantity


@pytest.mark.parametrize(
    ("phrase", "words", "least", "most"),
    [
        ("four rockets", "four", 4, 4),
        ("1,500 shells", "1,500", 1500, 1500),
        ("twenty-five drones", "twenty-five", 25, 25),
        ("two dozen missiles", "two dozen", 24, 24),
        ("a dozen bombs", "a dozen", 12, 12),
        ("three hundred thousand shells", "three hundred thousand", 300_000, 300_000),
        ("dozens of rockets", "dozens", 24, None),
        ("several mines", "several", 3, None),
        ("a number of shells", "a number of", 2, None),
        ("at least 15 people", "at least 15", 15, None),
        ("more than 40 drones", "more than 40", 41, None),
        ("more than a dozen sorties", "more than a dozen", 13, None),
        ("up to 10 missiles", "up to 10", None, 10),
        ("nearly 58 villagers", "nearly 58", None, 58),
        ("fewer than 9 guns", "fewer than 9", None, 8),
        ("about 20 shells", "about 20", 20, 20),
        ("10 to 15 drones", "10 to 15", 10, 15),
        ("30-40 shells", "30-40", 30, 40),
        ("twin bombs", "twin", 2, 2),
        ("many villagers", "many", None, None),
        ("a double bombing", "double", 2, 2),
        ("both brothers", "both", 2, 2),
        ("one hundred and twenty people", "one hundred and twenty", 120, 120),
        ("two hundred fifty shells", "two hundred fifty", 250, 250),
        ("More than one hundred and fifty", "More than one hundred and fifty", 151, None),
        ("two hundred and three", "two hundred and three", 203, 203),
        ("a hundred and fifty-five missiles", "a hundred and fifty-five", 155, 155),
        ("one thousand two hundred and fifty mines", "one thousand two hundred and fifty", 1250, 1250),
        ("a thousand and one shells", "a thousand and one", 1001, 1001),
        ("two hundred one-way drones", "two hundred", 200, 200),
        ("killed one hundred and wounded twenty", "one hundred", 100, 100),
        ("one hundred and two thousand mines", "one hundred", 100, 100),
        ("between one hundred and two hundred rockets", "between one hundred and two hundred", 100, 200),
        ("between one hundred and fifty drones", "between one hundred and fifty", 50, 100),
        ("half a million shells", "half a million", 500_000, 500_000),
        ("1 200 shells", "1 200", 1200, 1200),
        ("1\u00a0200 shells", "1\u00a0200", 1200, 1200),
        ("in 2022 300 shells", "300", 300, 300),
        ("on May 12 300 shells", "300", 300, 300),
        ("12345678901 shells and four rockets", "four", 4, 4),
    ],
)
def test_phrases_bound_their_number(phrase: str, words: str, least: int | None, most: int | None) -> None:
    found = read_quantity(phrase)
    assert found is not None
    assert (phrase[found.start : found.end], found.min, found.max) == (words, least, most)


@pytest.mark.parametrize(
    "phrase",
    [
        "a 53-year-old man",
        "152mm guns",
        "12 km away",
        "3.5 tons",
        "in 2022",
        "on May 9",
        "a house",
        "80% of it",
        "double tap raids",
        "both villagers and guards",
        "as many as possible",
        "12345678901 people",
    ],
)
def test_measures_ages_and_dates_are_no_counts(phrase: str) -> None:
    assert read_quantity(phrase) is None


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    found = read_quantity(text)
    if found and found.min is not None and found.max is not None:
        assert found.min <= found.max

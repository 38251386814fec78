"""Expressions of time, resolved against Saturday 20 May 2023 unless a test says otherwise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwire.events import DatePrecision
from claimwire_extractor.core.dates.find_dates import find_dates

SATURDAY = date(2023, 5, 20)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Saturday", "2023-05-20", "2023-05-20"),
        ("on Sunday", "2023-05-14", "2023-05-14"),
        ("late on Friday", "2023-05-19", "2023-05-19"),
        ("early on Tuesday morning", "2023-05-16", "2023-05-16"),
        ("last Saturday", "2023-05-13", "2023-05-13"),
        ("Thursday’s", "2023-05-18", "2023-05-18"),
        ("since Thursday", "2023-05-18", "2023-05-20"),
        ("from Thursday to Friday", "2023-05-18", "2023-05-19"),
        ("over the weekend", "2023-05-20", "2023-05-21"),
        ("overnight", "2023-05-19", "2023-05-20"),
        ("this morning", "2023-05-20", "2023-05-20"),
        ("yesterday", "2023-05-19", "2023-05-19"),
        ("two days ago", "2023-05-18", "2023-05-18"),
        ("over the past 24 hours", "2023-05-19", "2023-05-20"),
        ("in the last three days", "2023-05-17", "2023-05-20"),
        ("last week", "2023-05-08", "2023-05-14"),
        ("this week", "2023-05-15", "2023-05-20"),
        ("last month", "2023-04-01", "2023-04-30"),
        ("last year", "2022-01-01", "2022-12-31"),
        ("on 3 May", "2023-05-03", "2023-05-03"),
        ("on June 19", "2022-06-19", "2022-06-19"),
        ("4th of March 2021", "2021-03-04", "2021-03-04"),
        ("on Monday 6 March 2023", "2023-03-06", "2023-03-06"),
        ("2022-11-09", "2022-11-09", "2022-11-09"),
        ("in August", "2022-08-01", "2022-08-31"),
        ("in late February", "2023-02-20", "2023-02-28"),
        ("in 2019", "2019-01-01", "2019-12-31"),
    ],
)
def test_words_resolve_to_days(words: str, first: str, last: str) -> None:
    text = f"They came {words}, people said."
    [found] = find_dates(text, 0, len(text), SATURDAY)
    assert (found.text, str(found.date_from), str(found.date_to)) == (words, first, last)
    assert text[found.start : found.end] == found.text


def test_the_weekend_is_the_last_one_on_a_working_day() -> None:
    text = "over the weekend"
    [found] = find_dates(text, 0, len(text), date(2023, 5, 24))
    assert (found.date_from, found.date_to) == (date(2023, 5, 20), date(2023, 5, 21))


@pytest.mark.parametrize(
    "words", ["may attack", "the march on the city", "a second wave", "31 February 2023", "May was there"]
)
def test_other_words_are_no_dates(words: str) -> None:
    assert find_dates(words, 0, len(words), SATURDAY) == []


def test_vague_words_keep_a_vague_precision() -> None:
    text = "recently"
    [found] = find_dates(text, 0, len(text), SATURDAY)
    assert found.precision is DatePrecision.VAGUE


def test_without_a_publication_day_only_absolute_dates_resolve() -> None:
    text = "on Tuesday and on 3 May 2021"
    relative, absolute = find_dates(text, 0, len(text), None)
    assert (relative.date_from, relative.date_to) == (None, None)
    assert absolute.date_from == date(2021, 5, 3)


@given(st.text(max_size=300), st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_no_text_breaks_it(text: str, published: date) -> None:
    for found in find_dates(text, 0, len(text), published):
        assert text[found.start : found.end] == found.text
        if found.date_from and found.date_to:
            assert found.date_from <= found.date_to

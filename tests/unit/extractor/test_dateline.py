"""The day an article's own text gives for its writing; published on 20 May 2023 unless a test says otherwise."""

from datetime import date

import pytest

from claimwire_extractor.core.dates.dateline import end_of_stamp, find_dateline

PUBLISHED = date(2023, 5, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KYIV, May 19 (Newswire) - A mill burned.", date(2023, 5, 19)),
        ("LVIV, 18 May – A mill burned.", date(2023, 5, 18)),
        ("Mill burns\n\nPublished May 17 2023 A mill burned on May 3.", date(2023, 5, 17)),
        ("Mill burns\n\nFri 19 May 2023 at 1459 A mill burned.", date(2023, 5, 19)),
        ("Mill burns\n\nLast updated at May 092023 A mill burned.", date(2023, 5, 9)),
        ("Mill burns\n\n21-05-2023 Mill burns.", date(2023, 5, 21)),
        ("Mill burns\n\n19.05.2023Share this", date(2023, 5, 19)),
        ("Mill burns\n\n06-05-2023 Mill burns.", date(2023, 5, 6)),
        ("Mill burns\n\n05/19/2023 Mill burns.", date(2023, 5, 19)),
        # A day that stands alone before the story is its stamp, however far off.
        ("Mill burns\n\nMay 19 2022 Mill burns.", date(2022, 5, 19)),
        # A weekday that fits, or "published", outweighs what the feed says.
        ("Mill burns\n\nSaturday 3 Sep 2022 A mill burned.", date(2022, 9, 3)),
        ("Mill burns\n\nPublished July 2 2016 A mill burned.", date(2016, 7, 2)),
    ],
)
def test_a_dateline_gives_the_day_of_writing(text: str, expected: date) -> None:
    found = find_dateline(text, PUBLISHED)
    assert found is not None
    assert found.day == expected


@pytest.mark.parametrize(
    "text",
    [
        "A mill burned on May 19, 2023, people said.",
        "Shells fell in the city May 18 and on the next day.",
        "The raid of May 18 killed two.",
        "A mill burned. March 3 2021 was worse.",
        "A mill burned.\nMarch 3 2021 was worse.",
        "Sunday 18 May 2023 A mill burned.",
        "Unit 31 May attack the mill.",
        "A mill burned." + " No more is known." * 40 + "\n19 May 2023",
    ],
)
def test_a_date_of_the_story_is_no_dateline(text: str) -> None:
    assert find_dateline(text, PUBLISHED) is None


def test_a_dateline_with_a_year_needs_no_day_of_publication() -> None:
    found = find_dateline("2 July 2016 A mill burned.", None)
    assert found is not None
    assert found.day == date(2016, 7, 2)


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("Tue Sep 6 2022 Car bomb kills four.", "Tue Sep 6 2022"),
        ("06-09-2022 Mill burns.", "06-09-2022"),
        ("Published September 6 2022 Nine sheds burned.", "Published September 6 2022"),
        ("Date of publication 6 September 2022 A mill burned.", "Date of publication 6 September 2022"),
    ],
)
def test_a_day_of_writing_ends_where_the_story_begins(text: str, stamp: str) -> None:
    end = end_of_stamp(text, 0)
    assert end is not None
    assert text[:end] == stamp


@pytest.mark.parametrize(
    "text",
    [
        "6 September 2022 was a quiet day.",
        "September 6, 2022, saw no rain.",
        "May 6 Mill burns.",
        "LVIV, 6 September 2022 A mill burned.",
        "06-09-2022 - Mill burns.",
    ],
)
def test_a_day_of_the_story_is_no_day_of_writing(text: str) -> None:
    assert end_of_stamp(text, 0) is None

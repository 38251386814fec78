"""Expressions of time, resolved against Saturday 20 May 2023 unless a test says otherwise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwire.events import DatePrecision, Occurred
from claimwire_extractor.adapters.lexicons import load_strike_lexicon
from claimwire_extractor.core.dates.date_lexicon import parse_date_lexicon
from claimwire_extractor.core.dates.find_dates import date_forms, find_dates

SATURDAY = date(2023, 5, 20)
LEXICON = load_strike_lexicon().dates


def dates_in(text: str, published: date | None = SATURDAY, war_began: date | None = None) -> list[Occurred]:
    return find_dates(text, 0, len(text), published, date_forms(LEXICON), war_began=war_began)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Saturday", "2023-05-20", "2023-05-20"),
        ("on Sunday", "2023-05-14", "2023-05-14"),
        ("late on Friday", "2023-05-19", "2023-05-19"),
        ("early on Tuesday morning", "2023-05-16", "2023-05-16"),
        ("in the early hours of Friday", "2023-05-19", "2023-05-19"),
        ("last Saturday", "2023-05-13", "2023-05-13"),
        ("Thursdays", "2023-05-18", "2023-05-18"),
        ("last weeks", "2023-05-08", "2023-05-14"),
        ("Thursday’s", "2023-05-18", "2023-05-18"),
        ("Friday last week", "2023-05-12", "2023-05-12"),
        ("last week on Friday", "2023-05-12", "2023-05-12"),
        ("since Thursday", "2023-05-18", "2023-05-20"),
        ("from Thursday to Friday", "2023-05-18", "2023-05-19"),
        ("on Friday and Saturday", "2023-05-19", "2023-05-20"),
        ("Friday night into Saturday", "2023-05-19", "2023-05-20"),
        ("between late Thursday and early Friday", "2023-05-18", "2023-05-19"),
        ("overnight into Friday", "2023-05-18", "2023-05-19"),
        ("over the weekend", "2023-05-20", "2023-05-21"),
        ("before dawn", "2023-05-20", "2023-05-20"),
        ("earlier in the week", "2023-05-15", "2023-05-20"),
        ("shortly after midnight", "2023-05-20", "2023-05-20"),
        ("at dawn on Thursday", "2023-05-18", "2023-05-18"),
        ("shortly before midnight on 17 May", "2023-05-17", "2023-05-17"),
        ("18/05/2023", "2023-05-18", "2023-05-18"),
        ("on 05/18/2023", "2023-05-18", "2023-05-18"),
        ("05/02/2023", "2023-05-02", "2023-05-02"),
        ("02-03-2022", "2022-03-02", "2022-03-02"),
        ("in the second half of April", "2023-04-16", "2023-04-30"),
        ("during the week", "2023-05-15", "2023-05-20"),
        ("last weekend", "2023-05-13", "2023-05-14"),
        ("overnight", "2023-05-19", "2023-05-20"),
        ("last night", "2023-05-19", "2023-05-20"),
        ("this morning", "2023-05-20", "2023-05-20"),
        ("yesterday", "2023-05-19", "2023-05-19"),
        ("the day before yesterday", "2023-05-18", "2023-05-18"),
        ("two days ago", "2023-05-18", "2023-05-18"),
        ("two years and 11 months ago", "2020-06-20", "2020-06-20"),
        ("ten days and two hours ago", "2023-05-10", "2023-05-10"),
        ("a month and three days ago", "2023-04-17", "2023-04-17"),
        ("three weeks ago", "2023-04-29", "2023-04-29"),
        ("a month ago", "2023-04-20", "2023-04-20"),
        ("over the past 24 hours", "2023-05-19", "2023-05-20"),
        ("in the last 48 hours", "2023-05-18", "2023-05-20"),
        ("in the last three days", "2023-05-17", "2023-05-20"),
        ("in less than two weeks", "2023-05-06", "2023-05-20"),
        ("for three months", "2023-02-20", "2023-05-20"),
        ("for months", "2023-03-20", "2023-05-20"),
        ("in recent weeks", "2023-04-29", "2023-05-20"),
        ("last week", "2023-05-08", "2023-05-14"),
        ("this week", "2023-05-15", "2023-05-20"),
        ("next week", "2023-05-22", "2023-05-28"),
        ("last month", "2023-04-01", "2023-04-30"),
        ("late last month", "2023-04-21", "2023-04-30"),
        ("earlier this month", "2023-05-01", "2023-05-20"),
        ("last year", "2022-01-01", "2022-12-31"),
        ("on 3 May", "2023-05-03", "2023-05-03"),
        ("on June 19", "2022-06-19", "2022-06-19"),
        ("Feb. 24", "2023-02-24", "2023-02-24"),
        ("4th of March 2021", "2021-03-04", "2021-03-04"),
        ("on 24 February last year", "2022-02-24", "2022-02-24"),
        ("on Monday 6 March 2023", "2023-03-06", "2023-03-06"),
        ("on the 18th", "2023-05-18", "2023-05-18"),
        ("on the 24th", "2023-04-24", "2023-04-24"),
        ("overnight on 29 July", "2022-07-28", "2022-07-29"),
        ("on the night of 29 July", "2022-07-29", "2022-07-30"),
        ("on the night of 23-24 April", "2023-04-23", "2023-04-24"),
        ("between April 3 and 7", "2023-04-03", "2023-04-07"),
        ("from 30 April to 2 May", "2023-04-30", "2023-05-02"),
        ("2022-11-09", "2022-11-09", "2022-11-09"),
        ("24.02.2022", "2022-02-24", "2022-02-24"),
        ("in August", "2022-08-01", "2022-08-31"),
        ("in late February", "2023-02-21", "2023-02-28"),
        ("in mid-April", "2023-04-11", "2023-04-20"),
        ("in May", "2023-05-01", "2023-05-20"),
        ("in late May", "2023-05-21", "2023-05-31"),
        ("since mid-2022", "2022-06-01", "2023-05-20"),
        ("later in the day", "2023-05-20", "2023-05-20"),
        ("since mid-April", "2023-04-11", "2023-05-20"),
        ("April’s", "2023-04-01", "2023-04-30"),
        ("last summer", "2022-06-01", "2022-08-31"),
        ("in the winter of 2014", "2014-12-01", "2015-02-28"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("since 2014", "2014-01-01", "2023-05-20"),
        ("on Christmas Day", "2022-12-25", "2022-12-25"),
        ("on Orthodox Easter Sunday", "2023-04-16", "2023-04-16"),
        ("on Palm Sunday", "2023-04-02", "2023-04-02"),
        ("since March", "2023-03-01", "2023-05-20"),
        ("early in March", "2023-03-01", "2023-03-10"),
        ("between February and April", "2023-02-01", "2023-04-30"),
        ("from November to February", "2022-11-01", "2023-02-28"),
        ("from March to May", "2023-03-01", "2023-05-20"),
        ("over these three days", "2023-05-18", "2023-05-20"),
        ("Thursday and continued Friday", "2023-05-18", "2023-05-19"),
        ("in May of 1453", "1453-05-01", "1453-05-31"),
        ("on 29 May in 1453", "1453-05-29", "1453-05-29"),
        ("on 29 May 1453", "1453-05-29", "1453-05-29"),
        ("on May 29, 1453", "1453-05-29", "1453-05-29"),
        ("in the night of 3-4 May", "2023-05-03", "2023-05-04"),
        ("in the early hours", "2023-05-20", "2023-05-20"),
        ("in the early hours of the morning", "2023-05-20", "2023-05-20"),
        ("around midnight", "2023-05-19", "2023-05-20"),
        ("two nights ago", "2023-05-18", "2023-05-19"),
        ("a fortnight ago", "2023-05-06", "2023-05-06"),
    ],
)
def test_words_resolve_to_days(words: str, first: str, last: str) -> None:
    text = f"They came {words}, people said."
    [found] = dates_in(text)
    assert (found.text, str(found.date_from), str(found.date_to)) == (words, first, last)
    assert text[found.start : found.end] == found.text


def test_the_weekend_is_the_last_one_on_a_working_day() -> None:
    [found] = dates_in("over the weekend", date(2023, 5, 24))
    assert (found.date_from, found.date_to) == (date(2023, 5, 20), date(2023, 5, 21))


@pytest.mark.parametrize(
    "text", ["In March 12 people died", "In March 5,000 people died", "In March 24 more civilians fled", "In March 3000 shells fell"]
)  # fmt: skip
def test_a_number_that_counts_is_no_day_and_no_year(text: str) -> None:
    [found] = dates_in(text)
    assert (found.text, found.date_from, found.date_to) == ("In March", date(2023, 3, 1), date(2023, 3, 31))


@pytest.mark.parametrize(
    "text",
    [
        "A rocket hit a school on 24 April 1430 GMT.",
        "It fell on April 24, 1530 local time.",
        "On 24 April 1200 were killed when shells fell.",
        "On 24 April, 1300 were hurt.",
    ],
)
def test_digits_behind_a_day_that_are_no_year_of_our_time_are_none(text: str) -> None:
    assert [found.date_from for found in dates_in(text)] == [date(2023, 4, 24)]


@pytest.mark.parametrize("text", ["In April 1200 were killed", "In April, 1300 were hurt"])
def test_a_toll_behind_a_month_is_no_year(text: str) -> None:
    assert [found.date_from for found in dates_in(text)] == [date(2023, 4, 1)]


def test_last_week_of_a_sunday_is_the_one_that_ends() -> None:
    [found] = dates_in("The bridge fell last week", date(2023, 5, 21))
    assert (found.date_from, found.date_to) == (date(2023, 5, 15), date(2023, 5, 20))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left on 8 April; the depot was hit the same day", date(2023, 4, 8)),
        ("They left on 8 April. Shells have fallen there since then", date(2023, 4, 8)),
        ("They left on 8 April; later in the day the depot was hit", date(2023, 4, 8)),
        ("It was Thursday’s second raid. A day earlier the mill had burned", date(2023, 5, 17)),
        ("The bridge fell on Monday and the dam was hit two days later", date(2023, 5, 17)),
        ("It fell on Monday, a day after", date(2023, 5, 14)),
        ("They signed on 9 May. The following night the port burned", date(2023, 5, 10)),
    ],
)
def test_some_words_are_counted_from_the_day_named_before(text: str, expected: date) -> None:
    assert dates_in(text)[-1].date_from == expected


def test_the_day_named_before_may_stand_before_what_is_read() -> None:
    text = "They left on 8 April.\nThe depot was hit the same day."
    [found] = find_dates(text, text.index("\n"), len(text), SATURDAY, date_forms(LEXICON))
    assert found.date_from == date(2023, 4, 8)


def test_the_same_day_as_no_day_stays_unknown() -> None:
    [found] = dates_in("They left the same day")
    assert (found.date_from, found.date_to) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "may attack", "the march on the city", "a second wave", "31 February 2023", "May was there", "it may 24 times",
        "for the first time in more than two weeks", "the day before the vote", "the heaviest shelling in months",
        "had a weekend without raids", "on the 2nd floor", "in April 7th Street", "on the 6th of October Bridge", "in the fall of the city", "32 Januaries", "on 5 May of 9999", "in May 9999", "in May 1453", "in late May 1453",
    ],
)  # fmt: skip
def test_other_words_are_no_dates(words: str) -> None:
    assert [found.text for found in dates_in(words)] == []


def test_vague_words_keep_a_vague_precision() -> None:
    [found] = dates_in("recently")
    assert found.precision is DatePrecision.VAGUE


def test_the_war_is_counted_from_its_first_day() -> None:
    began = date(2022, 2, 24)
    [found] = dates_in("since the start of the war", war_began=began)
    assert (found.date_from, found.date_to) == (began, SATURDAY)
    [unknown] = dates_in("since the start of the war")
    assert (unknown.date_from, unknown.date_to) == (None, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("since Russia’s full-scale invasion began", "2022-02-24", "2023-05-20"),
        ("since the outbreak of the brutal war", "2022-02-24", "2023-05-20"),
        ("since Russia invaded Ukraine in February 2022", "2022-02-01", "2023-05-20"),
        ("since the conflict began in 2022", "2022-02-24", "2023-05-20"),
        ("Since the beginning of the crisis in March 2014", "2014-03-01", "2023-05-20"),
        ("since the Ukrainian crisis began", "2022-02-24", "2023-05-20"),
        ("since the start of the crisis in Ukraine", "2022-02-24", "2023-05-20"),
        ("throughout the war", "2022-02-24", "2023-05-20"),
        ("in the early weeks of the Russian invasion", "2022-02-24", "2022-03-31"),
        ("in the first days of the war", "2022-02-24", "2022-03-03"),
        ("at the outset of Moscow’s invasion of Ukraine", "2022-02-24", "2022-03-03"),
    ],
)
def test_a_war_may_be_named_in_many_ways(text: str, first: str, last: str) -> None:
    [found] = dates_in(f"They came {text}.", war_began=date(2022, 2, 24))
    assert (found.text, str(found.date_from), str(found.date_to)) == (text, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "since the Korean war began",
        "since the crisis began",
        "in the first days of the revolution",
        "at the start of the game",
        "the first days of the camp",
    ],
)
def test_other_beginnings_are_no_war(text: str) -> None:
    assert dates_in(text, war_began=date(2022, 2, 24)) == []


def test_the_war_is_that_of_the_country_named_most_among_those_at_war_by_then() -> None:
    named = {"RU": 0.5, "SY": 0.2, "UA": 0.3}
    assert LEXICON.war_began(named, SATURDAY) == date(2022, 2, 24)
    assert LEXICON.war_began(named, date(2016, 1, 1)) == date(2011, 3, 15)
    assert LEXICON.war_began({"FR": 1.0}, SATURDAY) is None


def test_without_a_publication_day_only_absolute_dates_resolve() -> None:
    relative, absolute = dates_in("on Tuesday and on 3 May 2021", None)
    assert (relative.date_from, relative.date_to) == (None, None)
    assert absolute.date_from == date(2021, 5, 3)


def test_a_feast_of_an_unknown_church_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown church 'southern'"):
        parse_date_lexicon(
            '[[feast]]\nnames = ["x"]\neaster = "southern"\ndays = 0\n[war_phrases]\n[[vague]]\nwords=["x"]'
        )


@given(st.text(max_size=300), st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_no_text_breaks_it(text: str, published: date) -> None:
    for found in dates_in(text, published):
        assert text[found.start : found.end] == found.text
        if found.date_from and found.date_to:
            assert found.date_from <= found.date_to


@given(
    st.lists(
        st.sampled_from(
            [
                "on",
                "the",
                "of",
                "May",
                "30",
                "31",
                "last",
                "Friday",
                "to",
                "2019",
                "since",
                "night",
                "year",
                "999",
                "years",
                "ago",
                "in",
                "week",
                "-",
                "early",
                "overnight",
                "day",
                "later",
            ]
        ),
        max_size=12,
    )
)
def test_no_mixture_of_its_words_breaks_it(words: list[str]) -> None:
    for found in dates_in(" ".join(words), date(2024, 2, 29)):
        if found.date_from and found.date_to:
            assert found.date_from <= found.date_to


def test_since_a_year_when_something_happened_is_not_open() -> None:
    [found] = dates_in("the worst raid since 2012, when a mill burned")
    assert (found.date_from, found.date_to) == (date(2012, 1, 1), date(2012, 12, 31))

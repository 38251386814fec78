"""Which words of time belong to which strike, in sentences written for these tests; published on Saturday 20 May 2023."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.known_place import known_place

from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer

Dates = Callable[[str], list[str | None]]


GAZETTEER = MemoryGazetteer(
    [known_place("Velyke"), known_place("Orikhiv"), known_place("Poltava"), known_place("Farove", at=(9.0, 9.0))]
)


@pytest.fixture
def dates(strikes_of: FindStrikes) -> Dates:
    """Find the first day of each strike of a text."""

    def found(text: str) -> list[str | None]:
        days = [strike.occurred and strike.occurred.date_from for strike in strikes_of(text, gazetteer=GAZETTEER)]
        return [day.isoformat() if day else None for day in days]

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two rockets hit a school in Orikhiv on Thursday.", "2023-05-18"),
        # The day of the killing is that of the strike.
        ("Three people were killed on Thursday when a missile hit a hotel in Orikhiv.", "2023-05-18"),
        ("Missiles hit a hotel in Orikhiv, killing three people on Thursday.", "2023-05-18"),
        # The day of the strike, not that of the report about it.
        ("The governor said on Friday that rockets hit a school in Orikhiv on Thursday.", "2023-05-18"),
        ("In a statement on Friday, the army said rockets hit a school in Orikhiv on Thursday.", "2023-05-18"),
        # What is told first is new on that day.
        ("On Friday the governor said that rockets hit a school in Orikhiv.", "2023-05-19"),
        ("He condemns the attack on Orikhiv today.", "2023-05-20"),
        # A strike that was reported on a day was one of that day.
        ("Missile strikes on Orikhiv were reported on Thursday.", "2023-05-18"),
        ("The strike on a hotel in Orikhiv, which took place on Thursday, killed two.", "2023-05-18"),
        # A strike still to come is on the next day of that name.
        ("Russia will bomb the school in Orikhiv on Thursday, the general said.", "2023-05-25"),
        # Exact days before vague ones, wherever they stand.
        ("A missile strike on Orikhiv last week killed two. The missile hit a hotel on 9 May.", "2023-05-09"),
    ],
)
def test_the_closest_words_of_time_are_taken(dates: Dates, text: str, expected: str) -> None:
    assert dates(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The governor said on Friday that rockets hit a school in Orikhiv.",
        "Rockets hit a school in Orikhiv, the governor said on Friday.",
        "Rockets hit a school in Orikhiv, as is told in this year’s report.",
    ],
)
def test_the_day_of_a_report_is_not_that_of_the_strike(dates: Dates, text: str) -> None:
    assert dates(text) == [None]


@pytest.mark.parametrize(
    "lead",
    [
        "Four people were killed on Thursday and six injured in several attacks across the country.",
        "Rebels on Thursday shelled the cities of Orikhiv and Poltava.",
        "Ten were killed on Thursday in a series of strikes.",
    ],
)
def test_a_lead_that_sums_up_dates_what_it_sums_up(dates: Dates, lead: str) -> None:
    assert dates(f"{lead} A rocket hit a school in Orikhiv, killing a guard.")[-1] == "2023-05-18"


def test_a_lead_dates_no_strike_elsewhere(dates: Dates) -> None:
    lead = "Rebels on Thursday shelled the cities of Orikhiv and Poltava."
    assert dates(f"{lead} Rockets hit a school in Farove.")[-1] is None
    assert dates("Rebels on Thursday shelled Orikhiv. Rockets hit a school in Farove.")[-1] is None


def test_the_victims_of_the_sentence_before_date_the_strike(dates: Dates) -> None:
    text = (
        "The army on Thursday committed a massacre, killing ten people. The victims were hit by air strikes in Orikhiv."
    )
    assert dates(text) == ["2023-05-18"]


def test_the_date_of_another_clause_does_not_count(dates: Dates) -> None:
    assert dates("Missiles hit a hotel in Orikhiv, which was annexed in 2014.") == [None]
    assert dates("Missiles hit a hotel in Orikhiv, where talks began on Friday.") == [None]


def test_the_clause_that_tells_of_the_attack_dates_it(dates: Dates) -> None:
    assert dates("Two people were killed in a rocket attack that hit a school in Orikhiv on Thursday.") == [
        "2023-05-18"
    ]


def test_two_strikes_of_a_sentence_keep_their_days(dates: Dates) -> None:
    text = "Rockets hit a school in Orikhiv on Wednesday and drones hit a depot in Poltava on Friday."
    assert dates(text) == ["2023-05-17", "2023-05-19"]


@pytest.mark.parametrize(
    "text",
    [
        "Six people died in the town on Thursday. Two rockets hit a school in Orikhiv.",
        "Two rockets hit a school in Orikhiv. The incident occurred on Thursday.",
    ],
)
def test_a_sentence_beside_that_tells_of_it_lends_its_day(dates: Dates, text: str) -> None:
    assert dates(text) == ["2023-05-18"]


@pytest.mark.parametrize(
    "text",
    [
        # The day of something else.
        "The truce in the region ended on Thursday. Two rockets hit a school in Orikhiv.",
        "In 2014, Russia launched the invasion of the region. Two rockets hit a school in Orikhiv.",
        "Two rockets hit a school in Orikhiv. Nine people had died in the square after Thursday prayers.",
        # The next sentence begins something new.
        "Two rockets hit a school in Orikhiv. On Thursday the talks went on in the capital.",
        "On April 14, Russia launched a new phase of the war. Two rockets hit a school in Orikhiv.",
        # That it goes on is not when it was.
        "Two rockets hit a school in Orikhiv. The school in Orikhiv has been hit by rockets since March.",
        "Two rockets hit a school in Orikhiv. The town has come under rocket fire in recent months.",
        # The day of another strike, of a post, of writing.
        "Two rockets hit a school in Orikhiv. In Poltava drones hit a depot on Thursday.",
        "Two rockets hit a school in Orikhiv. We need help! Civil Guard (guard_orikhiv) May 18 2023",
        "Rockets hit Orikhiv\n19.05.2023(updated 1456 19.05.2023) Two rockets hit a school in Orikhiv.",
    ],
)
def test_what_lends_no_day(dates: Dates, text: str) -> None:
    assert dates(text)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "A bomber killed six people outside a bakery in Orikhiv city Thursday on the eve of a feast an official said.",
        "The gunners shelled Thursday evening the harbour quarter of Orikhiv.",
        "A rocket attack on a hotel in Orikhiv killed six guards Thursday as the talks began.",
        "The Thursday evening rocket struck the harbour quarter of Orikhiv, which was rebuilt in 2014.",
    ],
)
def test_a_day_without_comma_or_preposition_is_that_of_the_strike(dates: Dates, text: str) -> None:
    assert dates(text) == ["2023-05-18"]


def test_a_week_after_a_strike_is_that_day(dates: Dates) -> None:
    text = "Talks were held on Thursday, a week after missiles hit a hotel in Orikhiv."
    assert dates(text) == ["2023-05-11"]


def test_a_strike_of_a_day_is_none_of_those_long_past(dates: Dates) -> None:
    text = (
        "A bombing in Orikhiv on Thursday killed six people. The group has carried out several bombings in the region in"
        " the past. Thursday's explosion came during talks."
    )
    assert dates(text) == ["2023-05-18", None]


LEAD = "Rebels fired rockets at several towns on Thursday, killing six people.\n"


def test_a_lead_that_sums_up_lends_its_day(dates: Dates) -> None:
    text = (
        LEAD + "In Orikhiv two people were killed when rockets hit a mill.\nRebel rockets also hit a school in Poltava."
    )
    assert set(dates(text)[1:]) == {"2023-05-18"}


@pytest.mark.parametrize(
    "behind",
    [
        "Rebels are firing rockets at Poltava again.",
        "Army warplanes bombed a school in Poltava.",
        "In March 2021 rebels fired rockets at a school in Poltava.",
    ],
)
def test_not_to_what_goes_on_nor_to_others_nor_to_the_past(dates: Dates, behind: str) -> None:
    assert "2023-05-18" not in dates(LEAD + behind)[1:]


def test_a_lead_on_one_strike_lends_no_day(dates: Dates) -> None:
    text = "Rebels fired rockets at a mill in Orikhiv on Thursday.\nOther rebel rockets also hit a school in Poltava."
    assert dates(text) == ["2023-05-18", None]


def test_another_paragraph_lends_no_day(dates: Dates) -> None:
    assert dates("Six people died on Thursday.\nTwo rockets hit a school in Orikhiv.") == [None]


def test_a_dateline_is_the_day_of_writing_and_no_day_of_a_strike(dates: Dates) -> None:
    assert dates("POLTAVA, May 18 (Newswire) - Two rockets hit a school in Orikhiv.") == [None]
    assert dates("POLTAVA, May 18 (Newswire) - Two rockets hit a school in Orikhiv overnight.") == ["2023-05-17"]


def test_who_says_that_it_has_been_hit_does_not_say_that_it_was_that_day(dates: Dates) -> None:
    assert dates("The army said on Friday that two rockets had hit a school in Orikhiv.") == [None]


def test_a_day_after_a_strike_dates_the_strike(dates: Dates) -> None:
    text = "Talks were held on Thursday, two days after missiles hit a hotel in Orikhiv."
    assert dates(text) == ["2023-05-16"]


@pytest.mark.parametrize(
    "text",
    [
        "It was the worst missile strike on Orikhiv since 2014.",
        "Rockets hit a school in Orikhiv in the largest attack since the start of the war.",
        "Rockets hit a school in Orikhiv, the first such attack since the war began in March 2011.",
        "Rockets hit a school in Orikhiv that was praised in this year’s report.",
        "The rebels denied on Thursday that rockets hit a school in Orikhiv.",
    ],
)
def test_a_time_that_only_compares_or_describes_is_none(dates: Dates, text: str) -> None:
    assert dates(text) == [None]


def test_a_time_from_which_it_goes_on_is_one(dates: Dates) -> None:
    assert dates("Orikhiv has been shelled since 2014.") == ["2014-01-01"]


@pytest.mark.parametrize(
    "text",
    [
        "At least ten people have been killed by air strikes on Orikhiv since the truce broke down on Thursday.",
        "Orikhiv has been shelled every day since Thursday’s talks.",
        "At least ten people have been killed by air strikes on Orikhiv since Thursday, the mayor said.",
    ],
)
def test_what_has_gone_on_since_then_lasts_until_the_day_of_writing(strikes_of: FindStrikes, text: str) -> None:
    found = strikes_of(text, gazetteer=GAZETTEER)[0].occurred
    assert found
    assert (found.date_from, found.date_to) == (date(2023, 5, 18), date(2023, 5, 20))


def test_a_strike_since_which_something_is_so_was_that_day(strikes_of: FindStrikes) -> None:
    text = "Nobody has been to the mill in Orikhiv since rockets hit it on Thursday."
    found = strikes_of(text, gazetteer=GAZETTEER)[0].occurred
    assert found
    assert found.date_from == found.date_to == date(2023, 5, 18)


def test_the_worst_since_a_day_is_not_of_that_day(dates: Dates) -> None:
    assert dates("It was the deadliest missile strike on Orikhiv since the truce broke down on Thursday.") == [None]


def test_dawn_is_that_of_the_day_somebody_spoke(dates: Dates) -> None:
    assert dates("The mayor said on Thursday that two rockets hit a school in Orikhiv at dawn.") == ["2023-05-18"]
    assert dates("The mayor said on Thursday that rockets hit a school in Orikhiv overnight.") == ["2023-05-17"]


def test_a_toll_is_raised_on_a_day_of_its_own(dates: Dates) -> None:
    text = "Officials on Friday raised the death toll from an air strike on a market in Orikhiv on Thursday to 61."
    assert dates(text) == ["2023-05-18"]


def test_what_goes_on_ends_when_the_story_was_told(strikes_of: FindStrikes) -> None:
    text = "Orikhiv has been shelled since Wednesday. Nobody could leave, the mayor said on Friday."
    found = strikes_of(text, gazetteer=GAZETTEER)[0].occurred
    assert found
    assert (found.date_from, found.date_to) == (date(2023, 5, 17), date(2023, 5, 19))

"""Whom a strike hurt, read in sentences written for these tests."""

from collections.abc import Callable

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.killed import killed
from tests.integration.extractor.known_place import known_place

from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundStrike

Find = Callable[[str], list[FoundStrike]]

GAZETTEER = MemoryGazetteer(
    [
        known_place("Orikhiv", "UA", "Zaporizhzhia", at=(47.6, 35.8)),
        known_place("Poltava", "UA", "Poltava", at=(49.6, 34.5)),
        known_place("Shebekino", "RU", "Belgorod", at=(50.4, 36.9)),
    ]
)


@pytest.fixture
def find(strikes_of: FindStrikes) -> Find:
    return lambda text: strikes_of(text, gazetteer=GAZETTEER)


def test_the_sentence_behind_counts_the_hurt(find: Find) -> None:
    [strike] = find(
        "A missile hit a hostel in Orikhiv on Monday.\n\nTwo guests died, the mayor said, and five were hurt."
    )
    assert killed(strike) == (2, 2)
    assert strike.casualties.wounded is not None
    assert strike.casualties.wounded.min == 5


@pytest.mark.parametrize(
    "behind",
    [
        "Nine people died in Poltava.",
        "Nine people were killed in clashes.",
        "Nine people were killed in a car crash.",
        "More than 9,000 people have died in the war.",
        "On Tuesday nine people died.",
        "Shells have claimed nine lives in the province this year.",
    ],
)
def test_deaths_of_another_place_day_or_cause_are_not_its_own(find: Find, behind: str) -> None:
    strike = find(f"A missile hit a hostel in Orikhiv on Monday. {behind}")[0]
    assert killed(strike) is None


def test_the_body_is_more_exact_than_the_headline_and_a_new_toll_than_both(find: Find) -> None:
    [strike] = find("Rocket kills 11 in Orikhiv\n\nA rocket killed at least 11 people in Orikhiv on Monday.")
    assert killed(strike) == (11, None)
    [strike] = find("A rocket killed at least 11 people in Orikhiv on Monday. The death toll later rose to 14.")
    assert killed(strike) == (14, 14)
    [strike] = find("A rocket killed at least 14 people in Orikhiv on Monday. The previous death toll was 11.")
    assert killed(strike) == (14, None)
    [strike] = find(
        "A rocket killed 11 people in Orikhiv on Monday. In the attack 14 people in total died, police said."
    )
    assert killed(strike) == (14, 14)
    [strike] = find("A rocket killed 11 people in Orikhiv on Monday. In the attack 14 people died, police said.")
    assert killed(strike) == (11, 11)
    [strike] = find("A rocket hit Orikhiv on Monday. The toll is now 14, up from the previous toll of 11 dead.")
    assert killed(strike) == (14, 14)


def test_a_toll_that_is_put_elsewhere_changes_nothing(find: Find) -> None:
    [strike] = find("A rocket killed 11 people in Orikhiv on Monday. Others put the death toll at 14.")
    assert killed(strike) == (11, 11)
    [strike] = find("A rocket killed at least 11 people in Orikhiv on Monday. Others put the death toll at dozens.")
    assert killed(strike) == (24, None)


def test_a_day_earlier_is_no_earlier_toll(find: Find) -> None:
    [strike] = find("A guard died after shelling of Orikhiv a day earlier. Two nurses died there of wounds.")
    assert killed(strike) == (1, 1)
    [strike] = find("A rocket killed two in Orikhiv on Monday, it was said earlier. The rocket killed three nurses.")
    assert killed(strike) == (3, 3)


def test_strikes_that_began_are_no_whole_war(find: Find) -> None:
    [strike] = find("Air strikes on Orikhiv which began on Friday killed 45 people.")
    assert killed(strike) == (45, 45)
    assert killed(find("Rockets hit Orikhiv. Shells have killed 4,500 people since it began.")[0]) is None


def test_what_was_counted_earlier_makes_no_sum(find: Find) -> None:
    first, _ = find(
        "Russian rockets killed eight people in Orikhiv. Russian drones killed three people in Poltava. "
        "Earlier five people were killed by the Russian rockets in Orikhiv."
    )
    assert killed(first) == (8, 8)


def test_a_headline_is_more_exact_than_a_number_of_people(find: Find) -> None:
    [strike] = find("Rockets wound six in Orikhiv\n\nA number of people were wounded when rockets hit Orikhiv.")
    assert strike.casualties.wounded is not None
    assert strike.casualties.wounded.min == 6


def test_wounded_without_deaths(find: Find) -> None:
    [strike] = find("A rocket hit a hostel in Orikhiv. Six people were injured, but there were no fatalities.")
    assert killed(strike) == (0, 0)
    assert not strike.casualties.none_reported


LEAD = "Russian air raids killed 14 people around Orikhiv on Monday."


def test_what_a_lead_adds_up_is_no_toll_of_one_strike(find: Find) -> None:
    first, second = find(
        f"{LEAD} Russian air raids killed nine people in Orikhiv. "
        "Another five people were killed when Russian drones hit a bus in Poltava."
    )
    assert (killed(first), killed(second)) == ((9, 9), (5, 5))


@pytest.mark.parametrize(
    "behind",
    [
        # Nobody else was hurt, or more than the sum allows, or by the other side.
        "Russian air raids killed nine people in Orikhiv.",
        "Russian air raids killed nine people in Orikhiv. Another eight died when Russian drones hit a bus in Poltava.",
        "Russian air raids killed nine people in Orikhiv. Ukrainian drones killed five people in Shebekino.",
    ],
)
def test_another_number_does_not_make_the_first_a_sum(find: Find, behind: str) -> None:
    assert killed(find(f"{LEAD} {behind}")[0]) == (14, 14)


def test_a_headline_printed_again_without_its_first_number_is_one(find: Find) -> None:
    [strike] = find(
        "Two villagers killed three injured in rocket attack on Orikhiv\n\n"
        "16 May 2023 villagers killed three injured in rocket attack on Orikhiv. "
        "At least two villagers were killed in a rocket attack on Orikhiv."
    )
    assert killed(strike) == (2, None)


def test_what_is_added_to_a_number_is_another_strike(find: Find) -> None:
    raid, shelling = find(
        "Air raids hit a market in Orikhiv on Monday. The mayor said at least 80 people were wounded, "
        "adding that troops had also shelled Poltava."
    )
    assert raid.casualties.wounded is not None
    assert raid.casualties.wounded.min == 80
    assert shelling.casualties.wounded is None


def test_whose_hurt_tell_of_the_strike_are_its_own(find: Find) -> None:
    [strike] = find("Nine people were hurt in a fire while another one was injured in a rocket attack on Orikhiv.")
    assert strike.casualties.wounded is not None
    assert strike.casualties.wounded.min == 1


def test_one_of_a_series_is_one(find: Find) -> None:
    assert find("The bombing in Orikhiv was the latest in a series of attacks on Poltava.")[0].count is None
    counted = find("Nine people were killed in a series of air strikes on Poltava.")[0].count
    assert counted is not None
    assert counted.min == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six people were killed and 11 wounded in an air raid on Orikhiv, a day after 20 died in shelling.", (6, 6)),
        ("An air raid on Orikhiv killed six people, officials said.", (6, 6)),
        ("In all ten guards died; two died in shelling of Orikhiv.", (2, 2)),
    ],
)
def test_only_what_tells_of_a_strike_first_outranks_other_counts(
    find: Find, text: str, expected: tuple[int, int]
) -> None:
    assert killed(find(text)[0]) == expected


@pytest.mark.parametrize(
    ("when", "dead"),
    [("on the 450th day of the war", (6, 6)), ("on day 450 of the war", (6, 6)), ("since the start of the war", None)],
)
def test_the_day_of_a_war_is_not_its_toll(find: Find, when: str, dead: tuple[int, int] | None) -> None:
    [strike, *_] = find(f"Shells hit a school in Orikhiv. Six people died there {when}.")
    assert killed(strike) == dead

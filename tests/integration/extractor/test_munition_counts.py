"""How many munitions or strikes, read in sentences written for these tests."""

from collections.abc import Callable

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.known_place import known_place

from claimwire.events import StrikeKind
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundStrike

Find = Callable[[str], list[FoundStrike]]

GAZETTEER = MemoryGazetteer([known_place("Orikhiv", "UA", "Zaporizhzhia", at=(47.6, 35.8))])


@pytest.fixture
def find(strikes_of: FindStrikes) -> Find:
    return lambda text: strikes_of(text, gazetteer=GAZETTEER)


def names(strike: FoundStrike) -> list[str]:
    return [place.text for place in strike.places]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Dozens of rockets hit Orikhiv.", 24, None),
        ("Multiple rockets hit Orikhiv on Monday. Fourteen rockets hit Orikhiv on Monday.", 14, 14),
        ("Several dozen shells fell on Orikhiv.", 36, None),
        ("Jets hit Orikhiv with four air strikes, including two cluster bombs.", 4, 4),
        ("At least three suicide attackers blew themselves up beside a mill in Orikhiv.", 3, None),
        ("Two suicide bombers attacked a market in Orikhiv.", 2, 2),
        ("Three of the shells hit a mill in Orikhiv.", 3, 3),
        ("All four of its missiles hit a depot in Orikhiv.", 4, 4),
        ("The army shot down 12 of 20 drones fired at Orikhiv.", 20, 20),
        ("The army fired 30 122 mm rockets at Orikhiv.", 30, 30),
        ("Orikhiv was hit by 12 missiles.", 12, 12),
        ("Jets dropped three 500 kg bombs on Orikhiv.", 3, 3),
    ],
)
def test_how_many(find: Find, text: str, least: int | None, most: int | None) -> None:
    [strike] = find(text)
    assert strike.count is not None
    assert (strike.count.min, strike.count.max) == (least, most)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Rebels fired a mortar shell at a school in Orikhiv.", True),
        ("A missile fired by the army hit a school in Orikhiv.", True),
        ("Another mortar shell fell near a school in Orikhiv.", True),
        ("A rocket was fired at a school in Orikhiv.", True),
        ("Another missile attack hit a school in Orikhiv.", False),
        ("A school in Orikhiv was hit by a rocket.", False),
        ("The army launched a missile strike on Orikhiv.", False),
    ],
)
def test_one_that_was_fired_is_counted(find: Find, text: str, *, is_one: bool) -> None:
    [strike] = find(text)
    assert (strike.count is not None and strike.count.max == 1) is is_one


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("The army shot down six of nine drones. The rest hit Orikhiv.", None),
        ("Seven drones were downed; the remaining four struck a mill in Orikhiv.", 4),
        ("One missile was shot down, and a second hit a mill in Orikhiv.", 1),
        ("Of the nine drones sent, six were downed; the rest hit a mill in Orikhiv.", 9),
        ("Troops downed a missile on Friday. Five others hit a mill in Orikhiv.", 5),
        ("Six missiles destroyed a depot and one hit a mill in Orikhiv.", 6),
        ("Rockets were fired from a farm. Two of them landed in Orikhiv.", 2),
    ],
)
def test_what_is_left_of_weapons_hits_with_its_own_number(find: Find, text: str, least: int | None) -> None:
    strike = find(text)[-1]
    assert strike.kind in {StrikeKind.DRONE, StrikeKind.MISSILE, StrikeKind.ROCKET}
    assert names(strike) == ["Orikhiv"]
    assert (strike.count.min if strike.count else None) == least


@pytest.mark.parametrize(
    "text",
    [
        "Three cars left Orikhiv. Two hit a tree.",
        "Drones flew over Orikhiv. Two others were killed by a train.",
        "Rockets fell on a field on Monday. The army drilled all week. The rest hit the road for Orikhiv.",
    ],
)
def test_other_things_are_no_rest_of_weapons(find: Find, text: str) -> None:
    assert all("Orikhiv" not in names(strike) for strike in find(text))


def test_the_hurt_and_the_year_are_no_count_of_munitions(find: Find) -> None:
    [strike] = find("Dozens were wounded in air raids on Orikhiv.")
    assert strike.count is None
    [strike] = find("May 17 2023 Russian rockets hit Orikhiv.")
    assert strike.count is None
    [strike] = find("Six long-range bombers struck a mill in Orikhiv.")
    assert strike.count is None


@pytest.mark.parametrize(
    ("weapon", "text"),
    [
        ("500 kg bombs", "Jets dropped 500 kg bombs on Orikhiv."),
        ("2,000-pound bombs", "Jets dropped 2,000-pound bombs on Orikhiv."),
        ("122 mm rockets", "The army fired 122 mm rockets at Orikhiv."),
        ("shells", "One of the shells hit a mill in Orikhiv."),
    ],
)
def test_weights_calibres_and_one_of_many_count_no_munitions(find: Find, weapon: str, text: str) -> None:
    [strike] = find(text)
    assert strike.weapon is not None
    assert strike.weapon.text == weapon
    assert strike.count is None


@pytest.mark.parametrize("weapon", ["S-300 missiles", "Orlan-10 drones", "Geran-2 attack drones", "Lancets"])
def test_the_sort_behind_a_name_belongs_to_it(find: Find, weapon: str) -> None:
    [strike] = find(f"The army hit Orikhiv with four {weapon}.")
    assert strike.weapon is not None
    assert strike.weapon.text == weapon

"""Who is blamed for a strike that nobody's name stands beside; written for these tests."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.known_place import known_place

from claimwire.events import PlacePrecision, Side
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundStrike

Find = Callable[[str], list[FoundStrike]]

GAZETTEER = MemoryGazetteer(
    [
        known_place("Orikhiv", "UA", "Zaporizhzhia", at=(47.5, 35.8)),
        known_place("Poltava", "UA", "Poltava", at=(49.6, 34.5)),
        known_place("Ghent", "BE", "Flanders", at=(51.0, 3.7)),
        known_place("Ukraine", "UA", None, precision=PlacePrecision.COUNTRY, at=(49.0, 32.0)),
    ]
)


@pytest.fixture
def find(strikes_of: FindStrikes) -> Find:
    return lambda text: strikes_of(text, gazetteer=GAZETTEER, published=date(2023, 5, 20))


def sides(strikes: list[FoundStrike]) -> list[Side]:
    return [strike.actor.side for strike in strikes]


def test_the_only_side_blamed_fired_the_rest(find: Find) -> None:
    found = find("Russian troops shelled Orikhiv on Monday. On Friday two missiles hit a school in Poltava.")
    assert sides(found) == [Side.RU, Side.RU]


def test_of_two_sides_blamed_neither_fired_the_rest(find: Find) -> None:
    found = find(
        "Russian troops shelled Orikhiv on Monday. Ukrainian troops shelled a depot on Tuesday. "
        "On Friday two missiles hit a school in Poltava."
    )
    assert sides(found)[2:] == [Side.UNKNOWN]


@pytest.mark.parametrize(
    "text",
    [
        "On Friday two missiles hit a Russian depot near Poltava.",
        "On Friday two missiles hit a school in Ghent.",
        "On Friday a car bomb killed two people in Poltava.",
    ],
)
def test_fire_on_itself_or_far_away_and_planted_bombs_are_not_its_own(find: Find, text: str) -> None:
    assert sides(find(f"Russian troops shelled Orikhiv on Monday. {text}")) == [Side.RU, Side.UNKNOWN]


@pytest.mark.parametrize(
    "text",
    [
        "On Friday unidentified jets bombed a school in Poltava.",
        "On Friday air raids hit a school in Poltava. It is unknown who carried out the air raids on Poltava.",
        "Moscow called it a response to a missile attack on a school in Poltava.",
        "On Friday rockets hit a school in the Russian-held town of Poltava.",
    ],
)
def test_what_nobody_or_the_other_side_fired_is_not_its_own(find: Find, text: str) -> None:
    assert sides(find(f"Russian troops shelled Orikhiv on Monday. {text}"))[-1] is Side.UNKNOWN


def test_syrian_rebels_are_not_the_army(strikes_of: FindStrikes) -> None:
    places = MemoryGazetteer(
        [known_place("Velyke", "SY", "Idlib"), known_place("Syria", "SY", None, precision=PlacePrecision.COUNTRY)]
    )
    for rebels in ("Syrian rebel shelling", "shelling by Syrian opposition fighters"):
        [strike] = strikes_of(f"Six people were killed in {rebels} of a town in Syria.", gazetteer=places)
        assert strike.actor.side is Side.SY_OPP


def test_a_side_without_aircraft_flew_no_raids_on_a_place_it_shelled(strikes_of: FindStrikes) -> None:
    places = MemoryGazetteer(
        [known_place("Velyke", "SY", "Idlib"), known_place("Syria", "SY", None, precision=PlacePrecision.COUNTRY)]
    )
    shelled, bombed = strikes_of(
        "Rebels in Syria shelled Velyke on Monday.\n\nAir raids hit a school in Velyke on Friday.", gazetteer=places
    )
    assert (shelled.actor.side, bombed.actor.side) == (Side.SY_OPP, Side.UNKNOWN)


def test_a_side_does_not_fire_on_its_own_country(find: Find) -> None:
    found = find("Ukrainian troops shelled a depot on Monday. On Friday two missiles hit a school in Poltava.")
    assert sides(found) == [Side.UA, Side.UNKNOWN]


@pytest.mark.parametrize(
    ("behind", "side"),
    [
        ("Islamic State claimed responsibility.", Side.ISIS),
        ("Islamic State has not claimed responsibility.", Side.UNKNOWN),
        ("No group took responsibility.", Side.UNKNOWN),
    ],
)
def test_who_owns_up_behind_a_strike_did_it(find: Find, behind: str, side: Side) -> None:
    found = find(f"A car bomb killed six people at a market in Ghent. {behind}")

    assert sides(found) == [side]

"""Where strikes hit, in sentences written for these tests, parsed by the real model."""

from collections.abc import Callable

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.known_place import known_place

from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer

GAZETTEER = MemoryGazetteer(
    [
        known_place("Ukraine", "UA", None, population=40_000_000, precision=PlacePrecision.COUNTRY),
        known_place("Syria", "SY", None, population=20_000_000, precision=PlacePrecision.COUNTRY),
        known_place("Sumy", "UA", "Sumy", population=1_000_000, precision=PlacePrecision.REGION),
        known_place("Poltava", "UA", "Poltava", population=1_300_000, precision=PlacePrecision.REGION),
        known_place("Hama", "SY", "Hama", population=1_500_000, precision=PlacePrecision.REGION),
        known_place("Okhtyrka", "UA", "Sumy", population=48_000),
        known_place("Christmas", "US", "Florida", population=40_000),
        known_place("Konotop", "UA", "Sumy", population=84_000),
        known_place("Hadiach", "UA", "Poltava", population=23_000),
        known_place("Salamiyah", "SY", "Hama", population=66_000),
        known_place("UK", "GB", None, population=67_000_000, precision=PlacePrecision.COUNTRY),
        known_place("Baltic Sea", "", None, population=0, precision=PlacePrecision.REGION),
        known_place("Zinkiv", "UA", "Poltava", population=9_000),
    ]
)


@pytest.fixture
def places(strikes_of: FindStrikes) -> Callable[[str], list[list[str]]]:
    def find(text: str) -> list[list[str]]:
        found = strikes_of(text, gazetteer=GAZETTEER, published=None)
        return [[place.text for place in strike.places] for strike in found]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian rockets hit the Velmyne airfield in Ukraine’s northern Sumy region.", ["Velmyne", "Sumy"]),
        ("Russian forces shelled Okhtyrka and several other towns in the north of Sumy region.", ["Okhtyrka", "Sumy"]),
        ("In the neighbouring region of Sumy, Russian shells hit a school in the town of Okhtyrka.", ["Okhtyrka", "Sumy"]),
        ("Russian troops shelled the towns of Okhtyrka, Konotop and Velmyne on Monday.", ["Okhtyrka", "Konotop", "Velmyne"]),
        ("Warplanes bombed the villages of Tell Arnaba and Kafr Saman in Hama.", ["Tell Arnaba", "Kafr Saman", "Hama"]),
        ("Two women died in the Sumy region because of Russian shelling.", ["Sumy"]),
        ("Two women were killed in the town of Okhtyrka when a rocket slammed into a bakery.", ["Okhtyrka"]),
        ("Two women moved to the town of Okhtyrka when a rocket slammed into a bakery.", []),
        ("Drones hit a depot in Konotop, some 90 km west of Okhtyrka.", ["Konotop"]),
        ("Drones hit depots in Konotop and west of Okhtyrka.", ["Konotop", "Okhtyrka"]),
        ("A car bomb exploded in Konotop Sunday.", ["Konotop"]),
        ("A missile hit a UK base near Konotop.", ["Konotop"]),
        ("A missile hit two UK ships.", []),
        ("A missile hit two U.K. ships near Konotop.", ["Konotop"]),
        ("Near Konotop, Russian forces struck a mill, Kyiv said.", ["Konotop"]),
        ("A missile hit a UK city.", ["UK"]),
        ("Shells fell in Konotop and Bila Deskaya.", ["Konotop", "Bila Deskaya"]),
        ("A shell landed in Konotop neighborhood caused damage in a mill.", ["Konotop"]),
        ("Russian air strikes on troops in Ukraine killed ten people in Konotop.", ["Ukraine", "Konotop"]),
        ("Battles went on in Konotop coinciding with dozens of air raids.", ["Konotop"]),
        ("Militants of a group banned in Ukraine fired a rocket.", []),
        ("Shells landed on Konotop, the Sumy regional governor said.", ["Konotop"]),
        ("Rockets hit the suburbs of al-Hara al-Jadida and al-Bayda in Hama city.", ["al-Hara", "al-Jadida", "al-Bayda", "Hama"]),
        ("Rockets hit al-Hara al-Jadida and al-Bayda suburbs in Hama city.", ["al-Hara", "al-Jadida", "al-Bayda", "Hama"]),
        ("Four raids hit Deskaya a village in Hama.", ["Deskaya", "Hama"]),
        ("Warplanes struck the town of Orem al Suda in Hama.", ["Orem al Suda", "Hama"]),
        ("A shell hit the town of Deskaya activist Anas Rahhal said.", ["Deskaya"]),
        ("Two raids hit Deskaya, a town in Hama, on Jan. 4.", ["Deskaya", "Hama"]),
        ("Militants attacked with 9 rocket shells Deskaya village in Hama injuring a baker.", ["Deskaya", "Hama"]),
        ("The village was hit with two rockets on Monday.", []),
        ("Ten people died in Okhtyrka shelling in August.", ["Okhtyrka"]),
        ("Ten people from Okhtyrka died in Konotop shelling in August.", ["Konotop"]),
        ("Life is hard in Hama where shells killed two people.", ["Hama"]),
        ("Life is hard in Hama, and shells killed two people.", ["Hama"]),
        ("Life is hard for people of Hama, and shells killed two people.", []),
        ("A rocket fell near a mill in Okhtyrka killing two people.", ["Okhtyrka"]),
        ("Rebels shelled Salamiyah killing two people.", ["Salamiyah"]),
        ("Raids on Maaret Al Tamma and Salamiyah killed ten.", ["Maaret Al Tamma", "Salamiyah"]),
        ("A bomb went off in an Alawite district of Salamiyah.", ["Salamiyah"]),
        ("A bomb went off in the Public Park of Salamiyah.", ["Salamiyah"]),
        ("Rockets hit bridges in al-Bayda al-Tamma al-Zahar and al-Hara.", ["al-Bayda", "al-Tamma", "al-Zahar", "al-Hara"]),
        ("Militants positioned in Salamiyah shelled the village of Deskaya.", ["Deskaya"]),
        ("Militants positioned in Salamiyah fired a mortar shell at a bakery.", []),
        ("A bakery in Deskaya village is open. On Friday two rockets hit Deskaya.", ["Deskaya"]),
        ("Hama Syrian air strikes on Salamiyah killed nine.", ["Salamiyah"]),
        ("Two mortar rounds hit the crowded Abbasid Square in the town of Salamiyah.", ["Abbasid", "Salamiyah"]),
        ("Farmers from the town of Okhtyrka were killed when a bomb exploded.", []),
        ("Farmers live in the Sumy region. Two shells hit the town of Okhtyrka in the north of the region.", ["Okhtyrka", "Sumy"]),
        ("Shells hit posts in the surroundings of Kafr Deska Tell Ramla and al-Bayda in Hama.", ["Kafr Deska", "Tell Ramla", "al-Bayda", "Hama"]),
        ("Air strikes hit the outskirts of Tal Deskaya on Friday.", ["Tal Deskaya"]),
        ("Farmers live in Salamiyah. Two shells hit the Deskaya quarter in the centre of the city.", ["Deskaya", "Salamiyah"]),
        ("Farmers live in Salamiyah. Two shells hit the Deskaya quarter in the city of Okhtyrka.", ["Deskaya", "Okhtyrka"]),
        ("Gunners fired a shell on al-Hara suburb in Hama city according to Reuters.", ["al-Hara", "Hama"]),
        ("Three people were killed by shelling near Konotop, Ukraine’s military said.", ["Konotop"]),
        ("Warplanes bombed Syrias Salamiyah on Friday.", ["Salamiyah"]),
        ("A drone strike hit the Baltic Sea fleet headquarters in Konotop.", ["Konotop"]),
        ("A missile hit a mill in Konotop, a source in Okhtyrka said.", ["Konotop"]),
        ("A missile hit a mill in Konotop, a town near Okhtyrka.", ["Konotop", "Okhtyrka"]),
        ("A missile struck Konotop, southeast of Okhtyrka, on Friday.", ["Konotop"]),
        ("A missile hit a village southeast of Okhtyrka.", ["Okhtyrka"]),
        ("Near Konotop, Russian troops shelled a farm.", ["Konotop"]),
        ("A missile hit the Okhtyrka hotel in Konotop.", ["Konotop"]),
        ("A missile hit the Okhtyrka hotel in the Sumy region.", ["Okhtyrka", "Sumy"]),
        ("Konotop shelled again", ["Konotop"]),
        ("Konotop was the target of a missile attack on Friday.", ["Konotop"]),
    ],
)  # fmt: skip
def test_places_of_a_sentence(places: Callable[[str], list[list[str]]], text: str, expected: list[str]) -> None:
    [found] = places(text)
    assert sorted(found) == sorted(expected)


def test_the_city_is_the_last_one_named(places: Callable[[str], list[list[str]]]) -> None:
    text = "Zinkiv lies on a small river. The town of Konotop is larger. Russian artillery shelled the city on Monday."
    assert places(text) == [["Konotop"]]


def test_a_city_with_a_name_is_not_another_one(places: Callable[[str], list[list[str]]]) -> None:
    text = "Zinkiv lies on a small river. Russian artillery shelled the city of Konotop on Monday."
    assert places(text) == [["Konotop"]]


def test_a_strike_without_a_place_happened_where_the_sentence_before_plays(
    places: Callable[[str], list[list[str]]],
) -> None:
    assert places("Fires broke out in Konotop. Russian troops fired nine artillery shells overnight.") == [["Konotop"]]
    assert places("Fires broke out in Ukraine. Russian troops fired nine artillery shells overnight.") == [[]]


def test_a_country_gives_way_to_the_town_that_another_mention_names(places: Callable[[str], list[list[str]]]) -> None:
    text = (
        "Air strike kills six in Syria\nAn air strike on a market killed six people on Friday. "
        "The air strike hit the town of Salamiyah."
    )
    [found] = places(text)
    assert found == ["Salamiyah"]
    assert places("Russian missiles hit Ukraine on Monday.") == [["Ukraine"]]


def test_a_part_of_a_country_stays_beside_the_town(places: Callable[[str], list[list[str]]]) -> None:
    text = (
        "Air strike kills six in northern Syria\nAn air strike on a market killed six people on Friday. "
        "The air strike hit the town of Salamiyah."
    )
    [found] = places(text)
    assert found == ["northern Syria", "Salamiyah"]
    [found] = places(text.replace("Salamiyah", "Salamiyah in Hama province"))
    assert found == ["Salamiyah", "Hama"]


def test_a_side_is_no_place_and_an_adjective_no_town(places: Callable[[str], list[list[str]]]) -> None:
    assert places("Warplanes bombed the Islamic State-held town of Salamiyah.") == [["Salamiyah"]]
    assert places("Warplanes pounded the Sirian town of Salamiyah.") == [["Salamiyah"]]


def test_a_feast_is_no_place(places: Callable[[str], list[list[str]]]) -> None:
    assert places("Drones hit Okhtyrka on Christmas Eve.") == [["Okhtyrka"]]


def test_where_fire_went_is_not_where_it_came_from(places: Callable[[str], list[list[str]]]) -> None:
    assert places("Missiles launched from Konotop at Okhtyrka were intercepted.") == [["Okhtyrka"]]


@pytest.mark.parametrize(
    ("headline", "told", "expected"),
    [
        ("Hard days for Okhtyrka", "On Friday Russian troops shelled a school.", ["Okhtyrka"]),
        ("Hard days for Okhtyrka", "On Friday Russian shelling killed two people.", ["Okhtyrka"]),
        ("Hard days for Okhtyrka", "Russian troops shelled schools.", []),
        ("Hard days for Okhtyrka and Konotop", "On Friday Russian troops shelled a school.", []),
        ("Hard days for Ukraine", "On Friday Russian troops shelled a school.", []),
        ("Mother and son die in Okhtyrka", "On Friday Russian troops shelled a school.", ["Okhtyrka"]),
        ("Houses damaged in Okhtyrka", "On Friday Russian troops shelled a school.", ["Okhtyrka"]),
        ("Ministers gather in Okhtyrka for talks", "On Friday Russian troops shelled a school.", []),
        ("Diplomats hold talks in Okhtyrka", "On Friday Russian shelling killed two people.", []),
        ("The days have been hard for Okhtyrka.", "On Friday Russian troops shelled a school.", []),
    ],
)
def test_a_strike_without_a_place_happened_where_the_headline_plays(
    places: Callable[[str], list[list[str]]], headline: str, told: str, expected: list[str]
) -> None:
    assert places(f"{headline}\n\nLife is hard. Food is dear.\n\n{told}") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shelling in Okhtyrka and Konotop kills ten\n\nThe shelling of Konotop on Monday killed ten people. Rockets hit a mill in Okhtyrka on Friday.",
            ["Konotop"],
        ),
        (
            "Shelling in Okhtyrka and Konotop kills ten\n\nThe shelling of Konotop on Monday killed ten people.",
            ["Okhtyrka", "Konotop"],
        ),
        (
            "Missiles hit the cities of Okhtyrka and Konotop on Monday. The missiles killed two in Konotop.",
            ["Okhtyrka", "Konotop"],
        ),
        ("Shelling in Okhtyrka and Konotop kills ten\n\nThe shelling on Monday killed ten people.", ["Okhtyrka", "Konotop"]),
    ],
)  # fmt: skip
def test_a_headline_may_list_where_other_strikes_were(
    places: Callable[[str], list[list[str]]], text: str, expected: list[str]
) -> None:
    assert sorted(places(text)[0]) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "The launcher that had fired rockets at Okhtyrka was destroyed by an airstrike.",
        "An airstrike hit a launcher that had fired rockets at Okhtyrka.",
        "An airstrike killed gunners who were firing shells at Okhtyrka.",
    ],
)
def test_where_the_fire_of_what_was_hit_went_is_not_where_it_was_hit(
    places: Callable[[str], list[list[str]]], text: str
) -> None:
    assert sorted(places(text)) == [[], ["Okhtyrka"]]


def test_what_was_hit_stands_where_it_is_said_to(places: Callable[[str], list[list[str]]]) -> None:
    assert places("An airstrike hit a launcher in Konotop that had fired rockets at Okhtyrka.")[0] == ["Konotop"]

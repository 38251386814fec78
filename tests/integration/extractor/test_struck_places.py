"""Where strikes hit, in sentences written for these tests, parsed by the real model."""

from collections.abc import Callable

import pytest

from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.lexicons import load_claim_lexicon, load_strike_lexicon
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.claims.find_claims import find_claims
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.strikes.find_strikes import find_strikes

Named = tuple[GazetteerEntry, tuple[str, ...]]


def place(name: str, country: str, admin1: str | None, population: int, precision: str = "settlement") -> Named:
    entry = GazetteerEntry(
        name=name,
        country=country,
        admin1=admin1,
        latitude=1.0,
        longitude=2.0,
        population=population,
        precision=PlacePrecision(precision),
    )
    return entry, ()


GAZETTEER = MemoryGazetteer(
    [
        place("Ukraine", "UA", None, 40_000_000, "country"),
        place("Syria", "SY", None, 20_000_000, "country"),
        place("Sumy", "UA", "Sumy", 1_000_000, "region"),
        place("Poltava", "UA", "Poltava", 1_300_000, "region"),
        place("Hama", "SY", "Hama", 1_500_000, "region"),
        place("Okhtyrka", "UA", "Sumy", 48_000),
        place("Konotop", "UA", "Sumy", 84_000),
        place("Hadiach", "UA", "Poltava", 23_000),
        place("Salamiyah", "SY", "Hama", 66_000),
        place("Baltic Sea", "", None, 0, "region"),
        place("Zinkiv", "UA", "Poltava", 9_000),
    ]
)


@pytest.fixture(scope="session")
def places(read: Callable[[str], Reading]) -> Callable[[str], list[list[str]]]:
    claims, lexicon = load_claim_lexicon(), load_strike_lexicon()

    def find(text: str) -> list[list[str]]:
        reading = read(text)
        found = find_strikes(
            reading, find_claims(reading, claims), published=None, lexicon=lexicon, gazetteer=GAZETTEER
        )
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
        ("Shells landed on Konotop, the Sumy regional governor said.", ["Konotop"]),
        ("Three people were killed by shelling near Konotop, Ukraine’s military said.", ["Konotop"]),
        ("Warplanes bombed Syrias Salamiyah on Friday.", ["Salamiyah"]),
        ("A drone strike hit the Baltic Sea fleet headquarters in Konotop.", ["Konotop"]),
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


def test_a_side_is_no_place_and_an_adjective_no_town(places: Callable[[str], list[list[str]]]) -> None:
    assert places("Warplanes bombed the Islamic State-held town of Salamiyah.") == [["Salamiyah"]]
    assert places("Warplanes pounded the Sirian town of Salamiyah.") == [["Salamiyah"]]

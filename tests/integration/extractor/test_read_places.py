"""All places of an article, in sentences written for these tests, parsed by the real model."""

from collections.abc import Callable

import pytest

from claimwire_extractor.adapters.lexicons import load_place_words
from claimwire_extractor.adapters.sqlite_gazetteer import SqliteGazetteer
from claimwire_extractor.core.places.read_places import NamedPlace, read_places
from claimwire_extractor.core.reading import Reading


@pytest.fixture
def places(read: Callable[[str], Reading], gazetteer: SqliteGazetteer) -> Callable[[str], list[NamedPlace]]:
    return lambda text: read_places(read(text), load_place_words(), gazetteer)


def resolved(found: list[NamedPlace]) -> dict[str, tuple[str | None, str | None]]:
    return {named.place.text: (named.place.country, named.place.admin1) for named in found}


def test_the_region_behind_a_name_decides(places: Callable[[str], list[NamedPlace]]) -> None:
    assert resolved(places("She moved from Moscow, Idaho to a farm."))["Moscow"] == ("US", "Idaho")
    assert resolved(places("She moved from Lebanon, Ky. to a farm."))["Lebanon"] == ("US", "Kentucky")
    assert resolved(places("He was born in Odessa, TX and died in Warsaw, Ind."))["Warsaw"] == ("US", "Indiana")


def test_an_abbreviation_alone_is_no_region(places: Callable[[str], list[NamedPlace]]) -> None:
    assert not places("She was Ill. and stayed at home, or at work.")


def test_other_names_of_the_article_decide(places: Callable[[str], list[NamedPlace]]) -> None:
    ohio = "Deputies from Licking County met in Newark on Friday. People from Columbus and Zanesville came too."
    assert resolved(places(ohio))["Newark"] == ("US", "Ohio")
    jersey = "Trains from Newark to Jersey City and Hoboken were late. Passengers waited in Elizabeth, N.J."
    assert resolved(places(jersey))["Newark"] == ("US", "New Jersey")


def test_a_large_place_is_meant_where_nothing_speaks_against_it(places: Callable[[str], list[NamedPlace]]) -> None:
    assert resolved(places("Prices rose in Paris and in London.")) == {
        "Paris": ("FR", "Île-de-France"),
        "London": ("GB", "England"),
    }


def test_a_region_is_meant_where_no_seat_and_no_large_city_is_called_so(
    places: Callable[[str], list[NamedPlace]],
) -> None:
    assert resolved(places("Prices rose in Vermont."))["Vermont"] == ("US", "Vermont")
    assert resolved(places("Prices rose in Ontario."))["Ontario"] == ("CA", "Ontario")
    assert resolved(places("Prices rose in Washington."))["Washington"] == ("US", "District of Columbia")
    assert resolved(places("Prices rose in Newark and Columbus, and in Delaware, a town of Ohio."))["Delaware"] == (
        "US",
        "Ohio",
    )


def test_the_seat_of_a_region_is_meant_where_it_is_spelt_otherwise(places: Callable[[str], list[NamedPlace]]) -> None:
    named = resolved(places("Prices rose in Lviv and Mykolaiv. Ukrainian deputies met."))
    assert (named["Lviv"], named["Mykolaiv"]) == (("UA", "Lviv"), ("UA", "Mykolaiv"))


def test_adjectives_stand_for_their_country_and_say_so(places: Callable[[str], list[NamedPlace]]) -> None:
    found = places("South Korean ships met French and Polish sailors, who polish brass.")
    assert [(named.place.text, named.place.country, named.demonym) for named in found] == [
        ("South Korean", "KR", True),
        ("French", "FR", True),
        ("Polish", "PL", True),
    ]


def test_a_village_of_the_region_named_beats_a_city_elsewhere(places: Callable[[str], list[NamedPlace]]) -> None:
    text = "In the Luhansk region, shells hit Sievierodonetsk and the village of Pavlograd."
    assert resolved(places(text))["Pavlograd"] == ("UA", "Luhansk")
    assert resolved(places("Ukraine evacuates Pavlograd in Dnipropetrovsk region."))["Pavlograd"] == (
        "UA",
        "Dnipropetrovsk",
    )


def test_counties_are_places(places: Callable[[str], list[NamedPlace]]) -> None:
    [found] = places("The jail of Kern County, California is full.")[:1]
    assert (found.place.text, found.place.admin1, found.place.precision.value) == (
        "Kern County",
        "California",
        "district",
    )


def test_unknown_names_stay_unresolved(places: Callable[[str], list[NamedPlace]]) -> None:
    [found] = places("They live in the village of Qwertivka.")
    assert (found.place.text, found.place.latitude, found.place.precision.value) == ("Qwertivka", None, "unresolved")


def test_runs_of_arabic_names_without_commas_are_cut(places: Callable[[str], list[NamedPlace]]) -> None:
    text = "Fighters left the neighborhoods of al-Nawar al-Zubair Wadi Sakk and al-Hulm."
    assert [named.place.text for named in places(text)] == ["al-Nawar", "al-Zubair", "Wadi Sakk", "al-Hulm"]


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Ivanov spoke with Antony Miller and Charlotte Webber.",
        "Prices fell. More people read the Date on the label of the bottle, at any date.",
        "The Human Rights Office and the Minister of Economy met.",
    ],
)
def test_people_and_common_words_are_no_places(places: Callable[[str], list[NamedPlace]], text: str) -> None:
    assert not places(text)


def test_a_surname_is_no_town_in_its_article_unless_it_stands_where_towns_do(
    places: Callable[[str], list[NamedPlace]],
) -> None:
    text = "Martha Okeechobee won the race. Okeechobee thanked her mother. She was born in Okeechobee, Florida."
    found = [(named.place.start, named.place.text) for named in places(text)]
    assert found == [(text.index("Okeechobee, Florida"), "Okeechobee"), (text.index("Florida"), "Florida")]


def test_a_village_of_a_country_that_is_not_spoken_of_must_stand_where_places_do(
    places: Callable[[str], list[NamedPlace]],
) -> None:
    assert not places("Assads critics left. They blame Assads policies for that.")
    assert resolved(places("He lives near Tafraout with his mother."))["Tafraout"] == ("MA", "Souss-Massa")


def test_a_capital_says_nothing_in_a_headline_of_capitals(places: Callable[[str], list[NamedPlace]]) -> None:
    headline = "Deadly Wave Of Air Raids Hits Mayor In Ordered Retreat Near Aleppo"
    assert set(resolved(places(f"{headline}\n\nHe was hurt by a bomb."))) == {"Aleppo"}
    headline = "Rebels Leave Sarmin And Unheardofville In Ordered Retreat"
    body = "Troops took the village of Sarmin in Idlib province. They camped in Unheardofville."
    assert {"Sarmin", "Unheardofville"} <= set(resolved(places(f"{headline}\n\n{body}")))


def test_an_owners_s_is_no_part_of_a_name(places: Callable[[str], list[NamedPlace]]) -> None:
    assert "Aleppo" in resolved(places("Shells fell on Aleppos outskirts in Syria."))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The White House spoke to Hamas and to the Red Cross.", []),
        ("A museum of Real Madrid opened in Madrid.", ["Madrid"]),
        ("A white house stands in Red Bluff, Calif.", ["Red Bluff", "Calif."]),
    ],
)
def test_bodies_that_are_called_like_towns_are_no_places(
    places: Callable[[str], list[NamedPlace]], text: str, names: list[str]
) -> None:
    assert [named.place.text for named in places(text)] == names


def test_a_name_in_a_country_is_the_one_in_it(places: Callable[[str], list[NamedPlace]]) -> None:
    assert resolved(places("Prices rose in the town of Tripoli in northern Lebanon."))["Tripoli"][0] == "LB"
    assert resolved(places("Prices rose in Tripoli, in northern Lebanon."))["Tripoli"][0] == "LB"
    assert resolved(places("Prices rose in Tripoli."))["Tripoli"][0] == "LY"

"""What every gazetteer promises."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.amended_gazetteer import AmendedGazetteer
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.adapters.place_changes import PlaceChanges
from claimwire_extractor.adapters.sqlite_gazetteer import SqliteGazetteer, write_gazetteer
from claimwire_extractor.core.gazetteer import Gazetteer, GazetteerEntry

Entries = Sequence[tuple[GazetteerEntry, Sequence[str]]]


def entry(name: str, country: str = "UA", admin1: str | None = "Poltava", population: int = 1000) -> GazetteerEntry:
    return GazetteerEntry(
        name=name,
        country=country,
        admin1=admin1,
        admin2="Myrhorod Raion",
        latitude=49.5,
        longitude=34.5,
        population=population,
        precision=PlacePrecision.SETTLEMENT,
        geonames_id=7,
    )


MYRHOROD = entry("Myrhorod", population=40_000)
REGION = GazetteerEntry(
    name="Poltava",
    country="UA",
    admin1="Poltava",
    latitude=None,
    longitude=None,
    population=0,
    precision=PlacePrecision.REGION,
)


@pytest.fixture(params=["memory", "sqlite", "amended"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Entries], Gazetteer]:
    def make(entries: Entries) -> Gazetteer:
        if request.param == "memory":
            return MemoryGazetteer(entries)
        if request.param == "amended":
            return AmendedGazetteer(MemoryGazetteer(entries), PlaceChanges((), {}, {}))
        write_gazetteer(tmp_path / "gazetteer.sqlite", entries)
        gazetteer = SqliteGazetteer(tmp_path / "gazetteer.sqlite")
        request.addfinalizer(gazetteer.close)
        return gazetteer

    return make


def test_an_entry_comes_back_whole(made: Callable[[Entries], Gazetteer]) -> None:
    gazetteer = made([(MYRHOROD, ()), (REGION, ())])
    assert list(gazetteer.named("Myrhorod")) == [MYRHOROD]
    assert list(gazetteer.named("Poltava")) == [REGION]


def test_case_accents_apostrophes_and_hyphens_do_not_matter(made: Callable[[Entries], Gazetteer]) -> None:
    gazetteer = made([(entry("Slov’yans'k"), ()), (entry("Dar‘ā", "SY"), ()), (entry("Ivano-Frankivsk"), ())])
    for printed in ("Slovyansk", "SLOV'YANSK", "Dara", "DAR'A", "ivano frankivsk"):
        assert len(gazetteer.named(printed)) == 1, printed


def test_aliases_in_other_scripts_find_the_entry(made: Callable[[Entries], Gazetteer]) -> None:
    assert list(made([(MYRHOROD, ("Миргород", "Mirgorod"))]).named("миргород")) == [MYRHOROD]


def test_one_name_may_have_several_places(made: Callable[[Entries], Gazetteer]) -> None:
    gazetteer = made([(entry("Ternivka"), ()), (entry("Ternivka", admin1="Dnipropetrovsk"), ())])
    assert {found.admin1 for found in gazetteer.named("Ternivka")} == {"Poltava", "Dnipropetrovsk"}


def test_unknown_names_find_nothing(made: Callable[[Entries], Gazetteer]) -> None:
    gazetteer = made([(MYRHOROD, ())])
    assert list(gazetteer.named("Nowhere")) == []
    assert list(gazetteer.named("")) == []


def test_misspellings_are_found_in_their_region_only(made: Callable[[Entries], Gazetteer]) -> None:
    gazetteer = made([(MYRHOROD, ()), (entry("Hadiach"), ())])
    assert list(gazetteer.like("Myrgorod", country="UA", admin1="Poltava")) == [MYRHOROD]
    assert list(gazetteer.like("Myrgorod", country="UA", admin1="Sumy")) == []
    assert list(gazetteer.like("Myrgorod", country="RU", admin1="Poltava")) == []


def test_the_nearest_misspelling_comes_first(made: Callable[[Entries], Gazetteer]) -> None:
    near, far = entry("Karlivka"), entry("Karlivske", population=90_000)
    first, *_ = made([(far, ()), (near, ())]).like("Karlifka", country="UA", admin1="Poltava")
    assert first == near


def test_regions_are_no_misspelt_settlements(made: Callable[[Entries], Gazetteer]) -> None:
    assert list(made([(REGION, ())]).like("Poltawa", country="UA", admin1="Poltava")) == []


def test_settlements_that_are_placed_inexactly_are_settlements_all_the_same(
    made: Callable[[Entries], Gazetteer],
) -> None:
    village = replace(entry("Velyka Obukhivka"), precision=PlacePrecision.DISTRICT, inexact=True)
    gazetteer = made([(village, ())])
    assert list(gazetteer.named("Velyka Obukhivka")) == [village]
    assert list(gazetteer.like("Velika Obukhivka", country="UA", admin1="Poltava")) == [village]


def test_of_two_equally_near_names_the_larger_place_comes_first(made: Callable[[Entries], Gazetteer]) -> None:
    small, large = entry("Zinkiv", population=10), replace(entry("Zinkiv", population=9_000), geonames_id=8)
    assert list(made([(small, ()), (large, ())]).like("Zinkif", country="UA", admin1="Poltava")) == [large, small]


def test_a_country_is_found_by_its_code(made: Callable[[Entries], Gazetteer]) -> None:
    country = replace(entry("Ukraine", admin1=None, population=40_000_000), precision=PlacePrecision.COUNTRY)
    gazetteer = made([(country, ()), (MYRHOROD, ())])
    assert gazetteer.country("UA") == country
    assert gazetteer.country("PL") is None

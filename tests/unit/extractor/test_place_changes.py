"""Changes of a user's own to the gazetteer."""

import re
from pathlib import Path

import pytest

from claimwire.errors import MisuseError, PlacesUnreadable
from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.amended_gazetteer import AmendedGazetteer
from claimwire_extractor.adapters.gazetteer import place_changes
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.adapters.place_changes import read_place_changes
from claimwire_extractor.core.gazetteer import GazetteerEntry

PAGE = Path(__file__).parents[3] / "docs" / "places.md"
HEAD = "change,name,country,admin1,latitude,longitude,precision,population,aliases\n"


def built_in(name: str, country: str, admin1: str | None, precision: str = "settlement") -> GazetteerEntry:
    return GazetteerEntry(
        name=name,
        country=country,
        admin1=admin1,
        latitude=1.0,
        longitude=2.0,
        population=1000,
        precision=PlacePrecision(precision),
    )


NIKOPOL = built_in("Nikopol", "UA", "Dnipropetrovsk")
OTHER_NIKOPOL = built_in("Nikopol", "BG", "Pleven")
SHEBEKINO = built_in("Shebekino", "RU", "Belgorod")
BELGOROD = built_in("Belgorod", "RU", "Belgorod", "region")
TULA = built_in("Tula", "RU", "Tula")
UKRAINE = built_in("Ukraine", "UA", None, "country")
BULGARIA = built_in("Bulgaria", "BG", None, "country")


def amended(lines: str, folder: Path) -> AmendedGazetteer:
    path = folder / "places.csv"
    path.write_text(lines, encoding="utf-8")
    named_twice = [(NIKOPOL, ["Nykopil"]), (BELGOROD, ["Belgorod Oblast"])]
    known = [*named_twice, *((entry, ()) for entry in (OTHER_NIKOPOL, SHEBEKINO, TULA, UKRAINE, BULGARIA))]
    return AmendedGazetteer(MemoryGazetteer(known), read_place_changes(path))


def test_the_example_of_the_page_does_what_it_says(tmp_path: Path) -> None:
    [example] = re.findall(r"^```csv places\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    gazetteer = amended(example, tmp_path)
    [station] = gazetteer.named("Uglegorsk TPP")
    assert (station.name, station.precision, station.latitude) == (
        "Vuhlehirska TPP",
        PlacePrecision.EXACT,
        48.4614,
    )
    [nikopol] = gazetteer.named("Nikopol")
    assert (nikopol.latitude, nikopol.population) == (47.5712, 105_000)
    assert list(gazetteer.named("Shebekino")) == [SHEBEKINO]
    assert not gazetteer.named("Tula")
    assert gazetteer.country("UA") == UKRAINE
    assert gazetteer.country("BG") is None


def test_places_are_dropped_by_name_country_or_altogether(tmp_path: Path) -> None:
    assert list(amended(HEAD + "drop,Nikopol,UA,,,,,,\n", tmp_path).named("nikopol")) == [OTHER_NIKOPOL]
    assert not amended(HEAD + "drop,Nikopol,UA,,,,,,\n", tmp_path).named("Nykopil")
    assert not amended(HEAD + "drop,,RU,,,,,,\n", tmp_path).named("Tula")
    assert list(amended(HEAD + "drop,,RU,Belgorod,,,,,\n", tmp_path).named("Tula")) == [TULA]
    only = amended(HEAD + "drop,,,,,,,,\nadd,Tula,RU,Tula,54.2,37.6,,,\n", tmp_path)
    assert [entry.latitude for entry in only.named("Tula")] == [54.2]
    assert not only.named("Nikopol")


def test_added_settlements_are_found_misspelt(tmp_path: Path) -> None:
    gazetteer = amended(HEAD + "add,Krasnohorivka,UA,Donetsk,48.0,37.5,,,\n", tmp_path)
    [found] = gazetteer.like("Krasnogorivka", country="UA", admin1="Donetsk")
    assert found.name == "Krasnohorivka"


def test_columns_may_be_left_out_and_stand_in_any_order(tmp_path: Path) -> None:
    [found] = amended("name,change,longitude,latitude\nDepot 7,add,37.5,48.0\n", tmp_path).named("depot 7")
    assert (found.country, found.admin1, found.precision) == ("", None, PlacePrecision.SETTLEMENT)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("", "the first line must name the columns, and one of them must be change"),
        ("name,country\nTula,RU\n", "the first line must name the columns, and one of them must be change"),
        ("change,name,name\ndrop,Tula,Nikopol\n", "the column name is there twice: delete one"),
        ("change,naem\nadd,Tula\n", "there is no column naem; the columns are change, name, country"),
        ("change;name\nadd;Tula\n", "its columns are separated by semicolons or tabs: separate them by commas"),
        ("change\tname\nadd\tTula\n", "its columns are separated by semicolons or tabs: separate them by commas"),
        (HEAD + "ad,Tula,RU,,54,37,,,\n", "line 2: change cannot be 'ad': give add, drop or keep"),
        (HEAD + ",Tula,RU,,54,37,,,\n", "line 2: change is empty: give add, drop or keep"),
        (HEAD + "keep,,UA,,,,,,\nadd,Tula,RU,,54,,,,\n", "line 3: a place to add needs a name, a latitude and a longitude"),
        (HEAD + "add,Tula,RU,,94,37,,,\n", "line 2: latitude cannot be '94': give degrees from -90 to 90, such as 48.4614"),
        (HEAD + 'add,Tula,RU,,54,"37,6",,,\n', "line 2: longitude cannot be '37,6': give degrees from -180 to 180, such as 38.2036"),
        (HEAD + "add,Tula,Russia,,54,37,,,\n", "line 2: country cannot be 'Russia': give the code of a country"),
        (HEAD + "add,Tula,XQ,,54,37,,,\n", "line 2: country cannot be 'XQ': give the code of a country"),
        (HEAD + "drop,Tula,UK,,,,,,\n", "line 2: country cannot be 'UK': give the code of a country by ISO 3166-1, such as UA for Ukraine"),
        (HEAD + "add,Tula,RU,,54,37,town,,\n", "line 2: precision cannot be 'town': give exact, settlement, district, region or country"),
        (HEAD + "add,Tula,RU,,54,37,,many,\n", "line 2: population cannot be 'many': give a whole number"),
        (HEAD + "add,Tula,RU,,54,37,,-4,\n", "line 2: population cannot be '-4': give a whole number"),
        (HEAD + "keep,Tula,RU,,,,,,\n", "line 2: to keep is for countries"),
        (HEAD + "drop,,,Tula,,,,,\n", "line 2: a region (admin1) needs its country"),
        (HEAD + "add,Tula,RU,,54,37,,,a,b\n", "line 2: more cells than columns: put a cell that holds a comma between quotation marks"),
        (HEAD + 'add,"Tula,RU,,54,37,,,a\nkeep,,UA,,,,,,\n', "line 2: quotation marks that do not pair: put one before and one behind a cell"),
    ],
)  # fmt: skip
def test_a_wrong_file_says_what_is_wrong_and_where(lines: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(PlacesUnreadable, match=rf"places\.csv:? {re.escape(problem)}"):
        amended(lines, tmp_path)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("drop,Nowherburg,UA,,,,,,", "there is no place Nowherburg in UA: correct the line or delete it"),
        ("drop,Nowherburg,,,,,,,", "there is no place Nowherburg: correct the line or delete it"),
        ("drop,Nikopol,RU,,,,,,", "there is no place Nikopol in RU (there is one in BG, UA): correct the line or delete it"),
        ("drop,Nikopol,UA,Donetsk,,,,,", "there is no place Nikopol in Donetsk, UA (there is one in BG, UA): correct"),
        ("drop,,RU,Belgrod,,,,,", "there is no region Belgrod in RU: correct the line or delete it"),
        ("drop,,RU,Belgorod Oblast,,,,,", "there is no region Belgorod Oblast in RU (you may mean Belgorod): correct"),
        ("keep,,RU,Belgrod,,,,,", "there is no region Belgrod in RU: correct the line or delete it"),
    ],
)  # fmt: skip
def test_a_line_that_drops_or_keeps_nothing_is_refused(line: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(PlacesUnreadable, match=rf"places\.csv line 3: {re.escape(problem)}"):
        amended(f"{HEAD}add,Nowherburg,UA,,54,37,,,\n{line}\n", tmp_path)


def test_a_place_may_be_dropped_in_a_country_that_is_not_kept(tmp_path: Path) -> None:
    gazetteer = amended(HEAD + "keep,,UA,,,,,,\ndrop,Nikopol,BG,,,,,,\n", tmp_path)
    assert list(gazetteer.named("Nikopol")) == [NIKOPOL]


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes("change,name\ndrop,Тула\n".encode("cp1251"))
    with pytest.raises(PlacesUnreadable, match=r"places\.csv is not UTF-8: save it as CSV in UTF-8"):
        read_place_changes(path)


def test_a_folder_is_no_file_of_places(tmp_path: Path) -> None:
    with pytest.raises(PlacesUnreadable, match="cannot be read: is a directory"):
        read_place_changes(tmp_path)


def test_a_missing_file_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMWIRE_PLACES", str(tmp_path / "none.csv"))
    with pytest.raises(MisuseError, match=r"there is no file .*none\.csv: CLAIMWIRE_PLACES"):
        place_changes()
    monkeypatch.delenv("CLAIMWIRE_PLACES")
    assert place_changes() is None

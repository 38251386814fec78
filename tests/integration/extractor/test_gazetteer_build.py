"""The gazetteer made from GeoNames; coordinates are checked against those of an atlas."""

import contextlib
import os
import threading
import time
from pathlib import Path

import pytest

from claimwire.errors import PlacesUnreadable
from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.gazetteer import build_gazetteer, default_gazetteer_path, open_gazetteer
from claimwire_extractor.adapters.gazetteer_at_start import gazetteer_at_start
from claimwire_extractor.adapters.sqlite_gazetteer import SqliteGazetteer
from claimwire_extractor.core.gazetteer import GazetteerEntry


@pytest.mark.parametrize(
    ("name", "expected", "latitude", "longitude"),
    [
        ("Kharkiv", ("UA", "Kharkiv", PlacePrecision.SETTLEMENT), 50.0, 36.2),
        ("Харків", ("UA", "Kharkiv", PlacePrecision.SETTLEMENT), 50.0, 36.2),
        ("Zaporizhzhia oblast", ("UA", "Zaporizhzhia", PlacePrecision.REGION), 47.2, 35.5),
        ("Deir ezzor", ("SY", "Deir ez-Zor", PlacePrecision.REGION), 35.0, 40.5),
        ("Ukraine", ("UA", None, PlacePrecision.COUNTRY), 49.0, 31.0),
        ("Britain", ("GB", None, PlacePrecision.COUNTRY), 54.0, -2.5),
        ("Vologda oblast", ("RU", "Vologda", PlacePrecision.REGION), 60.0, 40.5),
        ("Sicily", ("IT", "Sicilia", PlacePrecision.REGION), 37.5, 14.1),
        ("Texas", ("US", "Texas", PlacePrecision.REGION), 31.2, -99.5),
        ("Kern County", ("US", "California", PlacePrecision.DISTRICT), 35.3, -118.7),
        ("Kupiansk District", ("UA", "Kharkiv", PlacePrecision.DISTRICT), 49.7, 37.6),
    ],
)
def test_places_of_every_precision_are_where_they_are(
    gazetteer: SqliteGazetteer,
    name: str,
    expected: tuple[str, str | None, PlacePrecision],
    latitude: float,
    longitude: float,
) -> None:
    [found] = [entry for entry in gazetteer.named(name) if (entry.country, entry.admin1, entry.precision) == expected]
    assert found.latitude == pytest.approx(latitude, abs=1.5)
    assert found.longitude == pytest.approx(longitude, abs=1.5)


def test_villages_that_only_the_ukrainian_codifier_has_lie_at_the_seat_of_their_community(
    gazetteer: SqliteGazetteer,
) -> None:
    """Pavlohrad near Lysychansk is a village of the community of Sievierodonetsk; the city of that name is far west."""
    [village] = [found for found in gazetteer.named("Pavlograd") if found.admin1 == "Luhansk"]
    assert (village.precision, village.inexact, village.population) == (PlacePrecision.DISTRICT, True, 0)
    assert village.latitude == pytest.approx(48.95, abs=0.1)
    assert village.longitude == pytest.approx(38.49, abs=0.1)
    [city] = [found for found in gazetteer.named("Pavlograd") if found.population > 50_000]
    assert (city.admin1, city.precision) == ("Dnipropetrovsk", PlacePrecision.SETTLEMENT)


@pytest.mark.parametrize("printed", ["Synetskyi", "Synetsky", "Sinetsky", "Синецький"])
def test_ukrainian_villages_are_found_as_they_are_printed(gazetteer: SqliteGazetteer, printed: str) -> None:
    assert ("Synetskyi", "Luhansk") in {(found.name, found.admin1) for found in gazetteer.named(printed)}


def test_a_county_is_not_found_under_its_bare_name(gazetteer: SqliteGazetteer) -> None:
    assert {found.admin1 for found in gazetteer.named("Texas County")} == {"Missouri", "Oklahoma"}
    assert not [found for found in gazetteer.named("Texas") if found.name == "Texas County"]


def test_opening_takes_no_time(gazetteer: SqliteGazetteer) -> None:
    assert gazetteer.named("Lviv")
    start = time.perf_counter()
    again = SqliteGazetteer(default_gazetteer_path())
    assert again.named("Lviv")
    assert time.perf_counter() - start < 0.1
    again.close()


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="build_gazetteer"):
        SqliteGazetteer(tmp_path / "none.sqlite")


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be looked at" * 40])
def test_a_file_that_is_no_gazetteer_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.sqlite"
    path.write_bytes(content)

    with pytest.raises(PlacesUnreadable, match=r"places\.sqlite is no gazetteer"):
        SqliteGazetteer(path)


def test_a_folder_is_told_before_anything_is_built(tmp_path: Path) -> None:
    with pytest.raises(PlacesUnreadable, match=r"is a folder: name a file in it"):
        open_gazetteer(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("gazetteer")
async def test_a_line_that_drops_nothing_of_the_gazetteer_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    head = "change,name,country,admin1\ndrop,Nikopol,UA,\nkeep,,RU,Belgorod\n"
    path.write_text(f"{head}keep,,UA,\n", encoding="utf-8")
    assert await gazetteer_at_start(None, path) == default_gazetteer_path()
    path.write_text(f"{head}drop,Nowherburg,UA,\n", encoding="utf-8")

    with pytest.raises(PlacesUnreadable, match=r"mine\.csv line 4: there is no place Nowherburg in UA"):
        await gazetteer_at_start(None, path)


def test_the_file_can_be_put_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(os.environ, "CLAIMWIRE_GAZETTEER", str(tmp_path / "mine.sqlite"))
    assert default_gazetteer_path() == tmp_path / "mine.sqlite"


def test_of_two_processes_that_build_at_once_one_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, gazetteer: SqliteGazetteer
) -> None:
    lviv = [entry for entry in gazetteer.named("Lviv") if entry.population > 0]
    built: list[int] = []
    both, inside = threading.Barrier(2), threading.Barrier(2)

    def few_places() -> list[tuple[GazetteerEntry, tuple[str, ...]]]:
        built.append(len(built))
        # The other would come in here as well, were it not kept waiting.
        with contextlib.suppress(threading.BrokenBarrierError):
            inside.wait(timeout=0.5)
        return [(entry, ()) for entry in lviv]

    def build() -> None:
        both.wait(timeout=10)
        build_gazetteer(tmp_path / "places.sqlite")

    monkeypatch.setattr("claimwire_extractor.adapters.world_places.world_places", few_places)
    builders = [threading.Thread(target=build) for _ in range(2)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join(timeout=30)

    assert built == [0]
    made = SqliteGazetteer(tmp_path / "places.sqlite")
    assert list(made.named("Lviv")) == lviv
    made.close()

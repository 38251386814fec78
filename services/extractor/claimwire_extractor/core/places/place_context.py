"""What an article says about where it plays."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimwire.events import PlacePrecision
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.places.place_votes import PlaceVotes
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym

Region = tuple[str, str]
"""Country and first-level region, by name."""


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """Countries by weight (they sum to 1), the regions named, by sentence too, and what names say for each other."""

    countries: Mapping[str, float]
    regions: Mapping[Region, int]
    regions_of_sentence: Mapping[int, frozenset[Region]]
    votes: PlaceVotes
    around: Mapping[str, Sequence[GazetteerEntry]]
    """The regions and countries that stand right behind a name ("Paris, Texas", "Paris in Texas"), by the name's key."""
    outer: frozenset[int]
    """Where the names of those regions and countries begin, by token index."""

    @classmethod
    def of(cls, toponyms: Sequence[Toponym], demonyms: Sequence[str]) -> "PlaceContext":
        """Weigh the places of an article; ``demonyms`` are the countries of its adjectives, one a mention."""
        countries: defaultdict[str, float] = defaultdict(float)
        regions: Counter[Region] = Counter()
        by_sentence: dict[int, set[Region]] = {}
        for country in demonyms:
            countries[country] += 1
        for toponym in toponyms:
            for country, weight in _votes(toponym).items():
                countries[country] += weight
            for region in _regions(toponym):
                regions[region] += 1
                by_sentence.setdefault(toponym.tokens[0].sentence, set()).add(region)
        total = sum(countries.values()) or 1
        return cls(
            {country: weight / total for country, weight in countries.items()},
            regions,
            {sentence: frozenset(named) for sentence, named in by_sentence.items()},
            PlaceVotes.of(toponyms, demonyms),
            *_around(toponyms),
        )

    @property
    def leading(self) -> str | None:
        """The country most named."""
        return max(self.countries, key=lambda country: self.countries[country], default=None)


def _votes(toponym: Toponym) -> dict[str, float]:
    if not toponym.entries:
        return {}
    whole = {entry.country: 3.0 for entry in toponym.entries if entry.precision is PlacePrecision.COUNTRY}
    if whole:
        return whole
    named = {entry.country for entry in toponym.entries if entry.country}
    large = {entry.country for entry in toponym.entries if entry.precision is PlacePrecision.REGION}
    return {country: (2.0 if country in large else 1.0) / len(named) for country in named}


def _regions(toponym: Toponym) -> set[Region]:
    """Take the regions a name stands for when it is said or only can be one."""
    areas = {
        (entry.country, entry.admin1)
        for entry in toponym.entries
        if entry.precision is PlacePrecision.REGION and entry.admin1
    }
    return areas if toponym.sort is PlaceSort.REGION or len(toponym.entries) == len(areas) else set()


_LARGE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.DISTRICT})
_APART = 2
"""Tokens from the end of a name to the region behind it: the comma and the region."""
_FARTHEST = 4
"""The same with "in" and a direction: "Tripoli, in northern Lebanon"."""


def _around(toponyms: Iterable[Toponym]) -> tuple[dict[str, list[GazetteerEntry]], frozenset[int]]:
    found: dict[str, list[GazetteerEntry]] = {}
    outer: set[int] = set()
    before: Toponym | None = None
    for toponym in toponyms:
        if before is not None and _follows(before, toponym):
            areas = [entry for entry in toponym.entries if entry.precision in _LARGE]
            found.setdefault(before.key, []).extend(areas)
            if any(lies_in(entry, area) for entry in before.entries for area in areas):
                outer.add(toponym.tokens[0].index)
        before = toponym
    return found, frozenset(outer)


def _follows(name: Toponym, outer: Toponym) -> bool:
    """Tell "Paris, Texas", and "Tripoli in northern Lebanon"."""
    last, first = name.tokens[-1], outer.tokens[0]
    if last.sentence != first.sentence or not 1 <= first.index - last.index <= _FARTHEST:
        return False
    preposition = outer.top.head
    inside = preposition.lower == "in" and outer.top.dep == "pobj" and last.index < preposition.index < first.index
    return inside or (outer.after_comma and first.index - last.index <= _APART)


def lies_in(entry: GazetteerEntry, area: GazetteerEntry) -> bool:
    """Tell whether a place is part of a country or region, by their names."""
    if entry.country != area.country or entry is area or entry.precision is PlacePrecision.COUNTRY:
        return False
    if area.precision is PlacePrecision.COUNTRY:
        return True
    return entry.admin1 == area.admin1 and (area.admin2 is None or entry.admin2 == area.admin2)

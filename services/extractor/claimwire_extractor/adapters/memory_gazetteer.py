"""A gazetteer of given entries, for tests and small closed worlds."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rapidfuzz.distance import JaroWinkler

from claimwire.events import PlacePrecision
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.places.name_key import name_key

ALIKE = 0.90
"""Jaro-Winkler similarity from which a name counts as a misspelling of another."""
MAX_LONGER = 3
"""Misspellings add or drop at most this many letters."""


class MemoryGazetteer:
    """Entries with their aliases, held in dictionaries."""

    def __init__(self, entries: Iterable[tuple[GazetteerEntry, Sequence[str]]]) -> None:
        """Index entries, each given with its aliases."""
        self._named: dict[str, list[GazetteerEntry]] = {}
        self._within: dict[tuple[str, str | None], list[tuple[str, GazetteerEntry]]] = {}
        self._countries: dict[str, GazetteerEntry] = {}
        for entry, aliases in entries:
            if entry.precision is PlacePrecision.COUNTRY:
                self._countries[entry.country] = entry
            for key in dict.fromkeys(map(name_key, (entry.name, *aliases))):
                self._named.setdefault(key, []).append(entry)
                if entry.is_settlement:
                    self._within.setdefault((entry.country, entry.admin1), []).append((key, entry))
        for settlements in self._within.values():
            settlements.sort(key=lambda pair: -pair[1].population)

    def named(self, name: str) -> Sequence[GazetteerEntry]:
        """Find every place with this name or alias."""
        return tuple(self._named.get(name_key(name), ()))

    def like(self, name: str, *, country: str, admin1: str) -> Sequence[GazetteerEntry]:
        """Find settlements of one region with names much like this one, nearest first."""
        key = name_key(name)
        return nearest(key, [pair for pair in self._within.get((country, admin1), ()) if pair[0][:1] == key[:1]])

    def country(self, code: str) -> GazetteerEntry | None:
        """Find a country by its ISO 3166-1 code."""
        return self._countries.get(code)


_Place = TypeVar("_Place")


def nearest(key: str, candidates: Sequence[tuple[str, _Place]]) -> tuple[_Place, ...]:
    """Order the candidates alike enough to the key by likeness; among equals the order given stays; each place once."""
    scored = [
        (JaroWinkler.similarity(key, other, score_cutoff=ALIKE), place)
        for other, place in candidates
        if abs(len(key) - len(other)) <= MAX_LONGER
    ]
    alike = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return tuple(dict.fromkeys(place for _, place in alike))

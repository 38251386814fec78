"""How much the other names of an article speak for a place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.places.likeliness import likeliness
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym

_MOST_MENTIONS = 4
"""Mentions of a name that are counted."""
_ROUNDS = 2
"""Times the votes are cast: the second time by what the first made of each name."""
_LEAST_SHARE = 0.01
"""How likely a place must be to vote."""
_IN_REGION, _IN_COUNTRY, _NEAR = 2.5, 1.5, 1.5
"""How much the names of the same region, of the same country and within some 100 km weigh at the most."""
Area = tuple[str, ...]
Cell = tuple[int, int]
"""Whole degrees."""


class _Candidate(NamedTuple):
    """One of the places that a name may be."""

    areas: Sequence[Area]
    cell: Cell | None
    likeliness: float
    """By its name alone; 0 for the only place of a name."""


class _Name(NamedTuple):
    """What a name may be, and how often the article has it."""

    mentions: int
    candidates: Sequence[_Candidate]


class _Cast(NamedTuple):
    """What the places of one name vote for."""

    areas: Mapping[Area, float]
    cells: Sequence[tuple[Cell, float]]


@dataclass(frozen=True, slots=True)
class PlaceVotes:
    """Each name of an article votes for the countries, regions and surroundings of what it may be.

    A name's votes sum to the root of its mentions, shared out by how likely each of its places is.
    """

    _areas: Mapping[Area, float]
    _cells: Mapping[Cell, float]
    _own: Mapping[str, _Cast]

    @classmethod
    def of(cls, toponyms: Iterable[Toponym], demonyms: Iterable[str]) -> "PlaceVotes":
        """Let the names of an article vote; ``demonyms`` are the countries of its adjectives, one a mention."""
        mentions: defaultdict[str, list[Toponym]] = defaultdict(list)
        for toponym in toponyms:
            if toponym.entries:
                mentions[toponym.key].append(toponym)
        adjectives: defaultdict[Area, float] = defaultdict(float)
        for country in demonyms:
            adjectives[country,] = min(adjectives[country,] + 0.5, 2.0)
        names = {key: _Name(len(said), _candidates(key, said)) for key, said in mentions.items()}
        votes = cls(adjectives, {}, {})
        for _ in range(_ROUNDS):
            votes = votes._again(names, adjectives)
        return votes

    def support(self, entry: GazetteerEntry, key: str) -> float:
        """Weigh what the names other than ``key`` say for a place: 0 is nothing, 5.5 the most."""
        return self._support(_areas(entry), _cell(entry), key)

    def _support(self, areas: Sequence[Area], cell: Cell | None, key: str) -> float:
        own = self._own.get(key, _NOTHING)
        support = 0.0
        for area, most in zip(areas, (_IN_COUNTRY, _IN_REGION), strict=False):
            votes = self._areas.get(area, 0.0)
            if votes:
                support += most * _share(votes - own.areas.get(area, 0.0))
        if cell and self._cells:
            cells, (north, east) = self._cells, cell
            votes = sum([cells.get((north + i, east + j), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1)])
            votes -= sum([vote for (i, j), vote in own.cells if -1 <= i - north <= 1 and -1 <= j - east <= 1])
            support += _NEAR * _share(votes)
        return support

    def _again(self, names: Mapping[str, _Name], adjectives: Mapping[Area, float]) -> "PlaceVotes":
        areas: defaultdict[Area, float] = defaultdict(float, adjectives)
        cells: defaultdict[Cell, float] = defaultdict(float)
        own: dict[str, _Cast] = {}
        for key, name in names.items():
            weight = min(name.mentions, _MOST_MENTIONS) ** 0.5
            own_areas: defaultdict[Area, float] = defaultdict(float)
            own_cells: list[tuple[Cell, float]] = []
            for candidate, share in self._shares(key, name.candidates):
                if share <= _LEAST_SHARE:
                    continue
                vote = weight * share
                for area in candidate.areas:
                    areas[area] += vote
                    own_areas[area] += vote
                if candidate.cell:
                    cells[candidate.cell] += vote
                    own_cells.append((candidate.cell, vote))
            own[key] = _Cast(own_areas, own_cells)
        return PlaceVotes(areas, cells, own)

    def _shares(self, key: str, candidates: Sequence[_Candidate]) -> list[tuple[_Candidate, float]]:
        if len(candidates) == 1:
            return [(candidates[0], 1.0)]
        scores = [likely + self._support(areas, cell, key) for areas, cell, likely in candidates]
        most = max(scores)
        weights = [10 ** (score - most) for score in scores]
        total = sum(weights)
        return [(candidate, weight / total) for candidate, weight in zip(candidates, weights, strict=True)]


def _candidates(key: str, said: Sequence[Toponym]) -> list[_Candidate]:
    entries = said[0].entries
    if len(entries) == 1:
        return [_Candidate(_areas(entries[0]), _cell(entries[0]), 0.0)]
    sort = next((toponym.sort for toponym in said if toponym.sort is not PlaceSort.UNSAID), PlaceSort.UNSAID)
    return [_Candidate(_areas(entry), _cell(entry), likeliness(entry, sort, key, entries)) for entry in entries]


_NOTHING = _Cast({}, ())


def _share(votes: float) -> float:
    return votes / (votes + 1) if votes > 0 else 0.0


def _areas(entry: GazetteerEntry) -> tuple[Area, ...]:
    if not entry.country:
        return ()
    return ((entry.country,), (entry.country, entry.admin1)) if entry.admin1 else ((entry.country,),)


def _cell(entry: GazetteerEntry) -> Cell | None:
    if entry.latitude is None or entry.longitude is None or not (entry.is_settlement or entry.admin2):
        return None
    return round(entry.latitude), round(entry.longitude)

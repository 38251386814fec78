"""How likely a place is meant by its name alone."""

import math
from collections.abc import Sequence

from claimwire.events import PlacePrecision
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.places.toponym import PlaceSort

_LEAST_POPULATION = 100
_BY_SORT = {
    (PlaceSort.REGION, PlacePrecision.REGION): 5.0,
    (PlaceSort.REGION, PlacePrecision.DISTRICT): 1.0,
    (PlaceSort.REGION, PlacePrecision.COUNTRY): 2.0,
    (PlaceSort.SETTLEMENT, PlacePrecision.SETTLEMENT): 4.0,
    (PlaceSort.DISTRICT, PlacePrecision.DISTRICT): 4.0,
    (PlaceSort.DISTRICT, PlacePrecision.SETTLEMENT): 1.0,
    (PlaceSort.UNSAID, PlacePrecision.COUNTRY): 0.8,
    (PlaceSort.UNSAID, PlacePrecision.EXACT): 4.0,
    (PlaceSort.UNSAID, PlacePrecision.REGION): -1.0,
    (PlaceSort.UNSAID, PlacePrecision.DISTRICT): -1.5,
}
_OWN_NAME = 1.2
"""For a place called so, against one that is only also called so."""
_METROPOLIS = 500_000
"""People of a city that the world knows by its name."""


def likeliness(entry: GazetteerEntry, sort: PlaceSort, name: str, namesakes: Sequence[GazetteerEntry]) -> float:
    """Score a place, one of those called so, by what the words around its name say that it is, its population and its own name.

    A step of 1 is as much as ten times the population.
    """
    precision = PlacePrecision.SETTLEMENT if entry.is_settlement else entry.precision
    if not entry.population and precision is PlacePrecision.REGION:
        # Seas and the like have no people, and few namesakes.
        return 6.0
    score = math.log10(max(entry.population, _LEAST_POPULATION))
    called = name_key(name)
    if precision is PlacePrecision.REGION:
        alone = sort is PlaceSort.UNSAID and called == name_key(entry.name) and not _gives_way(entry, namesakes)
        return score + (_OWN_NAME if alone else _BY_SORT.get((sort, precision), 0.0))
    # The seat of a region called so has the name too, where the gazetteer writes it another way ("Mykolayiv" in Mykolaiv).
    own = called == name_key(entry.name) or called == name_key(entry.admin1 or "")
    return score + _BY_SORT.get((sort, precision), 0.0) + (_OWN_NAME if own else 0.0)


def _gives_way(region: GazetteerEntry, namesakes: Sequence[GazetteerEntry]) -> bool:
    """Tell a region whose seat is called so, or a large city elsewhere: Kharkiv and Washington, but not Vermont."""
    return any(
        place.is_settlement
        and (place.population >= _METROPOLIS or (place.country, place.admin1) == (region.country, region.admin1))
        for place in namesakes
    )

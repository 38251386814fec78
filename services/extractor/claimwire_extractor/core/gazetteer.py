"""Where names are looked up: the port."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from claimwire.events import PlacePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerEntry:
    """One place of the gazetteer."""

    name: str
    country: str
    admin1: str | None
    """First-level region, by name."""
    latitude: float | None
    longitude: float | None
    population: int
    precision: PlacePrecision
    geonames_id: int | None = None


class Gazetteer(Protocol):
    """Looks names up; it ranks nothing, because ranking needs the article."""

    def named(self, name: str) -> Sequence[GazetteerEntry]:
        """Find every place with this name or alias; case, accents and apostrophes do not matter."""
        ...

    def like(self, name: str, *, country: str, admin1: str) -> Sequence[GazetteerEntry]:
        """Find settlements of one region whose names are misspellings or transliterations of this one, nearest first."""
        ...

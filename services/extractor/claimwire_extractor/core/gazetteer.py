"""Where names are looked up: the port."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from claimwire.events import PlacePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerEntry:
    """One place of the gazetteer."""

    name: str
    country: str
    """ISO 3166-1 code; empty for what belongs to several, such as a sea."""
    admin1: str | None
    """First-level region, by name."""
    admin2: str | None = None
    """Second-level region (county, raion), by name."""
    latitude: float | None
    longitude: float | None
    population: int
    precision: PlacePrecision
    """What the coordinates stand for."""
    geonames_id: int | None = None
    inexact: bool = False
    """Whether it is a settlement whose coordinates are those of the district or region around it."""
    is_settlement: bool = field(init=False, repr=False)
    """Whether it is a city, town or village, however exact its coordinates are."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_settlement", self.inexact or self.precision is PlacePrecision.SETTLEMENT)


class Gazetteer(Protocol):
    """Looks names up; it ranks nothing, because ranking needs the article."""

    def named(self, name: str) -> Sequence[GazetteerEntry]:
        """Find every place with this name or alias; case, accents and apostrophes do not matter."""
        ...

    def like(self, name: str, *, country: str, admin1: str) -> Sequence[GazetteerEntry]:
        """Find settlements of one region whose names are misspellings or transliterations of this one, nearest first."""
        ...

    def country(self, code: str) -> GazetteerEntry | None:
        """Find a country by its ISO 3166-1 code."""
        ...

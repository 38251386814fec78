"""A named place, resolved or not."""

from enum import StrEnum

from pydantic import Field

from claimwire.events.span import Span


class PlacePrecision(StrEnum):
    """How exact the coordinates are; ``unresolved`` places have none but never vanish."""

    EXACT = "exact"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    UNRESOLVED = "unresolved"


class Place(Span):
    """The bare name as printed ("Desna", not "the village of Desna") and what it was resolved to."""

    name: str
    """The gazetteer's name, or the printed one when unresolved."""
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    """ISO 3166-1 alpha-2 code."""
    admin1: str | None = None
    """First-level region, by name."""
    latitude: float | None = Field(default=None, ge=-90, le=90)
    """Degrees north, WGS 84."""
    longitude: float | None = Field(default=None, ge=-180, le=180)
    """Degrees east, WGS 84."""
    geonames_id: int | None = None
    """GeoNames identifier where the entry comes from GeoNames."""
    precision: PlacePrecision
    """What the coordinates stand for."""

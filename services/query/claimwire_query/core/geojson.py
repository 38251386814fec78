"""Strikes as GeoJSON (RFC 7946)."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from claimwire.events import Factuality, Place, Quantity, Side, StatusKind, StrikeKind
from claimwire_query.core.items import StrikeItem

Coordinates = tuple[float, float]
"""Longitude, then latitude (WGS 84), as RFC 7946 section 3.1.1 has it."""


class GeoJsonModel(BaseModel):
    """A frozen part of a GeoJSON document."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Point(GeoJsonModel):
    """One place."""

    type: Literal["Point"] = "Point"
    coordinates: Coordinates


class MultiPoint(GeoJsonModel):
    """Several places of one strike."""

    type: Literal["MultiPoint"] = "MultiPoint"
    coordinates: tuple[Coordinates, ...]


class Range(GeoJsonModel):
    """The whole numbers that the article's words allow."""

    min: int | None
    """Smallest; null when open."""
    max: int | None
    """Greatest; null when open."""


class StrikeProperties(GeoJsonModel):
    """What a map shows of a strike; ``/strikes/{id}`` has the whole of it."""

    kind: StrikeKind
    """How the fire was delivered."""
    side: Side
    """The side held responsible."""
    factuality: Factuality
    """On whose word it stands."""
    verification: StatusKind | None
    """The article's verdict; null when it gives none."""
    places: tuple[str, ...]
    """Names of all places, resolved or not."""
    unresolved_places: tuple[str, ...]
    """Names of the places that have no coordinates and so are not in the geometry."""
    date_from: date | None
    """First day the words allow."""
    date_to: date | None
    """Last day the words allow."""
    count: Range | None
    """Munitions or strikes; null when not stated."""
    killed: Range | None
    """People killed; null when not stated, which is not zero."""
    wounded: Range | None
    """People wounded; null when not stated."""
    attribution: tuple[str, ...]
    """Every name the report rests on."""
    evidence: str
    """The reporting words, verbatim."""
    confidence: float
    """How sure the extractor is."""
    article_id: str
    """The article that reports it."""
    headline: str | None
    """Its headline."""
    publisher: str | None
    """Its outlet."""
    url: str | None
    """Its address."""
    said_at: datetime
    """When the press said it."""
    recorded_at: datetime
    """When the log recorded it."""
    position: str
    """Where it stands in the log."""


class Feature(GeoJsonModel):
    """One strike."""

    type: Literal["Feature"] = "Feature"
    id: str
    """The strike id."""
    geometry: Point | MultiPoint | None
    """The resolved places; null when none is, so that an unresolved strike is not lost."""
    properties: StrikeProperties


class FeatureCollection(GeoJsonModel):
    """One page of strikes."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: tuple[Feature, ...]
    next: str | None = Field(default=None)
    """Address of the next page; null on the last (a foreign member, RFC 7946 section 6.1)."""


def feature(strike: StrikeItem) -> Feature:
    """One strike as a feature; places with the same coordinates become one point."""
    spots = tuple(dict.fromkeys(spot for place in strike.places if (spot := _coordinates(place)) is not None))
    occurred = strike.occurred
    return Feature(
        id=strike.strike_id,
        geometry=_geometry(spots),
        properties=StrikeProperties(
            kind=strike.kind,
            side=strike.actor.side,
            factuality=strike.factuality,
            verification=strike.verification.status if strike.verification else None,
            places=tuple(place.name for place in strike.places),
            unresolved_places=tuple(place.name for place in strike.places if _coordinates(place) is None),
            date_from=occurred.date_from if occurred else None,
            date_to=occurred.date_to if occurred else None,
            count=_range(strike.count),
            killed=_range(strike.casualties.killed),
            wounded=_range(strike.casualties.wounded),
            attribution=tuple(name.text for name in strike.attribution),
            evidence=strike.evidence[0].text,
            confidence=strike.confidence,
            article_id=strike.article_id,
            headline=strike.article.headline,
            publisher=strike.article.publisher,
            url=strike.article.url,
            said_at=strike.article.said_at,
            recorded_at=strike.recorded_at,
            position=strike.position,
        ),
    )


def _coordinates(place: Place) -> Coordinates | None:
    if place.longitude is None or place.latitude is None:
        return None
    return place.longitude, place.latitude


def _geometry(spots: tuple[Coordinates, ...]) -> Point | MultiPoint | None:
    if not spots:
        return None
    return Point(coordinates=spots[0]) if len(spots) == 1 else MultiPoint(coordinates=spots)


def _range(quantity: Quantity | None) -> Range | None:
    return Range(min=quantity.min, max=quantity.max) if quantity else None

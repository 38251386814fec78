"""How far apart two points of the earth are."""

from math import asin, cos, radians, sin, sqrt

_DIAMETER_KM = 12742.0
"""Twice the earth's mean radius."""


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Measure the great circle between two points given in degrees, by the haversine formula."""
    first, second = radians(latitude), radians(other_latitude)
    across = sin(radians(other_longitude - longitude) / 2) ** 2
    chord = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * across
    return _DIAMETER_KM * asin(sqrt(min(1.0, chord)))

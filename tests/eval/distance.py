"""Distances on the earth."""

from math import asin, cos, radians, sin, sqrt
from typing import Final

_DIAMETER_KM: Final = 12_742

NEAR_KM: Final = 161
"""100 miles, within which the field counts a place as found."""


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance between two points given in degrees (haversine formula)."""
    north, other_north = radians(latitude), radians(other_latitude)
    east = radians(other_longitude - longitude)
    half = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin(east / 2) ** 2
    return _DIAMETER_KM * asin(sqrt(min(1, half)))

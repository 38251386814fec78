"""Distances on the earth."""

import pytest

from claimwire_extractor.core.places.distance import distance_km


def test_a_degree_of_latitude_is_a_360th_of_a_meridian_circle() -> None:
    assert distance_km(48.0, 31.0, 49.0, 31.0) == pytest.approx(40_030 / 360, rel=0.001)


def test_a_degree_of_longitude_shrinks_with_the_cosine_of_latitude() -> None:
    assert distance_km(60.0, 31.0, 60.0, 32.0) == pytest.approx(40_030 / 360 / 2, rel=0.001)


def test_antipodes_are_half_a_circle_apart() -> None:
    assert distance_km(10.0, 20.0, -10.0, -160.0) == pytest.approx(40_030 / 2, rel=0.001)

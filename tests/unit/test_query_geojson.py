from typing import Any

import pytest

from claimwire_query.core.geojson import feature
from claimwire_query.core.items import StrikeItem

STRIKE_ID = "626ed1b2-adb5-50db-be0c-40578be0c69a"


def span(text: str) -> dict[str, Any]:
    return {"text": text, "start": 0, "end": len(text)}


def place(name: str, longitude: float | None = None, latitude: float | None = None) -> dict[str, Any]:
    precision = "unresolved" if longitude is None else "settlement"
    return {**span(name), "name": name, "longitude": longitude, "latitude": latitude, "precision": precision}


def strike(**fields: Any) -> StrikeItem:
    plain = {
        "strike_id": STRIKE_ID,
        "article_id": "a-1",
        "revision": 1,
        "generation": 1,
        "kind": "drone",
        "actor": {"side": "RU"},
        "casualties": {"killed": {**span("two"), "min": 2, "max": 2}},
        "factuality": "claimed",
        "evidence": [span("a drone hit")],
        "confidence": 0.5,
        "recorded_at": "2031-03-04T09:00:01Z",
        "position": "0:1930381201000-0",
        "article": {"headline": None, "publisher": "Bell", "url": None, "said_at": "2031-03-04T09:00:00Z"},
    }
    return StrikeItem.model_validate(plain | fields)


@pytest.mark.parametrize(
    ("places", "geometry"),
    [
        ([], None),
        ([place("Orlivka")], None),
        ([place("Izmail", 28.84, 45.35)], {"type": "Point", "coordinates": (28.84, 45.35)}),
        (
            [place("Izmail", 28.84, 45.35), place("Orlivka"), place("Yalta", 34.16, 44.5)],
            {"type": "MultiPoint", "coordinates": ((28.84, 45.35), (34.16, 44.5))},
        ),
        (
            [place("Izmail", 28.84, 45.35), place("the port of Izmail", 28.84, 45.35)],
            {"type": "Point", "coordinates": (28.84, 45.35)},
        ),
        ([place("Null Island", 0.0, 0.0)], {"type": "Point", "coordinates": (0.0, 0.0)}),
    ],
)
def test_the_geometry_holds_the_resolved_places(places: list[dict[str, Any]], geometry: dict[str, Any] | None) -> None:
    shown = feature(strike(places=places)).geometry
    assert (shown.model_dump() if shown else None) == geometry


def test_properties_are_flat_and_null_where_nothing_was_said() -> None:
    shown = feature(strike(places=[place("Orlivka")], attribution=[span("Kost")])).model_dump(mode="json")
    assert shown["type"] == "Feature"
    assert shown["id"] == STRIKE_ID
    assert shown["properties"] == {
        "kind": "drone",
        "side": "RU",
        "factuality": "claimed",
        "verification": None,
        "places": ["Orlivka"],
        "unresolved_places": ["Orlivka"],
        "date_from": None,
        "date_to": None,
        "count": None,
        "killed": {"min": 2, "max": 2},
        "wounded": None,
        "attribution": ["Kost"],
        "evidence": "a drone hit",
        "confidence": 0.5,
        "article_id": "a-1",
        "headline": None,
        "publisher": "Bell",
        "url": None,
        "said_at": "2031-03-04T09:00:00Z",
        "recorded_at": "2031-03-04T09:00:01Z",
        "position": "0:1930381201000-0",
    }

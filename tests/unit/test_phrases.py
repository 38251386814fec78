from typing import Any

import pytest

from claimwire.events import Casualties, ClaimAct, Occurred, Quantity, Side
from claimwire.rendering.links import web_link
from claimwire.rendering.phrases import ACTS, SIDES, amount, days, hurt


def quantity(least: int | None, most: int | None) -> Quantity:
    return Quantity(text="some", start=0, end=4, min=least, max=most)


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (3, 3, "3"),
        (15, None, "at least 15"),
        (None, 20, "at most 20"),
        (0, 0, "0"),
        (10, 20, "10 to 20"),
        (None, None, "some"),
    ],
)
def test_amounts(least: int | None, most: int | None, words: str) -> None:
    assert amount(quantity(least, most)) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2022-06-25", "2022-06-25", "25 June 2022"),
        ("2022-06-24", "2022-07-02", "24 June 2022 to 2 July 2022"),
        ("2022-06-24", None, "24 June 2022 or later"),
        (None, "2022-06-24", "24 June 2022 or earlier"),
        (None, None, "then"),
    ],
)
def test_days(first: str | None, last: str | None, words: str) -> None:
    fields = {"text": "then", "start": 0, "end": 4, "date_from": first, "date_to": last, "precision": "days"}
    assert days(Occurred.model_validate(fields)) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, None),
        ({"none_reported": True}, "none reported"),
        ({"killed": quantity(0, 0)}, "0 killed"),
        ({"killed": quantity(2, None), "wounded": quantity(5, 5)}, "at least 2 killed, 5 wounded"),
        ({"wounded": quantity(1, 1), "none_reported": True}, "1 wounded"),
    ],
)
def test_people_hurt(fields: dict[str, Any], words: str | None) -> None:
    assert hurt(Casualties(**fields)) == words


def test_every_side_and_act_has_words() -> None:
    assert set(SIDES) == set(Side)
    assert set(ACTS) == set(ClaimAct)


@pytest.mark.parametrize("url", ["https://bell.example/1", "http://bell.example", "HTTPS://bell.example/"])
def test_a_web_address_is_a_link(url: str) -> None:
    assert web_link(url) == url


@pytest.mark.parametrize(
    "url",
    [None, "", "bell.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "\tjavascript:x", "data:x", "https:///x", "http://[x"],
)  # fmt: skip
def test_anything_else_is_not(url: str | None) -> None:
    assert web_link(url) is None

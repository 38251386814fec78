import base64

import pytest

from claimwire.errors import BadCursor
from claimwire_query.core.cursor import Cursor

LISTING = "claims:0123456789abcdef"
CURSOR = Cursor(listing=LISTING, snapshot="1656173669000-3", key=(1656173000000, "статья/1", 17, "f-1"))


def encoded(json: str) -> str:
    return base64.urlsafe_b64encode(json.encode()).decode().rstrip("=")


def test_a_cursor_comes_back_as_it_was() -> None:
    assert Cursor.parse(str(CURSOR), listing=LISTING) == CURSOR


def test_a_walk_may_begin_at_the_greatest_id_of_a_millisecond() -> None:
    # Strangers may add it; its sequence has twenty digits.
    cursor = Cursor(listing=LISTING, snapshot=f"1656173669000-{2**64 - 1}", key=CURSOR.key)

    assert Cursor.parse(str(cursor), listing=LISTING) == cursor


def test_a_cursor_needs_no_escaping_in_an_address() -> None:
    assert set(str(CURSOR)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "%%%%",
        "žž",
        str(CURSOR)[:-3],
        encoded("null"),
        encoded("[]"),
        encoded('{"listing":"claims:0123456789abcdef"}'),
        encoded('{"listing":"claims:0123456789abcdef","snapshot":"1-0","key":["1","a",1,"b"]}'),
        encoded('{"listing":"claims:0123456789abcdef","snapshot":"1-0","key":[1,"a",1,"b"],"more":1}'),
        encoded("[" * 2000),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
def test_a_damaged_cursor_is_refused(token: str) -> None:
    with pytest.raises(BadCursor, match="damaged"):
        Cursor.parse(token, listing=LISTING)


def test_a_cursor_of_another_listing_is_refused() -> None:
    with pytest.raises(BadCursor, match="another listing"):
        Cursor.parse(str(CURSOR), listing="strikes:0123456789abcdef")

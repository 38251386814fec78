from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from claimwire.events import StrikeKind
from claimwire_query.core.filters import ArticleFilter, ClaimFilter, StrikeFilter


def test_a_plain_date_is_the_whole_day() -> None:
    asked = ArticleFilter.model_validate({"since": "2031-03-04", "until": "2031-03-04"})
    assert asked.since == datetime(2031, 3, 4, tzinfo=UTC)
    assert asked.until == datetime(2031, 3, 4, 23, 59, 59, 999_999, tzinfo=UTC)


def test_a_plus_that_became_a_space_is_read_as_a_plus() -> None:
    asked = ArticleFilter.model_validate({"as_of": "2031-03-04T10:00:00 02:00", "since": "2031-03-04T10:00:00 02:00"})
    assert asked.as_of == asked.since == datetime(2031, 3, 4, 10, tzinfo=timezone(timedelta(hours=2)))


def test_the_greatest_id_of_a_millisecond_can_be_waited_for() -> None:
    position = f"0:1656173669000-{2**64 - 1}"

    assert ArticleFilter.model_validate({"wait_for": position}).wait_for == position


@pytest.mark.parametrize(
    "faulty",
    [
        {"spaeker": "Kost"},
        {"as_of": "2031-03-04T10:00:00"},
        {"as_of": "2031-03-04"},
        {"since": "yesterday"},
        {"since": "2031-02-30"},
        {"limit": "0"},
        {"limit": "501"},
        {"limit": "many"},
        {"act": ["shout"]},
        {"status": ["maybe"]},
        {"speaker": ""},
        {"cursor": ""},
        {"wait_for": "soon"},
    ],
)
def test_a_bad_parameter_is_refused(faulty: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ClaimFilter.model_validate(faulty)


def test_a_page_size_does_not_make_another_listing_but_a_filter_does() -> None:
    plain = StrikeFilter()
    assert StrikeFilter(limit=7, cursor="abc").fingerprint == plain.fingerprint
    assert StrikeFilter(kind=(StrikeKind.DRONE,)).fingerprint != plain.fingerprint

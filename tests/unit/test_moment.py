from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from claimwire.moment import Moment

moments = TypeAdapter(Moment)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-06T12:00:00Z", datetime(2024, 5, 6, 12, tzinfo=UTC)),
        ("2024-05-06 14:00+02:00", datetime(2024, 5, 6, 12, tzinfo=UTC)),
        ("1600-01-01T00:00:00Z", datetime(1600, 1, 1, tzinfo=UTC)),
    ],
)
def test_iso_times_are_told_in_utc(text: str, expected: datetime) -> None:
    read = moments.validate_python(text)
    assert (read, read.utcoffset()) == (expected, expected.utcoffset())


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("2024", "ISO 8601"),
        ("20240506", "ISO 8601"),
        (1714996800, "ISO 8601"),
        ("2024-05-06", "ISO 8601"),
        ("2024-05-06T12:00:00", "the timezone is missing: end it with Z"),
        ("1599-12-31T23:59:59Z", "1600"),
        ("9999-12-31T23:59:59-14:00", "2999"),
    ],
)
def test_what_is_no_moment_is_refused(value: object, complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        moments.validate_python(value)

"""A moment as people and programs send it to us."""

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, TypeAdapter, ValidationError

_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_FIRST_YEAR, _LAST_YEAR = 1600, 2999


def iso_text(value: object) -> object:
    """Let only ISO 8601 date-times through.

    Without it pydantic takes bare digits for seconds since 1970: the year 2024 would be a moment of
    January 1970.

    Raises:
        ValueError: it is a number, or a text of another form.
    """
    if isinstance(value, datetime) or (isinstance(value, str) and _ISO.match(value)):
        return value
    raise ValueError("give an ISO 8601 date and time with an offset, such as 2024-05-06T12:00:00Z")


def plausible(moment: datetime) -> datetime:
    """Tell a moment in UTC.

    Raises:
        ValueError: its offset from UTC is missing, or it is not of the years 1600 (newspapers begin) to
            2999, so that no arithmetic on dates leaves the calendar.
    """
    if moment.utcoffset() is None:
        raise ValueError("the timezone is missing: end it with Z for UTC, or with an offset such as +02:00")
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(f"the year {moment.year} is not one of {_FIRST_YEAR} to {_LAST_YEAR}")
    return moment.astimezone(UTC)


Moment = Annotated[datetime, BeforeValidator(iso_text), AfterValidator(plausible)]
"""ISO 8601 with an offset, told in UTC."""

_MOMENT: Final = TypeAdapter[datetime](Moment)


def moment_of(text: str) -> datetime:
    """Read a moment that a command line gives.

    Raises:
        ValueError: it is none, for the reason that the message says.
    """
    try:
        return _MOMENT.validate_python(text)
    except ValidationError as error:
        raise ValueError(str(error.errors(include_url=False)[0]["msg"]).removeprefix("Value error, ")) from error


def _plus_restored(value: object) -> object:
    # An unescaped "+02:00" in an address arrives as " 02:00": it can only have meant one thing.
    return re.sub(r"(?<=\d) (?=\d\d:?\d\d$)", "+", value) if isinstance(value, str) and "T" in value else value


def _day_begins(value: object) -> object:
    return _at(value, time.min)


def _day_ends(value: object) -> object:
    return _at(value, time.max)


def _at(value: object, clock: time) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return datetime.combine(date.fromisoformat(value), clock, UTC)
    return _plus_restored(value)


Asked = Annotated[Moment, BeforeValidator(_plus_restored)]
"""ISO 8601 time with an offset."""

Since = Annotated[Moment, BeforeValidator(_day_begins)]
"""A moment; a plain date is its first moment in UTC."""

Until = Annotated[Moment, BeforeValidator(_day_ends)]
"""A moment; a plain date is its last moment in UTC."""

"""Names of days and months, parts of the day, small numbers, units of time: as patterns and as values."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from claimwire.events import DatePrecision

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "several": 3, "a few": 3, "few": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a dozen": 12,
    "a fortnight": 14, "fourteen": 14, "twenty": 20, "thirty": 30,
}  # fmt: skip
_PRECISIONS = {
    "hour": DatePrecision.DAYS,
    "day": DatePrecision.DAYS,
    "week": DatePrecision.WEEK,
    "month": DatePrecision.MONTH,
    "year": DatePrecision.YEAR,
}
_LENGTHS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12)}
"""Days and months of each unit."""

WEEKDAY = "|".join(_WEEKDAYS)
WEEKDAYS = tuple(written for name in _WEEKDAYS for written in (name, name + "s"))
"""Some papers lose the apostrophe of "Sunday's"."""
SHORT_WEEKDAY = r"(?:mon|tues?|wed|thu|thurs?|fri|sat|sun)\.?"
# Case tells May from "may" and March from "march".
MONTH = "|".join(
    rf"(?-i:{name.capitalize()}|{name.upper()}|{name[:3].capitalize()}\.?(?!\w)|{name[:3].upper()}\.?(?!\w))"
    if name != "september"
    else r"(?-i:September|SEPTEMBER|Sept?\.?(?!\w)|SEPT?\.?(?!\w))"
    for name in _MONTHS
)
MONTHS = tuple(written for name in _MONTHS for written in (name, name[:3], *(["sept"] if name == "september" else [])))
"""The names of months as ``MONTH`` writes them, in lower case and without a point."""
YEAR = r"(?:19|20)\d\d"
YEARS = tuple(str(year) for year in range(1900, 2100))
"""The numbers that ``YEAR`` matches."""
_COUNTED = r"(?: (?:[a-z-]+ ){0,2}(?:people|persons?|men|women|children|[a-z]{3,}s)\b)"
NO_COUNT = rf"(?!{_COUNTED})"
"""Behind a number: it counts nothing ("in May 12 people died")."""
COUNTED = rf"(?={_COUNTED})"
OTHER_YEAR = rf"(?!19|20)[1-9]\d{{3}}\b{NO_COUNT}(?! (?:were|was|died|fled|had|have|km)\b)"
"""A year that only history or fancy is of: "in May 1453"; behind a day such digits are the time of day or a toll."""
ORDINAL = "(?:st|nd|rd|th)?"
NUMBERED_DAYS = tuple(
    f"{day:0{width}}{ending}" for width in (1, 2) for day in range(100) for ending in ("", "st", "nd", "rd", "th")
)
"""How numbers of days are written, and such numbers as no day has."""
COUNT = "|".join([r"\d{1,3}", *sorted(_NUMBERS, key=len, reverse=True)])
UNIT = "day|week|month|year"
UNITS = tuple(written for unit in UNIT.split("|") for written in (unit, unit + "s"))
PART = "morning|afternoon|evening|night|midday|noon"
LEAD = (
    r"(?:(?:on |in |during )?the (?:early |late )?(?:morning|afternoon|evening) of "
    r"|(?:in |during )?the (?:early|small|late|first) hours of (?:the )?(?:morning of |morning on )?"
    r"|(?:just |shortly |soon |hours |minutes )?(?:at|before|after|around) (?:dawn|daybreak|sunrise|midnight|noon|midday) (?:on )?"
    r"|(?:early |late |earlier |later )?on (?:the )?(?:early |late |evening of |morning of )?"
    r"|(?:by |from |of )?(?:early |late |earlier |later |mid-)"
    r"|by |from |of )?"
)
"""What stands before a day and says no more than its part."""
TRAIL = rf"(?: (?:early |late )?(?:{PART}))?(?:[’']?s)?"
"""What stands behind a day; some papers lose the apostrophe ("Sundays raid")."""
NO_NAME = r"(?! (?-i:Street|Square|Avenue|Road|Boulevard|Bridge|Hospital|Airport|Park|School|University|Stadium|Movement|Revolution|Brigade|Battalion|Army|Coalition|Neighbou?rhood|District|Mosque|Station|Agreement))"
"""Behind a day: it is no part of the name of a street or the like ("April 7th Street")."""


def weekday_of(name: str) -> int:
    """Number a weekday, from Monday, 0, from its name or its abbreviation."""
    return next(number for number, whole in enumerate(_WEEKDAYS) if whole.startswith(name.lower()[:3]))


def month_of(name: str) -> int:
    """Number a month from its name, its abbreviation or its digits."""
    return (
        int(name)
        if name.isdigit()
        else next(number for number, whole in enumerate(_MONTHS, 1) if whole.startswith(name.lower().rstrip(".")[:3]))
    )


def number_of(words: str) -> int:
    """Read a small number in digits or words."""
    plain = re.sub(r"\s+", " ", words.lower())
    return int(plain) if plain.isdigit() else _NUMBERS[plain]


def precision_of(unit: str) -> DatePrecision:
    """Tell how exactly a span counted in a unit fixes the time."""
    return _PRECISIONS[unit.lower().rstrip("s")]


def shifted(day: date, unit: str, count: int) -> date:
    """Count units of time on from a day, or back where the number is negative; it stays within the calendar."""
    days, months = _LENGTHS[unit.lower().rstrip("s")]
    try:
        return day + relativedelta(days=days * count, months=months * count)
    except (ValueError, OverflowError):
        return date.min if count < 0 else date.max


def latest(weekday: int, until: date) -> date:
    """Find the latest such weekday up to a day, itself included."""
    return until - timedelta(days=(until.weekday() - weekday) % 7)

"""Days, months and years by their own names."""

import calendar
import re
from datetime import date, timedelta

from claimwire.events import DatePrecision
from claimwire_extractor.core.dates.calendar_words import (
    COUNTED,
    LEAD,
    MONTH,
    MONTHS,
    NO_NAME,
    NUMBERED_DAYS,
    ORDINAL,
    OTHER_YEAR,
    PART,
    SHORT_WEEKDAY,
    WEEKDAY,
    YEAR,
    YEARS,
    month_of,
    shifted,
)
from claimwire_extractor.core.dates.days import Days
from claimwire_extractor.core.dates.form import Form, form
from claimwire_extractor.core.dates.reference import Reference

_NIGHT = r"(?P<night>(?:on |in |during )?the night (?:of|on|to) |overnight (?:on |to |into |of )?)?"
_DATED = rf"(?:(?:{WEEKDAY}|{SHORT_WEEKDAY}),? (?:the )?)?"
_WHICH_YEAR = rf"(?:,? (?:in |of )?(?P<year>{YEAR}|(?<= in | of ){OTHER_YEAR}|{OTHER_YEAR}(?=[.,;:)]|$| (?:and|when|as|after|before|in|at|to|by|that|with)\b))(?!\d)|,? (?:of )?(?P<which>last|this) year)?"
_TO = r"(?: ?[-–—/] ?| to | and | through | until | into )"
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_HALVES = {True: (1, 15), False: (16, 31)}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First months."""
_LONGEST_RANGE = 31
_LAST_YEAR = 2100
"""No article tells of a day behind it."""
_NEAR = timedelta(days=31)
"""How long before publication a day in numbers is taken with the month first, if that is what brings it so near."""


def _day_month(match: re.Match[str], reference: Reference) -> Days | None:
    day = _date(match["day"], match["month"], _year(match, reference))
    if day is None:
        return None if _year(match, reference) else _yearless(match["day"], match["month"])
    # "overnight on the 29th" ends that day, "the night of the 29th" begins on it.
    night = (match["night"] or "").lower()
    if night.startswith("overnight"):
        return Days.between(day - timedelta(days=1), day)
    return Days.between(day, day + timedelta(days=1)) if night else Days.one(day)


def _range(match: re.Match[str], reference: Reference) -> Days | None:
    year = _year(match, reference)
    last = _date(match["last_day"], match["last_month"] or match["month"], year)
    first = _date(match["day"], match["month"] or match["last_month"], year)
    if first is None or last is None:
        return None
    if first > last:
        first = _date(match["day"], match["month"] or match["last_month"], last.year - 1) or last
    return Days.between(first, last) if (last - first).days <= _LONGEST_RANGE else None


def _numbers(match: re.Match[str], reference: Reference) -> Days | None:
    """Read the day before the month, or behind it where only that is a date or is near publication."""
    year = int(match["year"])
    days = [_date(match["day"], match["month"], year), _date(match["month"], match["day"], year)]
    known = [day for day in days if day]
    until = reference.published
    near = (day for day in known if until and timedelta(0) <= until - day <= _NEAR)
    day = next(near, known[0] if known else None)
    return Days.one(day) if day else None


def _month(match: re.Match[str], reference: Reference) -> Days | None:
    number = month_of(match["month"])
    year = _chosen_year(match, reference) or _latest_year(number, 1, reference.published)
    if year is None:
        return Days.unknown(DatePrecision.MONTH)
    if year > _LAST_YEAR:
        return None
    first, last = _third(match["third"])
    begin, end = date(year, number, first), date(year, number, min(last, calendar.monthrange(year, number)[1]))
    return Days(begin, _until_now(begin, end, reference.published), DatePrecision.MONTH)


def _months(match: re.Match[str], reference: Reference) -> Days | None:
    """Read "between March and May" as the time from the first of the one to the last of the other."""
    begins, ends = month_of(match["month"]), month_of(match["last_month"])
    told = match["last_year"] or (match["year"] if begins <= ends else None)
    year = int(told) if told else _latest_year(ends, 1, reference.published)
    if year is None:
        return Days.unknown(DatePrecision.MONTH)
    first = date(int(match["year"]) if match["year"] else year - (begins > ends), begins, 1)
    last = date(year, ends, calendar.monthrange(year, ends)[1])
    return Days(first, _until_now(first, last, reference.published), DatePrecision.MONTH) if first <= last else None


def _until_now(begin: date, end: date, published: date | None) -> date:
    """Let a month that is not over end on the day of publication."""
    return published if published and begin <= published < end else end


def _third(words: str | None) -> tuple[int, int]:
    said = (words or "").lower()
    if "half" in said:
        return _HALVES["first" in said]
    if any(word in said for word in ("early", "beginning", "start", "first")):
        return _THIRDS["early"]
    if any(word in said for word in ("late", "end", "last")):
        return _THIRDS["late"]
    return _THIRDS["mid"] if "mid" in said else (1, 31)


def _year_alone(match: re.Match[str], _: Reference) -> Days:
    year, part = int(match["only_year"]), (match["part"] or "").lower()
    first, last = {"early": (1, 4), "mid": (6, 8), "late": (9, 12)}.get(part.rstrip("- "), (1, 12))
    return Days(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), DatePrecision.YEAR)


def _season(match: re.Match[str], reference: Reference) -> Days | None:
    month = _SEASONS[match["season"].lower()]
    year = int(match["year"]) if match["year"] else _latest_year(month, 1, reference.published)
    if year is None:
        return Days.unknown(DatePrecision.MONTH)
    first = date(year, month, 1)
    return Days(first, shifted(first, "month", 3) - timedelta(days=1), DatePrecision.MONTH)


def _of_the_month(match: re.Match[str], reference: Reference) -> Days | None:
    if reference.published is None:
        return Days.unknown(DatePrecision.DAY)
    number, month = int(match["day"]), reference.published.replace(day=1)
    back = (match["which"] or "").lower() == "last" or (not match["which"] and number > reference.published.day)
    if back:
        month = (month - timedelta(days=1)).replace(day=1)
    if not 1 <= number <= calendar.monthrange(month.year, month.month)[1]:
        return None
    return Days.one(month.replace(day=number))


def _year(match: re.Match[str], reference: Reference) -> int | None:
    chosen = _chosen_year(match, reference)
    if chosen:
        return chosen
    groups = match.groupdict()
    month, day = groups.get("last_month") or match["month"], groups.get("last_day") or match["day"]
    return _latest_year(month_of(month), int(day), reference.published)


def _chosen_year(match: re.Match[str], reference: Reference) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match.groupdict().get("which") and reference.published:
        return reference.published.year - (match["which"].lower() == "last")
    return None


def _latest_year(month: int, day: int, published: date | None) -> int | None:
    """Take the year that makes the date the latest one up to the day after publication, which time zones blur."""
    if published is None:
        return None
    until = published + timedelta(days=1)
    return until.year if (month, day) <= (until.month, until.day) else until.year - 1


def _date(day: str, month: str, year: int | None) -> date | None:
    if year is None or year > _LAST_YEAR:
        return None
    try:
        return date(year, month_of(month), int(day))
    except ValueError:
        return None


def _yearless(day: str, month: str) -> Days | None:
    return Days.unknown(DatePrecision.DAY) if _date(day, month, 2000) else None


ABSOLUTE_FORMS: tuple[Form, ...] = (
    form(
        rf"{_NIGHT}{LEAD}{_DATED}(?:the )?(?P<day>\d{{1,2}}){ORDINAL}(?: of)? (?P<month>{MONTH})(?!\w){_WHICH_YEAR}(?:[’']s)?{NO_NAME}",
        _day_month,
        words=MONTHS,
        beside=NUMBERED_DAYS,
    ),
    form(
        rf"{_NIGHT}{LEAD}{_DATED}(?P<month>{MONTH}) (?:the )?(?P<day>\d{{1,2}}){ORDINAL}\b(?![,.:]\d)(?: (?:{PART}))?{_WHICH_YEAR}(?:[’']s)?{NO_NAME}",
        _day_month,
        words=MONTHS,
        beside=NUMBERED_DAYS,
    ),
    form(
        rf"(?:(?:on |in |during )?the night |overnight )?(?:of |from |between |on )?(?:the )?(?P<day>\d{{1,2}}){ORDINAL}(?: (?P<month>{MONTH}))?{_TO}(?:the )?(?P<last_day>\d{{1,2}}){ORDINAL}(?: of)? (?P<last_month>{MONTH})(?!\w){_WHICH_YEAR}",
        _range,
        words=MONTHS,
        beside=NUMBERED_DAYS,
    ),
    form(
        rf"(?:(?:on |in |during )?the night |overnight )?(?:of |from |between |on )?(?P<month>{MONTH}) (?P<day>\d{{1,2}}){ORDINAL}{_TO}(?:(?P<last_month>{MONTH}) )?(?P<last_day>\d{{1,2}}){ORDINAL}\b(?![,.:]\d){_WHICH_YEAR}",
        _range,
        words=MONTHS,
        beside=NUMBERED_DAYS,
    ),
    form(rf"(?:on )?(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)", _numbers, words=YEARS, beside=NUMBERED_DAYS),
    form(
        rf"(?:on )?(?P<day>\d{{1,2}})(?P<by>[./-])(?P<month>\d{{1,2}})(?P=by)(?P<year>{YEAR})",
        _numbers,
        words=YEARS,
        beside=NUMBERED_DAYS,
    ),
    form(
        rf"(?:(?:in|during|throughout|from|by|of|until|last|this|back in|as early as) )?(?P<third>(?:early|mid|late)[ -]{{1,3}}|(?:early|late) in |(?:at )?the (?:start|beginning|middle|end) of |the (?:first|second|last) (?:days|week|half) of )(?P<month>{MONTH})(?! {OTHER_YEAR}){_WHICH_YEAR}(?:[’']s)?",
        _month,
        words=MONTHS,
        beside=("early", "mid", "late", "start", "beginning", "middle", "end", "days", "week", "half"),
    ),
    form(
        rf"(?:in|during|throughout|back in|last|this|since|since last|from|as early as)(?P<third>) (?P<month>{MONTH})(?! \d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d{{3}}|{COUNTED})| {OTHER_YEAR}){_WHICH_YEAR}(?:[’']s)?",
        _month,
        words=MONTHS,
    ),
    form(
        rf"(?:between|from) (?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR}))? (?:and|to|until|till|through) (?:the end of )?(?P<last_month>{MONTH})(?! \d{{1,2}}\b)(?:,? (?:of )?(?P<last_year>{YEAR}))?",
        _months,
        words=MONTHS,
        beside=("between", "from"),
    ),
    form(
        rf"(?P<third>)(?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR})|(?P<year_of_ones_own>[’']s))",
        _month,
        words=MONTHS,
    ),
    form(
        rf"(?:in|during|since|throughout|back in) (?P<part>early |mid[ -]|late )?(?P<only_year>{YEAR})(?![-–]?\d)",
        _year_alone,
        words=YEARS,
    ),
    form(
        rf"(?:(?:in|during|since|over|throughout) )?(?:(?:last|this|the|the past|the early|the late) )(?P<season>spring|summer|autumn|winter|(?<=last\s)fall|(?<=this\s)fall|fall(?= of {YEAR}))(?:(?: of)? (?P<year>{YEAR}))?",
        _season,
        words=_SEASONS,
    ),
    form(
        r"on the (?P<day>\d{1,2})(?:st|nd|rd|th)(?: of (?P<which>this|last) month)?(?=[.,;)]|$| (?:and|but|when|at|by|in|after|with|as)\b)",
        _of_the_month,
        words=[day for day in NUMBERED_DAYS if not day.isdigit()],
    ),
)

"""Expressions of time in a sentence, resolved against the day of publication."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from claimwire.events import DatePrecision, Occurred

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORT_MONTHS = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_SMALL = {
    "one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "several": 3, "a few": 3, "few": 3,
}  # fmt: skip
_DAY = "|".join(_WEEKDAYS)
_MONTH = "|".join([*_MONTHS, *(f"{short}\\.?" for short in _SHORT_MONTHS if short != "may")])
_COUNT = rf"\d{{1,3}}|{'|'.join(sorted(_SMALL, key=len, reverse=True))}"
_PART = r"early |late |earlier |later "
_PARTS = r" (?:early )?(?:morning|afternoon|evening|night)"
_EXPRESSION = re.compile(
    r"\b(?:"
    rf"(?P<weekend>(?:over|at|during|on|this|last) (?:the )?(?:past |last )?weekend)"
    rf"|(?P<between>(?:at night |overnight )?(?:from|between|on the night of) (?P<first>{_DAY})(?: night| evening)? (?:to|and|into) (?P<second>{_DAY})(?: morning)?)"
    rf"|(?P<since_day>since (?:early |late )?(?P<since>{_DAY})(?:{_PARTS})?)"
    rf"|(?P<on>(?:on |by |from |of |early on |late on )?(?:{_PART})?(?P<last>last |this )?(?P<weekday>{_DAY})(?:{_PARTS})?(?P<poss>[’']s)?(?: (?P<wd_day>\d{{1,2}}) (?P<wd_month>{_MONTH})(?: (?P<wd_year>(?:19|20)\d\d))?| (?P<wm_month>{_MONTH}) (?P<wm_day>\d{{1,2}})\b(?:,? (?P<wm_year>(?:19|20)\d\d))?)?)"
    rf"|(?P<dmy>(?:on |early on |overnight on |since |the night of )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})(?!\w)(?:,? (?P<year>(?:19|20)\d\d))?)"
    rf"|(?P<mdy>(?:on |early on |overnight on |since )?(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)(?:,? (?P<year2>(?:19|20)\d\d))?)"
    rf"|(?P<iso>(?:on )?(?P<isoy>(?:19|20)\d\d)-(?P<isom>\d\d)-(?P<isod>\d\d))"
    rf"|(?P<month_only>(?P<lead>in|since|during|throughout|last)(?P<third> early| mid| late|)[ -]+(?P<name>{'|'.join(_MONTHS)})\b(?:,? (?P<month_year>(?:19|20)\d\d))?)"
    rf"|(?P<year_only>(?:in|during|since) (?P<only_year>(?:19|20)\d\d)\b)"
    rf"|(?P<today>(?:early |late |earlier )?(?:today(?:[’']s)?|this morning|this afternoon|this evening|tonight))"
    rf"|(?P<yesterday>(?:early |late )?(?:yesterday(?:[’']s)?(?: morning| evening| afternoon)?|the previous day|a day earlier))"
    rf"|(?P<overnight>overnight|last night|during the night|at night)"
    rf"|(?P<hours>(?:(?:over|in|during|within) )?the (?:past|last) (?P<hour_count>24|48|72) hours|(?:over|in|during) the (?:past|last) day)"
    rf"|(?P<span>(?:over|in|during|for|within) (?:the )?(?:past|last|recent) (?P<span_count>{_COUNT})? ?(?P<span_unit>days?|weeks?|months?|years?))"
    rf"|(?P<ago>(?P<ago_count>{_COUNT}) (?P<ago_unit>days?|weeks?|months?|years?) (?:ago|earlier))"
    rf"|(?P<last_unit>(?P<which>last|this|the past|past) (?P<unit>week|month|year)(?:[’']s)?)"
    rf"|(?P<recently>recently|in recent days|in recent weeks|in recent months|in recent hours)"
    r")\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, inclusive, and how exactly the words fix them; null is open."""

    first: date | None
    last: date | None
    precision: DatePrecision


def find_dates(text: str, start: int, end: int, published: date | None) -> list[Occurred]:
    """Find the expressions of time between two offsets, in the order of the text.

    The weekday of the publication day is that day, any other the latest one before it. Without a
    publication day only absolute dates resolve; the others keep their words and no days.
    """
    found = []
    for match in _EXPRESSION.finditer(text, start, end):
        days = _resolve(match, published)
        if days:
            found.append(
                Occurred(
                    text=match.group(),
                    start=match.start(),
                    end=match.end(),
                    date_from=days.first,
                    date_to=days.last,
                    precision=days.precision,
                )
            )
    return found


def _resolve(match: re.Match[str], published: date | None) -> Days | None:
    kind = match.lastgroup and next(name for name in _ABSOLUTE | _RELATIVE if match[name])
    if kind in _ABSOLUTE:
        return _ABSOLUTE[kind](match, published)
    if kind is None:
        return None
    return _RELATIVE[kind](match, published) if published else Days(None, None, DatePrecision.VAGUE)


def _day(day: date) -> Days:
    return Days(day, day, DatePrecision.DAY)


def _latest(weekday: str, published: date) -> date:
    return published - timedelta(days=(published.weekday() - _WEEKDAYS.index(weekday.lower())) % 7)


def _on(match: re.Match[str], published: date) -> Days | None:
    if match["wd_day"]:
        return _absolute(match["wd_day"], match["wd_month"], match["wd_year"], published)
    if match["wm_day"]:
        return _absolute(match["wm_day"], match["wm_month"], match["wm_year"], published)
    day = _latest(match["weekday"], published)
    if (match["last"] or "").strip().lower() == "last" and day == published:
        day -= timedelta(days=7)
    return _day(day)


def _between(match: re.Match[str], published: date) -> Days:
    last = _latest(match["second"], published)
    return Days(_latest(match["first"], last), last, DatePrecision.DAYS)


def _since(match: re.Match[str], published: date) -> Days:
    return Days(_latest(match["since"], published), published, DatePrecision.DAYS)


def _weekend(_: re.Match[str], published: date) -> Days:
    sunday = _latest("sunday", published)
    if published.weekday() == _WEEKDAYS.index("saturday"):
        return Days(published, published + timedelta(days=1), DatePrecision.DAYS)
    return Days(sunday - timedelta(days=1), sunday, DatePrecision.DAYS)


def _overnight(_: re.Match[str], published: date) -> Days:
    return Days(published - timedelta(days=1), published, DatePrecision.DAYS)


def _hours(match: re.Match[str], published: date) -> Days:
    days = int(match["hour_count"] or 24) // 24
    return Days(published - timedelta(days=days), published, DatePrecision.DAYS)


def _span(match: re.Match[str], published: date) -> Days:
    unit = match["span_unit"].lower().rstrip("s")
    count = _count(match["span_count"]) or (3 if match["span_unit"].endswith("s") else 1)
    return Days(_back(published, count, unit), published, _PRECISIONS[unit])


def _ago(match: re.Match[str], published: date) -> Days:
    unit = match["ago_unit"].lower().rstrip("s")
    day = _back(published, _count(match["ago_count"]) or 1, unit)
    return _day(day) if unit == "day" else Days(day, day, DatePrecision.VAGUE)


def _last_unit(match: re.Match[str], published: date) -> Days:
    unit, which = match["unit"].lower(), match["which"].lower()
    starts = {
        "week": published - timedelta(days=published.weekday()),
        "month": published.replace(day=1),
        "year": published.replace(month=1, day=1),
    }
    if which == "this":
        return Days(starts[unit], published, _PRECISIONS[unit])
    if which != "last":
        return Days(_back(published, 1, unit), published, _PRECISIONS[unit])
    last = starts[unit] - timedelta(days=1)
    first = {"week": last - timedelta(days=6), "month": last.replace(day=1), "year": last.replace(month=1, day=1)}[unit]
    return Days(first, last, _PRECISIONS[unit])


def _recently(match: re.Match[str], published: date) -> Days:
    words = match.group().lower()
    back = {"in recent days": 7, "in recent hours": 1, "in recent weeks": 28, "in recent months": 90}.get(words, 14)
    return Days(published - timedelta(days=back), published, DatePrecision.VAGUE)


def _dmy(match: re.Match[str], published: date | None) -> Days | None:
    return _open_since(match, _absolute(match["day"], match["month"], match["year"], published), published)


def _mdy(match: re.Match[str], published: date | None) -> Days | None:
    return _open_since(match, _absolute(match["day2"], match["month2"], match["year2"], published), published)


def _iso(match: re.Match[str], published: date | None) -> Days | None:
    return _absolute(match["isod"], match["isom"], match["isoy"], published)


def _month_only(match: re.Match[str], published: date | None) -> Days | None:
    number = _month_number(match["name"])
    year = int(match["month_year"]) if match["month_year"] else _year_of(number, 1, published)
    if year is None:
        return Days(None, None, DatePrecision.MONTH)
    last = calendar.monthrange(year, number)[1]
    first_day, last_day = {"early": (1, 10), "mid": (10, 20), "late": (20, last)}.get(
        match["third"].strip().lower(), (1, last)
    )
    days = Days(date(year, number, first_day), date(year, number, last_day), DatePrecision.MONTH)
    return _open_since(match, days, published)


def _year_only(match: re.Match[str], published: date | None) -> Days | None:
    year = int(match["only_year"])
    days = Days(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)
    return _open_since(match, days, published)


def _open_since(match: re.Match[str], days: Days | None, published: date | None) -> Days | None:
    if days and days.first and match.group().lower().startswith("overnight"):
        return Days(days.first - timedelta(days=1), days.last, DatePrecision.DAYS)
    if days and match.group().lower().startswith("since"):
        return Days(days.first, published, days.precision)
    return days


def _absolute(day: str, month: str, year: str | None, published: date | None) -> Days | None:
    number = _month_number(month)
    whole = int(year) if year else _year_of(number, int(day), published)
    if whole is None:
        return Days(None, None, DatePrecision.DAY)
    if number not in range(1, 13) or int(day) not in range(1, calendar.monthrange(whole, number)[1] + 1):
        return None
    return _day(date(whole, number, int(day)))


def _month_number(month: str) -> int:
    return int(month) if month.isdigit() else _SHORT_MONTHS[month.lower().rstrip(".")[:3]]


def _year_of(month: int, day: int, published: date | None) -> int | None:
    """Take the year that makes the date the latest one up to the publication day."""
    if published is None:
        return None
    return published.year if (month, day) <= (published.month, published.day) else published.year - 1


def _count(words: str | None) -> int | None:
    if words is None:
        return None
    return int(words) if words.isdigit() else _SMALL[words.lower()]


def _back(day: date, count: int, unit: str) -> date:
    return day - timedelta(days=count * {"day": 1, "week": 7, "month": 30, "year": 365}[unit])


_PRECISIONS = {
    "day": DatePrecision.DAYS,
    "week": DatePrecision.WEEK,
    "month": DatePrecision.MONTH,
    "year": DatePrecision.YEAR,
}
_ABSOLUTE = {"dmy": _dmy, "mdy": _mdy, "iso": _iso, "month_only": _month_only, "year_only": _year_only}
_RELATIVE = {
    "weekend": _weekend,
    "between": _between,
    "since_day": _since,
    "on": _on,
    "today": lambda _, published: _day(published),
    "yesterday": lambda _, published: _day(published - timedelta(days=1)),
    "overnight": _overnight,
    "hours": _hours,
    "span": _span,
    "ago": _ago,
    "last_unit": _last_unit,
    "recently": _recently,
}

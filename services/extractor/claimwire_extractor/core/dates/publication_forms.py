"""Days and spans counted from the day of publication."""

import re
from datetime import date, timedelta

from claimwire.events import DatePrecision
from claimwire_extractor.core.dates.calendar_words import (
    COUNT,
    PART,
    UNIT,
    UNITS,
    latest,
    number_of,
    precision_of,
    shifted,
)
from claimwire_extractor.core.dates.days import Days
from claimwire_extractor.core.dates.form import Form, form, from_publication

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_HOURS = 24
_PAST = "past|last|previous|preceding"
_SHARE = "early|mid|late|earlier|later"
_MORE_OR_LESS = (
    "(?:more than |less than |at least |nearly |almost |about |around |some |over |just over |just under |under )?"
)


def _today(_: re.Match[str], published: date) -> Days:
    return Days.one(published)


def _yesterday(_: re.Match[str], published: date) -> Days:
    return Days.one(published - _DAY)


def _before_yesterday(_: re.Match[str], published: date) -> Days:
    return Days.one(published - 2 * _DAY)


def _tomorrow(_: re.Match[str], published: date) -> Days:
    return Days.one(published + _DAY)


def _overnight(_: re.Match[str], published: date) -> Days:
    return Days.between(published - _DAY, published)


def _hours(match: re.Match[str], published: date) -> Days:
    hours = number_of(match["count"]) if match["count"] else _HOURS
    return Days.between(published - max(1, round(hours / _HOURS)) * _DAY, published)


def _hours_ago(match: re.Match[str], published: date) -> Days:
    hours = number_of(match["count"]) if match["count"] else 1
    days = hours // _HOURS
    day = published - days * _DAY
    return Days.one(shifted(day, match["unit"], -number_of(match["more"])) if match["more"] else day)


def _span(match: re.Match[str], published: date) -> Days:
    count = number_of(match["count"]) if match["count"] else 1
    return Days.between(shifted(published, match["unit"], -count), published, precision_of(match["unit"]))


def _these(match: re.Match[str], published: date) -> Days:
    """Count the day of writing in: "over these three days"."""
    first = shifted(published, match["unit"], -number_of(match["count"]))
    return Days.between(min(first + _DAY, published), published, precision_of(match["unit"]))


def _ago(match: re.Match[str], published: date) -> Days:
    day = shifted(published, match["unit"], -number_of(match["count"]))
    if match["more"]:
        day = shifted(day, match["less"], -number_of(match["more"]))
        return Days(day, day, DatePrecision.VAGUE)
    return Days.one(day) if match["unit"].lower().startswith("day") else Days(day, day, DatePrecision.VAGUE)


def _nights_ago(match: re.Match[str], published: date) -> Days:
    evening = published - number_of(match["count"]) * _DAY
    return Days.between(evening, evening + _DAY)


def _fortnight_ago(_: re.Match[str], published: date) -> Days:
    day = published - timedelta(days=14)
    return Days(day, day, DatePrecision.VAGUE)


def _unit(match: re.Match[str], published: date) -> Days | None:
    unit, which = match["unit"].lower(), match["which"].lower()
    start = _start(unit, published)
    share = (match["share"] or "").lower().strip(" -")
    if which == "last" and unit == "week" and published.weekday() == _SUNDAY:
        # A Sunday paper, for which a new week begins, calls the days up to Saturday so.
        first, last = start, published - _DAY
    elif which == "this":
        first, last = start, published
    elif which in {"next", "the next", "the coming", "coming"}:
        first = shifted(start, unit, 1)
        return Days.between(first, shifted(first, unit, 1) - _DAY, precision_of(unit))
    else:
        first, last = shifted(start, unit, -1), start - _DAY
    if which != "this" and share in {"early", "mid", "late"}:
        third = (last - first) / 3
        edges = (first, first + third, last - third, last)
        first, last = {"early": edges[:2], "mid": edges[1:3], "late": edges[2:]}[share]
    return Days.between(first, last, precision_of(unit))


def _this_week(_: re.Match[str], published: date) -> Days:
    return Days.between(_start("week", published), published, DatePrecision.WEEK)


def _start(unit: str, day: date) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _weekend(match: re.Match[str], published: date) -> Days:
    saturday = published if published.weekday() == _SATURDAY else latest(_SUNDAY, published) - _DAY
    which = (match["which"] or "").lower()
    if which in {"next", "coming"}:
        saturday += timedelta(days=7)
    elif which == "last" and published.weekday() in (_SATURDAY, _SUNDAY):
        saturday -= timedelta(days=7)
    return Days.between(saturday, saturday + _DAY)


PUBLICATION_FORMS: tuple[Form, ...] = (
    form(
        rf"(?:early |late |earlier |later )?(?:today(?: (?:{PART}))?|this (?:{PART})|tonight)(?:[’']?s)?",
        from_publication(_today),
        words=("today", "todays", "this", "tonight", "tonights"),
    ),
    form(
        rf"(?:early |late |earlier |later )?yesterday(?: (?:{PART}))?(?:[’']?s)?",
        from_publication(_yesterday),
        words=("yesterday", "yesterdays"),
    ),
    form(
        r"(?:just |shortly |hours |minutes )?(?:at|before|after|around|until) (?:dawn|daybreak|sunrise|first light)"
        r"|(?:just|shortly|soon|hours|minutes) after midnight"
        r"|in the (?:early|small|wee) hours(?: of the morning)?(?! of| on)",
        from_publication(_today),
        words=("dawn", "daybreak", "sunrise", "light", "midnight", "hours"),
        within_day=True,
    ),
    form(r"the day before yesterday", from_publication(_before_yesterday), words=("yesterday",)),
    form(rf"(?:early |late )?tomorrow(?: (?:{PART}))?(?:[’']s)?", from_publication(_tomorrow), words=("tomorrow",)),
    form(
        r"overnight|(?:late )?last night(?:[’']s)?|during the night|at night|in the night|through(?:out)? the night|over the night"
        r"|(?:at |at about |at around |about |around )midnight(?! on| of)",
        from_publication(_overnight),
        words=("overnight", "night", "nights", "midnight"),
        within_day=True,
    ),
    form(
        rf"(?:(?:over|in|during|within|for|throughout) )?the (?:{_PAST}) (?P<count>{COUNT})[- ](?:hours?|hrs)",
        from_publication(_hours),
        words=("hour", "hours", "hrs"),
        beside=_PAST.split("|"),
    ),
    form(
        r"(?:(?:over|in|during|within) )?(?:past|last) (?P<count>24|48|72)[- ]hours",
        from_publication(_hours),
        words=("hours",),
        beside=("past", "last"),
    ),
    form(
        rf"(?:over|in|during|within|for) the (?:{_PAST})(?P<count>) day",
        from_publication(_hours),
        words=("day",),
        beside=_PAST.split("|"),
    ),
    form(
        rf"(?:just )?(?:(?P<more>{COUNT}) (?P<unit>day|week)s? and )?(?:(?P<count>{COUNT}) )?hours? ago(?! that)",
        from_publication(_hours_ago),
        words=("ago",),
        beside=("hour", "hours"),
    ),
    form(
        rf"(?:(?:over|in|during|for|within|throughout) )?the (?:{_PAST}) (?P<count>{COUNT}) (?P<unit>{UNIT})s?",
        from_publication(_span),
        words=UNITS,
        beside=_PAST.split("|"),
    ),
    form(
        rf"(?:over|in|during|for|within|throughout) the (?:{_PAST})(?P<count>) (?P<unit>week|month|year)",
        from_publication(_span),
        words=UNITS,
        beside=_PAST.split("|"),
    ),
    form(
        rf"(?:over|in|during|for|within) (?:past|last) (?P<count>{COUNT}) (?P<unit>{UNIT})s?",
        from_publication(_span),
        words=UNITS,
        beside=("past", "last"),
    ),
    form(
        rf"(?:over|in|during|for|within|throughout) (?:these|those) (?P<count>{COUNT}) (?P<unit>day|week|month|year)s?",
        from_publication(_these),
        words=UNITS,
        beside=("these", "those"),
    ),
    form(
        rf"for {_MORE_OR_LESS}(?P<count>{COUNT}) (?P<unit>{UNIT})s?(?: now| on end)?",
        from_publication(_span),
        words=UNITS,
        beside=("for",),
    ),
    # What is first or worst "in more than two weeks" is so today.
    form(
        rf"(?<!time )(?<!since )in (?:more than|less than|just over|just under|under|over) (?P<count>{COUNT}) (?P<unit>{UNIT})s?",
        from_publication(_span),
        words=UNITS,
        beside=("than", "over", "under"),
    ),
    form(
        rf"(?:early |late |earlier )?{_MORE_OR_LESS}(?P<count>{COUNT}) (?P<unit>{UNIT})s?(?: and (?P<more>{COUNT}) (?P<less>{UNIT})s?)? ago",
        from_publication(_ago),
        words=("ago",),
        beside=UNITS,
    ),
    form(
        rf"(?P<count>{COUNT}) nights ago",
        from_publication(_nights_ago),
        words=("ago",),
        beside=("nights",),
    ),
    form(
        rf"{_MORE_OR_LESS}a fortnight ago",
        from_publication(_fortnight_ago),
        words=("ago",),
        beside=("fortnight",),
    ),
    form(
        rf"(?:(?:during|in|of|from|by) )?(?:(?P<share>{_SHARE})[ -])?(?P<which>last|this|the previous|next|the next|the coming|coming) (?P<unit>week|month|year)(?:[’']?s)?",
        from_publication(_unit),
        words=UNITS,
        beside=("last", "this", "previous", "next", "coming"),
    ),
    form(
        r"(?:during|over|through|throughout|earlier in|later in|early in) the week(?! of)",
        from_publication(_this_week),
        words=("week",),
        beside=("during", "over", "through", "throughout", "in"),
    ),
    form(
        r"(?<!\ba )(?:(?:over|at|during|on|for) )?(?:the )?(?:(?P<which>last|past|this|this past|next|coming) )?weekend(?:[’']?s)?",
        from_publication(_weekend),
        words=("weekend", "weekends"),
    ),
)

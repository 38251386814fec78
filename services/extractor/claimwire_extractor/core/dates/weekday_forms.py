"""Days of the week."""

import re
from datetime import date, timedelta

from claimwire_extractor.core.dates.calendar_words import LEAD, PART, TRAIL, WEEKDAY, WEEKDAYS, latest, weekday_of
from claimwire_extractor.core.dates.days import Days
from claimwire_extractor.core.dates.form import Form, form, from_publication

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_INTO = r"(?: ?[-–—/] ?|(?: (?:and|to|through|until|into|or|and (?:continu|go|last|stretch)(?:ed|ing) (?:on|into|through|until)|and continu(?:ed|ing))) )"


def _weekday(match: re.Match[str], published: date) -> Days:
    day = latest(weekday_of(match["weekday"]), published)
    which = (match["which"] or "").lower()
    if which in {"next", "coming", "this coming"}:
        return Days.one(day + _WEEK)
    if which == "last" and day == published:
        day -= _WEEK
    return Days.one(day)


def _overnight(match: re.Match[str], published: date) -> Days:
    day = latest(weekday_of(match["weekday"]), published)
    return Days.between(day - _DAY, day)


def _night_after(match: re.Match[str], published: date) -> Days:
    day = latest(weekday_of(match["weekday"]), published)
    return Days.between(day, min(day + _DAY, published))


def _two(match: re.Match[str], published: date) -> Days:
    last = latest(weekday_of(match["last"]), published)
    return Days.between(latest(weekday_of(match["first"]), last), last)


def _of_a_week(match: re.Match[str], published: date) -> Days:
    monday = published - timedelta(days=published.weekday())
    if match["which"].lower() == "last":
        monday -= _WEEK
    return Days.one(monday + timedelta(days=weekday_of(match["weekday"])))


def _week_ago(match: re.Match[str], published: date) -> Days:
    return Days.one(latest(weekday_of(match["weekday"]), published - _WEEK + _DAY))


WEEKDAY_FORMS: tuple[Form, ...] = (
    form(
        rf"{LEAD}(?:(?P<which>last|this past|past|this coming|this|next|coming) )?(?P<weekday>{WEEKDAY}){TRAIL}",
        from_publication(_weekday),
        words=WEEKDAYS,
    ),
    form(
        rf"overnight (?:on |to |into |of )?(?:early )?(?P<weekday>{WEEKDAY})(?:[’']s)?",
        from_publication(_overnight),
        words=("overnight",),
        beside=WEEKDAYS,
    ),
    form(
        rf"{LEAD}(?P<weekday>{WEEKDAY}) overnight",
        from_publication(_night_after),
        words=("overnight",),
        beside=WEEKDAYS,
    ),
    form(
        rf"(?:overnight |at night )?(?:(?:from|between|on|of|on the night of|on the night from|the night of|the night between|the night from|in the night from) )?"
        rf"(?:(?:early|late) (?:on )?)?(?P<first>{WEEKDAY})(?: (?:{PART}))?{_INTO}(?:(?:early|late) (?:on )?|the (?:early|small) hours of )?(?P<last>{WEEKDAY})"
        rf"(?: (?:{PART}))?(?: (?:at night|overnight))?",
        from_publication(_two),
        words=WEEKDAYS,
    ),
    form(
        rf"{LEAD}(?P<weekday>{WEEKDAY})(?: (?:{PART}))? (?:of )?(?P<which>last|this) week",
        from_publication(_of_a_week),
        words=("week",),
        beside=WEEKDAYS,
    ),
    form(
        rf"(?P<which>last|this) week (?:on )?(?P<weekday>{WEEKDAY})",
        from_publication(_of_a_week),
        words=("week",),
        beside=WEEKDAYS,
    ),
    form(
        rf"{LEAD}(?P<weekday>{WEEKDAY}) a week (?:ago|earlier)",
        from_publication(_week_ago),
        words=("week",),
        beside=WEEKDAYS,
    ),
)

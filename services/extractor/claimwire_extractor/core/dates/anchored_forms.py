"""Days counted from a day the article named before."""

import re
from datetime import date, timedelta

from claimwire_extractor.core.dates.calendar_words import COUNT, UNITS, number_of, shifted
from claimwire_extractor.core.dates.days import Days
from claimwire_extractor.core.dates.form import Form, form
from claimwire_extractor.core.dates.reference import Reference

_PART = "day|night|evening|morning|afternoon"
_OF_AN_EVENT = r"(?! (?:the|a|an|its|his|her|their|our|that|this|it|he|she|they|we|(?-i:[A-Z])))"
"""What follows where an event is meant and no day: "the day before the vote"."""


def _same(_: re.Match[str], reference: Reference) -> Days:
    return Days.one(reference.told) if reference.told else Days.unknown()


def _same_or_today(_: re.Match[str], reference: Reference) -> Days:
    day = reference.told or reference.published
    return Days.one(day) if day else Days.unknown()


def _before(match: re.Match[str], reference: Reference) -> Days:
    return _moved(reference.told or reference.published, match, -1)


def _after(match: re.Match[str], reference: Reference) -> Days:
    return _moved(reference.told, match, 1)


def _moved(start: date | None, match: re.Match[str], way: int) -> Days:
    if start is None:
        return Days.unknown()
    groups = match.groupdict()
    unit = groups.get("unit") or "day"
    count = number_of(groups["count"]) if groups.get("count") else 1
    if unit.lower() == "day":
        return Days.one(start + timedelta(days=way * count))
    if unit.lower() == "week":
        day = shifted(start, unit, way * count)
        return Days.between(day, day)
    day = shifted(start, unit, way * count)
    return Days.between(day - timedelta(days=1), day + timedelta(days=1))


ANCHORED_FORMS: tuple[Form, ...] = (
    form(
        rf"(?:(?:on|later|earlier|later on|earlier on) )?(?:the|that) same (?:{_PART})|(?:(?:on|later|earlier|later on|earlier on) )?that (?:{_PART})(?! the)",
        _same,
        anchored=True,
        words=_PART.split("|"),
        beside=("same", "that"),
    ),
    form(r"(?:ever )?since (?:then|that day)", _same, anchored=True, words=("since",), beside=("then", "that")),
    form(
        rf"(?:earlier|later|later on|earlier on|early|late) (?:in|on|during) the (?:{_PART})(?! of)",
        _same_or_today,
        anchored=True,
        words=_PART.split("|"),
        beside=("earlier", "later", "early", "late"),
    ),
    form(
        rf"(?:on )?the (?:previous|preceding) (?:{_PART})|the (?:{_PART}) before{_OF_AN_EVENT}",
        _before,
        anchored=True,
        words=("previous", "preceding", "before"),
        beside=_PART.split("|"),
    ),
    form(
        rf"(?P<count>{COUNT}) (?P<unit>day|week|month|year)s? (?:earlier|previously|(?:before|prior){_OF_AN_EVENT})",
        _before,
        anchored=True,
        words=("earlier", "previously", "before", "prior"),
        beside=UNITS,
    ),
    form(
        rf"(?:on )?the (?:next|following) (?:{_PART})|the (?:{_PART}) after{_OF_AN_EVENT}",
        _after,
        anchored=True,
        words=("next", "following", "after"),
        beside=_PART.split("|"),
    ),
    # "A day after the strike": when the strike was, not what the day is told of.
    form(
        rf"(?P<count>{COUNT}) (?P<unit>day|week|month|year)s? after",
        _before,
        anchored=True,
        words=("after",),
        beside=UNITS,
    ),
    form(
        rf"(?P<count>{COUNT}) (?P<unit>day|week|month|year)s? (?:later|afterwards)",
        _after,
        anchored=True,
        words=("later", "afterwards"),
        beside=UNITS,
    ),
)

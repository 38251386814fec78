"""Expressions of time in a stretch of text, resolved against the day of publication."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claimwire.events import DatePrecision, Occurred
from claimwire_extractor.core.dates.absolute_forms import ABSOLUTE_FORMS
from claimwire_extractor.core.dates.anchored_forms import ANCHORED_FORMS
from claimwire_extractor.core.dates.date_lexicon import DateLexicon
from claimwire_extractor.core.dates.days import Days
from claimwire_extractor.core.dates.form import Form
from claimwire_extractor.core.dates.publication_forms import PUBLICATION_FORMS
from claimwire_extractor.core.dates.reference import Reference
from claimwire_extractor.core.dates.weekday_forms import WEEKDAY_FORMS

_FORMS = (*ABSOLUTE_FORMS, *WEEKDAY_FORMS, *PUBLICATION_FORMS)
_SINCE = re.compile(r"\b(?:ever\s)?since\s(?:(?:at least|around|about)\s)?$", re.IGNORECASE)
_BEGINS_WITH_SINCE = re.compile(r"since\b", re.IGNORECASE)
_WHEN = re.compile(r",?\swhen\b", re.IGNORECASE)
_SINCE_REACH = 30
"""Code points before a date in which "since" stands, and the words between."""
_WEEK = timedelta(days=7)
_LOOKED_BACK = 1200
"""Code points before "the same day" in which the day it means is looked for."""


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    match: re.Match[str]
    form: Form


def date_forms(lexicon: DateLexicon) -> Sequence[Form]:
    """Give all forms that dates may have."""
    return (*_FORMS, *ANCHORED_FORMS, *lexicon.forms)


def find_dates(
    text: str, start: int, end: int, published: date | None, forms: Sequence[Form], *, war_began: date | None = None
) -> list[Occurred]:
    """Find the expressions of time between two offsets, in the order of the text; ``forms`` are those whose words stand there.

    The weekday of the publication day is that day, any other the latest one before it. Without a
    publication day only absolute dates resolve; the others keep their words and no days. "Since the start
    of the war" is counted from ``war_began``.
    """
    reference = Reference(published, war_began)
    found: list[Occurred] = []
    hits = _longest(_hits(text, start, end, forms))
    for hit in hits:
        if hit.form.within_day and len(hits) > 1:
            days = hit.form.resolve(hit.match, replace(reference, published=_day_beside(hit, hits, reference)))
        elif hit.form.anchored:
            told = _last_day(found) or _day_told_before(text, hit.start, reference)
            days = hit.form.resolve(hit.match, replace(reference, told=told))
        else:
            days = hit.form.resolve(hit.match, reference)
        if days:
            found.append(_occurred(text, hit, days, published))
    return found


def _hits(text: str, start: int, end: int, forms: Iterable[Form]) -> list[_Hit]:
    return [
        _Hit(match.start(), match.end(), match, form)
        for form in forms
        for match in form.pattern.finditer(text, start, end)
    ]


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    """Take the first hit, the longest where several begin, and go on behind it."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif hit.end > kept[-1].end and hit.end - hit.start > kept[-1].end - kept[-1].start:
            kept[-1] = hit
    return kept


def _day_beside(part: _Hit, hits: Sequence[_Hit], reference: Reference) -> date | None:
    """Find the day that a part of a day is of: one of the last week named before it, else behind it, else publication."""
    until = reference.published
    named = [hit for hit in hits if not (hit.form.within_day or hit.form.anchored)]
    resolved = ((hit, hit.form.resolve(hit.match, reference)) for hit in named)
    days = [
        (hit.start > part.start, abs(hit.start - part.start), days.first)
        for hit, days in resolved
        if days and days.precision is DatePrecision.DAY and days.first and until and until - _WEEK < days.first <= until
    ]
    return min(days)[2] if days else until


def _day_told_before(text: str, at: int, reference: Reference) -> date | None:
    dates = []
    for hit in _longest(_hits(text, max(0, at - _LOOKED_BACK), at, _FORMS)):
        days = hit.form.resolve(hit.match, reference)
        if days:
            dates.append(_occurred(text, hit, days, None))
    return _last_day(dates)


def _last_day(dates: Sequence[Occurred]) -> date | None:
    return next((found.date_from for found in reversed(dates) if found.precision is DatePrecision.DAY), None)


def _occurred(text: str, hit: _Hit, days: Days, published: date | None) -> Occurred:
    begin = hit.start
    before = max(0, hit.start - _SINCE_REACH)
    since = "since" in text[before : hit.start].lower() and _SINCE.search(text, before, hit.start)
    if since:
        begin = since.start()
    open_end = since or _BEGINS_WITH_SINCE.match(text, hit.start)
    # "The worst since 2012, when a bomber ..." tells of that year.
    if days.first and open_end and not _WHEN.match(text, hit.end):
        precision = DatePrecision.DAYS if days.precision is DatePrecision.DAY else days.precision
        days = Days(days.first, max(days.first, published) if published else None, precision)
    return Occurred(
        text=text[begin : hit.end],
        start=begin,
        end=hit.end,
        date_from=days.first,
        date_to=days.last,
        precision=days.precision,
    )

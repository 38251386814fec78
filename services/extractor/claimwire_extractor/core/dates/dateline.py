"""The day an article's own text gives for its writing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from claimwire_extractor.core.dates.calendar_words import (
    MONTH,
    ORDINAL,
    SHORT_WEEKDAY,
    WEEKDAY,
    YEAR,
    month_of,
    weekday_of,
)

_REACH = 500
"""Code points from the beginning of the text in which a dateline stands."""
_SURE = timedelta(days=3)
"""How near one reading of numbers has to be to be taken before the usual one, the day first."""
_NEAR = timedelta(days=10)
_FAR = timedelta(days=45)
"""How far a dateline without and with a year is from the day of publication; a date further off is part of the story."""
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY}),?\s)?"
# Scrapers glue the parts and what follows ("Apr 092017Share"), so no word boundary is asked for between and behind.
_STAMP = re.compile(
    rf"(?<![\w.,:/-])(?:{_WEEKDAY}(?:(?P<day>\d{{1,2}}){ORDINAL}\s(?P<month>{MONTH})|(?P<month_before>{MONTH})\s(?P<day_behind>\d{{1,2}}){ORDINAL})(?:,?\s?(?P<year>{YEAR})|(?!\d))"
    rf"|(?P<first>\d{{1,2}})(?P<by>[./-])(?P<second>\d{{1,2}})(?P=by)(?P<number_year>{YEAR})"
    rf"|(?P<iso_year>{YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))",
    re.IGNORECASE,
)
_STAMPING = re.compile(
    r"(?:published|posted|updated|modified|dated|publication)(?:\son|\sat)?[:\s]{1,3}$", re.IGNORECASE
)
_PART_OF_A_PHRASE = re.compile(
    r"\b(?:on|in|of|by|to|at|and|the|from|since|until|till|before|after|between|through|during|for|around|about|late|early|mid|dated|or)[\s-]{1,2}$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:date of publication|(?:first |last )?(?:published|posted|updated|modified))(?:\son|\sat)?[:\s]{1,3}",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(r"\s{1,3}[“\"]?[A-Z0-9]")
_ENDS_DATELINE = re.compile(r"\s?(?:[-–—:|]\s|\()")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where it stands and the day it gives."""

    start: int
    end: int
    day: date


def find_dateline(text: str, published: date | None) -> Dateline | None:
    """Find the day of writing that stands at the beginning of a text ("KYIV, Feb 24 -", "Published July 2 2016").

    A day far from that of publication is part of the story, unless its weekday or "published" says what it is.
    """
    for match in _STAMP.finditer(text, 0, _REACH):
        if not _stamps(text, match):
            continue
        days = [day for day in _readings(match, published) if _is_credible(text, match, day, published)]
        if days:
            day = next((day for day in days if published and abs(day - published) <= _SURE), days[0])
            return Dateline(match.start(), match.end(), day)
    return None


def end_of_stamp(text: str, start: int) -> int | None:
    """Find where a day of writing ends that stands at ``start`` and runs into what follows ("2 July 2016 Shells hit").

    None where there is none, or where it begins a sentence of the story ("2 July 2016 was a quiet day").
    """
    label = _LABEL.match(text, start)
    match = _STAMP.match(text, label.end() if label else start)
    whole = match and (match["year"] or match["number_year"] or match["iso_year"])
    return match.end() if match and whole and _NEXT_SENTENCE.match(text, match.end()) else None


def _stamps(text: str, match: re.Match[str]) -> bool:
    before = _before(text, match)
    if _STAMPING.search(before):
        return True
    if _PART_OF_A_PHRASE.search(before):
        return False
    whole = match["year"] or match["number_year"] or match["iso_year"]
    return bool(whole or _ENDS_DATELINE.match(text, match.end()))


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 40) : match.start()]


def _is_credible(text: str, match: re.Match[str], day: date, published: date | None) -> bool:
    if match["weekday"] and weekday_of(match["weekday"]) != day.weekday():
        return False
    if published is None or (match["year"] and (match["weekday"] or _STAMPING.search(_before(text, match)))):
        return True
    yearless = not (match["year"] or match["number_year"] or match["iso_year"])
    if not yearless and _opens(text, match):
        return True
    return abs(day - published) <= (_NEAR if yearless else _FAR)


def _opens(text: str, match: re.Match[str]) -> bool:
    """Tell a day in words that stands alone before a paragraph, as a stamp does and a story's date does not."""
    alone = match.start() == 0 or text[match.start() - 1] == "\n"
    return alone and bool(match["year"]) and _NEXT_SENTENCE.match(text, match.end()) is not None


def _readings(match: re.Match[str], published: date | None) -> Iterator[date]:
    """Yield the days the words may mean: numbers are read day first, then month first."""
    if match["iso_year"]:
        yield from _day(match["iso_year"], match["iso_month"], match["iso_day"])
    elif match["number_year"]:
        yield from _day(match["number_year"], match["second"], match["first"])
        yield from _day(match["number_year"], match["first"], match["second"])
    else:
        month = str(month_of(match["month"] or match["month_before"]))
        day = match["day"] or match["day_behind"]
        years = [match["year"]] if match["year"] else _years_near(published)
        for year in years:
            yield from _day(year, month, day)


def _years_near(published: date | None) -> list[str]:
    return [str(published.year + step) for step in (0, -1, 1)] if published else []


def _day(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return

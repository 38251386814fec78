"""Words of time that no grammar tells."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta

from claimwire.events import DatePrecision
from claimwire_extractor.core.dates.calendar_words import MONTH, YEAR, month_of
from claimwire_extractor.core.dates.days import Days
from claimwire_extractor.core.dates.form import Form, form, from_publication
from claimwire_extractor.core.dates.reference import Reference

_CHURCHES: Mapping[str, Literal[2, 3]] = {"western": EASTER_WESTERN, "orthodox": EASTER_ORTHODOX}
_WEEK, _WEEKS, _MONTHS = timedelta(days=7), timedelta(days=35), timedelta(days=92)
_FIRST = {"hour": _WEEK, "day": _WEEK, "week": _WEEKS, "stage": _WEEKS, "phase": _WEEKS, "month": _MONTHS}
"""How long the first days, weeks and months of a war are."""


@dataclass(frozen=True, slots=True)
class DateLexicon:
    """The forms of vague words, wars and feasts; ``parse_date_lexicon`` makes it from the data file's text."""

    forms: Sequence[Form]
    wars: Mapping[str, date]
    """First day of the war by the code of its country."""

    def war_began(self, countries: Mapping[str, float], published: date | None) -> date | None:
        """Tell when the war of the country named most began, of those that had one by then."""
        fought = [
            country
            for country in countries
            if country in self.wars and (published is None or self.wars[country] <= published)
        ]
        return self.wars[max(fought, key=lambda country: countries[country])] if fought else None


def parse_date_lexicon(text: str) -> DateLexicon:
    """Make the lexicon from the text of ``data/dates.toml``.

    Raises:
        ValueError: a feast has an unknown church or an impossible day, or the text is no TOML.
        KeyError: an entry lacks a field.
    """
    data = tomllib.loads(text)
    return DateLexicon(
        forms=(
            *(_vague(entry) for entry in data["vague"]),
            *(_feast(entry) for entry in data["feast"]),
            *_of_wars(data["war_phrases"]),
        ),
        wars={entry["country"]: entry["started"] for entry in data["war"]},
    )


def _of_wars(phrases: Mapping[str, Sequence[str]]) -> Iterator[Form]:
    """Make the forms of a whole war so far and of its first days."""
    owner = rf"(?:(?:(?:{_any(phrases['whose'])})(?:[’']?s)?|the|this|that|its|their|his) )"
    there = rf" (?:in|on|of|against) (?:{_any(phrases['whose'])})"
    where = rf"(?:{there})?"
    how = rf"(?:(?:{_any(phrases['adjectives'])}),? ){{0,2}}"
    started = rf"(?:first |fully |last )?(?:{_any(phrases['began'])})"
    dated = rf"(?=(?: {started})?,? (?:back )?in (?:(?:{MONTH}) )?{YEAR})"
    upheaval = rf"(?:{_any(phrases['upheavals'])})"
    named = (
        rf"(?:the )?(?:{_any(phrases['whose'])})(?:[’']?s)? {how}{upheaval}|(?:the )?{how}{upheaval}(?:{there}|{dated})"
    )
    war = rf"(?:{owner}{{0,2}}{how}(?:{_any(phrases['wars'])}){where}|{named})"
    told = rf"(?:,? (?:back )?in (?:(?P<month>{MONTH}) )?(?P<year>{YEAR}))?"
    words = _telling([*phrases["wars"], *phrases["upheavals"]]) | {"invaded"}
    yield form(
        rf"since (?:(?:the|its) (?:very )?{_START}of {war}|{war} {started}|russia(?:n forces)? (?:first |fully )?invaded(?: ukraine)?){told}",
        _so_far,
        words=words,
        beside=["since"],
    )
    yield form(rf"since {owner}(?:full-scale )?invasion{where}{told}", _so_far, words=["invasion"], beside=["since"])
    yield form(rf"(?:{_any(phrases['so_far'])}) the war(?: so far)?|(?:of|in) the war so far", _so_far, words=["war"])
    yield form(
        rf"(?:in|during|at|on|over|within|from) (?:the )?(?:very )?(?:first|early|earliest|opening|initial) (?:few )?(?P<unit>day|week|month|stage|phase|hour)s? of {war}",
        _first_days,
        words=words,
        beside=["first", "early", "earliest", "opening", "initial"],
    )
    yield form(rf"at (?:the )?(?P<unit>){_START}of {war}", _first_days, words=words, beside=_STARTS)


_STARTS = ("start", "beginning", "outset", "outbreak", "onset", "eruption", "launch")
_START = rf"(?:{'|'.join(_STARTS)}) "


def _any(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace("\\ ", " ").replace("’", "[’']") for phrase in longest_first)


def _telling(phrases: Iterable[str]) -> frozenset[str]:
    """Take a word of each phrase, the longer of its last two: "since the war began" is told by "began"."""
    # Of equals the last: "the" of "the war" stands in every sentence.
    return frozenset(max(re.findall(r"\w+", phrase.lower())[:-3:-1], key=len) for phrase in phrases)


def _vague(entry: Mapping[str, Any]) -> Form:
    back = relativedelta(**{unit: count for unit, count in entry.items() if unit != "words"})

    def resolve(_: re.Match[str], published: date) -> Days:
        return Days.between(published - back, published, DatePrecision.VAGUE)

    return form(_any(entry["words"]), from_publication(resolve), words=_telling(entry["words"]))


def _so_far(match: re.Match[str], reference: Reference) -> Days:
    groups = match.groupdict()
    began = reference.war_began
    year = int(groups["year"]) if groups.get("year") else None
    if year and (groups["month"] or began is None or began.year != year):
        began = date(year, month_of(groups["month"]) if groups["month"] else 1, 1)
    if began is None or reference.published is None or began > reference.published:
        return Days.unknown()
    return Days.between(began, reference.published, DatePrecision.VAGUE)


def _first_days(match: re.Match[str], reference: Reference) -> Days:
    if reference.war_began is None:
        return Days.unknown()
    length = _FIRST[(match["unit"] or "day").lower()]
    return Days.between(reference.war_began, reference.war_began + length, DatePrecision.WEEK)


def _feast(entry: Mapping[str, Any]) -> Form:
    in_year = _day_in_year(entry)

    def resolve(match: re.Match[str], reference: Reference) -> Days:
        if match["year"]:
            return Days.one(in_year(int(match["year"])))
        if reference.published is None:
            return Days.unknown(DatePrecision.DAY)
        # Feasts come up on their eve too, which is no reason to go back a year.
        this_year = in_year(reference.published.year)
        near = this_year <= reference.published + timedelta(days=1)
        return Days.one(this_year if near else in_year(reference.published.year - 1))

    return form(
        rf"(?:(?:on|at|during|of) )?(?:{_any(entry['names'])})(?:,? (?P<year>{YEAR}))?",
        resolve,
        words=_telling(entry["names"]),
    )


def _day_in_year(entry: Mapping[str, Any]) -> Callable[[int], date]:
    if "easter" in entry:
        if entry["easter"] not in _CHURCHES:
            raise ValueError(f"unknown church {entry['easter']!r} of {entry['names']}: write one of {list(_CHURCHES)}")
        church, days = _CHURCHES[entry["easter"]], timedelta(days=entry["days"])
        return lambda year: easter(year, church) + days
    month, day = entry["month"], entry["day"]
    date(2000, month, day)
    return lambda year: date(year, month, day)

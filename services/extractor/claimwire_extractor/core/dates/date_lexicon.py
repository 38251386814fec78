"""Words of time that no grammar tells."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta

from claimwire.events import DatePrecision
from claimwire_extractor.core.dates.calendar_words import YEAR
from claimwire_extractor.core.dates.days import Days
from claimwire_extractor.core.dates.form import Form, form, from_publication
from claimwire_extractor.core.dates.reference import Reference

_CHURCHES: Mapping[str, Literal[2, 3]] = {"western": EASTER_WESTERN, "orthodox": EASTER_ORTHODOX}
_FIRST_DAYS = timedelta(days=7)


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
    phrases = data["war_phrases"]
    return DateLexicon(
        forms=(
            *(_vague(entry) for entry in data["vague"]),
            *(_feast(entry) for entry in data["feast"]),
            form(_any(phrases["so_far"]), _so_far, words=_telling(phrases["so_far"])),
            form(_any(phrases["first_days"]), _first_days, words=_telling(phrases["first_days"])),
        ),
        wars={entry["country"]: entry["started"] for entry in data["war"]},
    )


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


def _so_far(_: re.Match[str], reference: Reference) -> Days:
    if reference.war_began is None or reference.published is None:
        return Days.unknown()
    return Days.between(reference.war_began, reference.published, DatePrecision.VAGUE)


def _first_days(_: re.Match[str], reference: Reference) -> Days:
    if reference.war_began is None:
        return Days.unknown()
    return Days.between(reference.war_began, reference.war_began + _FIRST_DAYS, DatePrecision.WEEK)


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

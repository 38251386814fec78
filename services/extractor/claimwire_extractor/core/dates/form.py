"""One way of telling a time."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from claimwire_extractor.core.dates.days import Days
from claimwire_extractor.core.dates.reference import Reference


@dataclass(frozen=True, slots=True)
class Form:
    """The words, and the days they mean."""

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Reference], Days | None]
    """Days of a match; none where the words are no date after all."""
    words: frozenset[str]
    """Every match holds one of these, in lower case: to look them up takes a hundredth of the time."""
    beside: frozenset[str] = frozenset()
    """Every match holds one of these, too, if there are any."""
    anchored: bool = False
    """Whether it is counted from a day named before it."""
    within_day: bool = False
    """Whether it is a part of a day that its sentence may name: "said on Friday that shells fell at dawn"."""

    def may_be_in(self, words: frozenset[str]) -> bool:
        """Tell whether a text of these words, as ``sentence_words`` gives them, may hold a match."""
        return not self.words.isdisjoint(words) and (not self.beside or not self.beside.isdisjoint(words))


def form(
    pattern: str,
    resolve: Callable[[re.Match[str], Reference], Days | None],
    *,
    words: Iterable[str],
    beside: Iterable[str] = (),
    anchored: bool = False,
    within_day: bool = False,
) -> Form:
    """Make a form of a regular expression, in which a space stands for any white space.

    Words are matched whole and case is ignored but for the names of months.
    """
    spaced = pattern.replace(" ", r"\s")
    compiled = re.compile(rf"(?<![\w-])(?:{spaced})(?!\w)", re.IGNORECASE)
    return Form(compiled, resolve, frozenset(words), frozenset(beside), anchored, within_day)


def from_publication(
    resolve: Callable[[re.Match[str], date], Days | None],
) -> Callable[[re.Match[str], Reference], Days | None]:
    """Make a resolver that counts from the day of publication; without one the days stay unknown."""

    def resolved(match: re.Match[str], reference: Reference) -> Days | None:
        return Days.unknown() if reference.published is None else resolve(match, reference.published)

    return resolved

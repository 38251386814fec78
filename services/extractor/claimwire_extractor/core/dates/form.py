"""One way of telling a time."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from claimwire_extractor.core.dates.days import Days
from claimwire_extractor.core.dates.reference import Reference

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Form:
    """The words, and the days they mean."""

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Reference], Days | None]
    """Days of a match; none where the words are no date after all."""
    words: frozenset[str]
    """Every match holds one of these words: to look them up takes a hundredth of the time.

    They are in lower case, but for the names of months.
    """
    anchored: bool = False
    """Whether it is counted from a day named before it."""

    def may_be_in(self, words: frozenset[str]) -> bool:
        """Tell whether a text of these words, as ``words_of`` gives them, is worth searching."""
        return not self.words.isdisjoint(words)


def words_of(text: str, start: int = 0, end: int | None = None) -> frozenset[str]:
    """Give the words of a text as they are printed and in lower case."""
    words = _WORD.findall(text[start:end])
    return frozenset(words).union(map(str.lower, words))


def form(
    pattern: str,
    resolve: Callable[[re.Match[str], Reference], Days | None],
    *,
    words: Iterable[str],
    anchored: bool = False,
) -> Form:
    """Make a form of a regular expression, in which a space stands for any white space.

    Words are matched whole and case is ignored but for the names of months.
    """
    spaced = pattern.replace(" ", r"\s")
    return Form(re.compile(rf"(?<![\w-])(?:{spaced})(?!\w)", re.IGNORECASE), resolve, frozenset(words), anchored)


def from_publication(
    resolve: Callable[[re.Match[str], date], Days | None],
) -> Callable[[re.Match[str], Reference], Days | None]:
    """Make a resolver that counts from the day of publication; without one the days stay unknown."""

    def resolved(match: re.Match[str], reference: Reference) -> Days | None:
        return Days.unknown() if reference.published is None else resolve(match, reference.published)

    return resolved

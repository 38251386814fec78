"""When a mention says that it happened."""

import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from claimwire.events import DatePrecision, Occurred
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.compared import is_compared
from claimwire_extractor.core.strikes.date_tie import (
    Tie,
    describes,
    governor_of,
    happens,
    is_start_of_war,
    since,
    tie_of,
)
from claimwire_extractor.core.token import Token

_HEIGHT = 2
"""Words above one that words of time say something of, among which what happened stands."""
_DEAD = frozenset({"dead", "deaths", "victims", "casualties", "toll", "carnage", "massacre", "killings", "bloodshed", "destruction"})  # fmt: skip
_WEEK = timedelta(days=7)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_EXACT = (DatePrecision.DAY, DatePrecision.DAYS, DatePrecision.WEEK, DatePrecision.MONTH, DatePrecision.YEAR)


@dataclass(frozen=True, slots=True)
class MentionDate:
    """Words of time and what ties them to the mention."""

    occurred: Occurred
    tie: Tie

    def ahead(self) -> "MentionDate":
        """Take a weekday of a strike still to come for the next one, not the last."""
        found = self.occurred
        weekday = found.precision is DatePrecision.DAY and _WEEKDAY.search(found.text) and not _DIGIT.search(found.text)
        if not weekday or found.date_from is None or found.date_to is None:
            return self
        later = {"date_from": found.date_from + _WEEK, "date_to": found.date_to + _WEEK}
        return MentionDate(found.model_copy(update=later), self.tie)


def mention_date(background: Background, sentence: Sentence, leading: Token) -> MentionDate | None:
    """Pick the words of time tied most closely, the most exact and the nearest of them first."""
    dates = background.dates(sentence)
    if not dates:
        return None
    dated = filter(None, (_dated(background, sentence, found, leading) for found in dates))
    return min(
        dated,
        key=lambda date: (date.tie, vagueness(date.occurred), abs(date.occurred.start - leading.start)),
        default=None,
    )


def _dated(background: Background, sentence: Sentence, found: Occurred, leading: Token) -> MentionDate | None:
    governor = governor_of(background, found)
    tie = tie_of(background, sentence, found, leading, governor)
    if tie is None:
        return None
    beginning = since(governor, leading)
    if beginning is None:
        return MentionDate(found, tie)
    if is_compared(background, sentence, beginning.start):
        return None
    return MentionDate(_from_then_on(background, found, beginning), tie)


def _from_then_on(background: Background, found: Occurred, beginning: Token) -> Occurred:
    """Let "since the truce broke down on Friday" last until the day of writing."""
    if found.date_from is None or background.published is None:
        return found
    last = max(found.date_from, background.published)
    precision = DatePrecision.DAYS if found.precision is DatePrecision.DAY else found.precision
    span = background.reading.span(beginning.start, found.end)
    return found.model_copy(update={"text": span.text, "start": span.start, "date_to": last, "precision": precision})


def told_dates(background: Background, sentence: Sentence) -> list[Occurred]:
    """List the words of time of a sentence that tell when something blew up, or somebody was hurt."""
    return [found for found in background.dates(sentence) if _is_of_fire(background, found)]


def _is_of_fire(background: Background, found: Occurred) -> bool:
    """Tell "the blast happened on Friday" and "six were killed on Friday" from "the truce was to end on Friday"."""
    governor = governor_of(background, found)
    tokens = background.reading.tokens_between(found.start, found.end)
    if governor is None or is_start_of_war(background, governor):
        return False
    if describes(tokens, governor):
        return governor.lower in _DEAD
    # "The army committed a massacre on Friday, killing ten."
    behind = [part for part in governor.rights if part.tag == "VBG" and part.dep == "advcl"]
    return any(_is_telling(background, word) for word in (governor, *islice(governor.ancestors(), _HEIGHT), *behind))


def _is_telling(background: Background, word: Token) -> bool:
    people = background.lexicon.people
    telling = (people.killed_verbs, people.wounded_verbs, people.dying_verbs)
    known = (word.lemma, word.pos) in background.lexicon.triggers or happens(word)
    return known or any(word.lemma in lemmas for lemmas in telling)


def goes_on(occurred: Occurred) -> bool:
    """Tell a time in which something went on, "in recent months" or "since 2012", from when one strike was."""
    return occurred.precision is DatePrecision.VAGUE or occurred.text.lower().startswith("since")


def vagueness(occurred: Occurred) -> int:
    """Order dates by what they leave open: days first, then weeks, months, years, vague words, words of no known day."""
    if occurred.date_from is None or occurred.precision not in _EXACT:
        return len(_EXACT) + (occurred.date_from is None)
    return max(1, _EXACT.index(occurred.precision))

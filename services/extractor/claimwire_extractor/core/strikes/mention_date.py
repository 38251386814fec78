"""When a mention says that it happened."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from claimwire.events import DatePrecision, Occurred
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.syntax import is_passive
from claimwire_extractor.core.token import Token

_LONG_AGO = timedelta(days=45)
"""How long before publication a strike is background."""
_WEEK = timedelta(days=7)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_YEARS = timedelta(days=360)
_HAPPENING = frozenset({"happen", "occur", "take"})
"""Verbs that only say when something was: "the strikes on the town, which took place on Friday"."""
_EXACT = (DatePrecision.DAY, DatePrecision.DAYS, DatePrecision.WEEK, DatePrecision.MONTH, DatePrecision.YEAR)


class Tie(IntEnum):
    """What ties words of time to a strike, the closest first."""

    CLAUSE = 0
    """They stand in its clause or in one that governs it."""
    SENTENCE = 1
    """They stand beside it in its sentence."""
    ASIDE = 2
    """They stand in a clause of its sentence that tells of something else."""
    SAID = 3
    """They tell when somebody spoke of it."""
    BESIDE = 4
    """They stand in the sentence before or behind."""


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
    ties = ((found, _tie(background, found, leading)) for found in background.dates(sentence))
    dated = [MentionDate(found, tie) for found, tie in ties if tie is not None]
    return min(
        dated,
        key=lambda date: (date.tie, vagueness(date.occurred), abs(date.occurred.start - leading.start)),
        default=None,
    )


def told_dates(background: Background, sentence: Sentence) -> list[Occurred]:
    """List the words of time of a sentence that do not tell when somebody spoke."""
    return [
        found
        for found in background.dates(sentence)
        if (governor := _governor(background, found)) is None or not _is_speech(background, governor)
    ]


def vagueness(occurred: Occurred) -> int:
    """Order dates by what they leave open: days first, then weeks, months, years, vague words, words of no known day."""
    if occurred.date_from is None or occurred.precision not in _EXACT:
        return len(_EXACT) + (occurred.date_from is None)
    return max(1, _EXACT.index(occurred.precision))


def is_historical(background: Background, sentence: Sentence, occurred: Occurred | None) -> bool:
    """Tell whether the words or the date put it into the past of the war, or of another one."""
    text = background.reading.text[sentence.start : sentence.end].lower()
    words = background.lexicon.modality
    if any(phrase in text for phrase in words.historical_phrases) or _closes(text, words.historical_closings):
        return True
    if occurred is None or occurred.date_from is None or occurred.date_to is None or background.published is None:
        return False
    # "In late July" and "last month" look back; so does "for three years", though it is not over.
    if occurred.precision in {DatePrecision.MONTH, DatePrecision.YEAR} and occurred.date_to < background.published:
        return True
    ongoing = occurred.precision is DatePrecision.YEAR and occurred.date_from < background.published - _YEARS
    return ongoing or occurred.date_to < background.published - _LONG_AGO


def _closes(text: str, phrases: Collection[str]) -> bool:
    return any(f"{phrase}{mark}" in text for phrase in phrases for mark in ".,;")


def _tie(background: Background, found: Occurred, leading: Token) -> Tie | None:
    tokens = background.reading.tokens_between(found.start, found.end)
    if tokens and tokens[-1].lower == "after":
        return Tie.CLAUSE if _is_behind(tokens[-1], leading) else None
    governor = _governor(background, found)
    if governor is None:
        return Tie.SENTENCE
    if _is_speech(background, governor):
        # Who says on Friday that it has been hit does not say that it was hit on Friday.
        return None if _is_perfect(leading) else Tie.SAID
    above = [leading, *leading.ancestors()]
    if governor in above:
        aside = any(token.dep in {"relcl", "acl"} for token in above[: above.index(governor)])
        return Tie.SENTENCE if aside else Tie.CLAUSE
    return Tie.SENTENCE if governor.lemma in _HAPPENING else _tie_below(governor, above)


def _is_behind(after: Token, leading: Token) -> bool:
    """Tell whether the strike is what something happened "a day after"."""
    top = after.head if after.dep == "mark" else after
    return leading.index > after.index and (leading is top or top in leading.ancestors())


def _is_perfect(leading: Token) -> bool:
    verb = next((token for token in (leading, *leading.ancestors()) if token.pos in {"VERB", "AUX"}), None)
    return verb is not None and any(part.lemma == "have" and part.dep == "aux" for part in verb.children)


def _tie_below(governor: Token, above: Sequence[Token]) -> Tie:
    """Judge a date by the clause it stands in; ``above`` are the word that tells of the strike and what governs it."""
    below = governor
    for token in (governor, *governor.ancestors()):
        if token in above:
            break
        if _is_aside(token) and token.head is not above[0]:
            return Tie.ASIDE
        below = token
    return Tie.SENTENCE if below.dep in {"conj", "ccomp", "parataxis"} else Tie.CLAUSE


def _is_aside(token: Token) -> bool:
    """Tell a clause whose dates are its own; a participle behind the verb goes on telling ("killing two on Friday")."""
    return token.dep == "relcl" or (token.dep == "advcl" and any(part.dep == "mark" for part in token.children))


def _governor(background: Background, found: Occurred) -> Token | None:
    """Find the word that the words of time say something of."""
    tokens = background.reading.tokens_between(found.start, found.end)
    inside = set(tokens)
    top = next((token for token in tokens if token.head not in inside), None)
    if top is None:
        return None
    governor = top.head
    while governor.pos in {"ADP", "SCONJ"} and not governor.is_root:
        governor = governor.head
    return governor


def _is_speech(background: Background, governor: Token) -> bool:
    words = background.lexicon.modality
    if governor.lemma in words.messages and governor.pos in {"NOUN", "PROPN"}:
        return True
    return governor.lemma in words.reporting | words.publishing and governor.pos == "VERB" and not is_passive(governor)

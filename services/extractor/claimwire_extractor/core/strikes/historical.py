"""Whether a strike is history, not news."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from itertools import islice

from claimwire.events import DatePrecision, Occurred, Span
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.compared import is_compared
from claimwire_extractor.core.strikes.date_tie import governor_of
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.mention_date import goes_on
from claimwire_extractor.core.strikes.syntax import ARE
from claimwire_extractor.core.token import Token

_LONG_AGO = timedelta(days=45)
"""How long before publication a strike is background."""
_WEEKS_AGO = timedelta(days=21)
_SINCE_THEN = timedelta(days=7)
"""How long before publication, and before the day of the news, a strike is background where another is the news."""
_YEARS = timedelta(days=360)


def is_historical(
    background: Background, sentence: Sentence, clause: Span, occurred: Occurred | None, triggers: Collection[Token]
) -> bool:
    """Tell whether the words or the date put it into the past of the war, or of another one."""
    if _says_so(background, sentence, clause, occurred, triggers):
        return True
    if occurred is not None and _is_long_ago(background, occurred, triggers):
        return True
    if occurred is not None and not goes_on(occurred):
        return False
    habitual = background.has_words(sentence, _OFTEN) and any(map(_is_habit, triggers))
    return habitual or _is_of_old_story(background, sentence, triggers)


def _says_so(
    background: Background, sentence: Sentence, clause: Span, occurred: Occurred | None, triggers: Collection[Token]
) -> bool:
    words = background.lexicon.modality
    if background.has_words(sentence, words.historical_modifiers) and any(
        part.lower in words.historical_modifiers for token in triggers for part in token.lefts
    ):
        return True
    if background.has_words(sentence, background.lexicon.past_words):
        text = background.reading.text[sentence.start : background.tokens(sentence)[-1].end].lower()
        phrase = next((phrase for phrase in words.historical_phrases if phrase in text), None)
        if phrase:
            start = sentence.start + text.index(phrase)
            inside = clause.start <= start < clause.end
            said = background.reading.tokens_between(start, start + len(phrase))
            tied = (inside or _governs(said, triggers)) and not is_compared(background, sentence, start)
            if tied and not (
                occurred and _is_fresh(background, occurred) and _is_nearer(background, occurred, said, triggers)
            ):
                return True
    if background.has_words(sentence, _BEFORE) and any(
        _is_ever_before(part) for token in triggers for part in _verb_of(token).rights
    ):
        return True
    told = background.reading.text[clause.start : clause.end + _REACH].lower()
    return _closes(told[: clause.end - clause.start + 1], words.historical_closings) or _is_past(told)


def _is_long_ago(background: Background, occurred: Occurred, triggers: Iterable[Token]) -> bool:
    if occurred.date_from is None or occurred.date_to is None or background.published is None:
        return False
    # "In late July" and "last month" look back; so does "for three years", though it is not over.
    if occurred.precision in {DatePrecision.MONTH, DatePrecision.YEAR} and occurred.date_to < background.published:
        return True
    if occurred.date_to < background.published - _SINCE_THEN and _is_instance(background, occurred):
        return True
    lasts = occurred.precision is DatePrecision.YEAR or goes_on(occurred)
    if lasts and occurred.date_to >= background.published:
        # "Has been hit by raids since 2015" looks back; "has been bombing the town since 2015" and "is shelled" go on.
        return occurred.date_from < background.published - _YEARS and not any(map(_still_goes_on, triggers))
    return occurred.date_to < background.published - _LONG_AGO


def _still_goes_on(trigger: Token) -> bool:
    verb = next((token for token in (trigger, *islice(trigger.ancestors(), _HEIGHT)) if token.pos == "VERB"), None)
    if verb is None:
        return False
    aux = {part.lower for part in verb.lefts if part.dep in {"aux", "auxpass"}}
    if verb.tag == "VBG":
        return not aux.isdisjoint(_GOING_ON)
    return verb.tag in {"VBZ", "VBP"} or (not aux.isdisjoint(ARE) and aux.isdisjoint(_HAVING))


_HEIGHT = 3
"""Words above a strike word among which its verb stands."""
_HAVING = frozenset({"has", "have", "'ve", "’ve"})
_GOING_ON = ARE | _HAVING


def _is_habit(trigger: Token) -> bool:
    """Tell "has often been shelled"; "is shelled daily" goes on."""
    verb = _verb_of(trigger)
    helped = any(part.dep == "aux" and part.lemma == "have" for part in verb.lefts)
    return helped and any(part.dep == "advmod" and part.lower in _OFTEN for part in verb.children)


def _verb_of(trigger: Token) -> Token:
    """Find the verb that a strike is the object of or that is done by it: "have been hit by raids"."""
    if trigger.dep == "pobj" and trigger.head.lower in _MEANS:
        return trigger.head.head
    return trigger.head if trigger.dep == "dobj" else trigger


_MEANS = frozenset({"by", "in", "with"})
_OFTEN = frozenset({"often", "frequently", "repeatedly", "regularly", "routinely", "occasionally", "sometimes"})


def _is_instance(background: Background, occurred: Occurred) -> bool:
    """Tell "several times, including on May 3" and "most notably in May", which name one case of many."""
    before = background.reading.tokens_between(max(0, occurred.start - _WIDTH), occurred.start)[-_WORDS:]
    return any(token.lower in _SUCH_AS for token in before)


_WIDTH = 40
_WORDS = 2
_SUCH_AS = frozenset({"including", "notably"})


def _is_of_old_story(background: Background, sentence: Sentence, triggers: Collection[Token]) -> bool:
    """Tell "the uprising of 1982, in which thousands died under bombardment": of what its sentence tells, years ago."""
    dates = background.dates(sentence)
    if background.published is None or not dates:
        return False
    old = (
        governor_of(background, found)
        for found in dates
        if found.date_to and found.date_to < background.published - _YEARS
    )
    stories = {governor for governor in old if governor}
    return bool(stories) and any(not stories.isdisjoint(trigger.ancestors()) for trigger in triggers)


def _governs(phrase: Sequence[Token], triggers: Iterable[Token]) -> bool:
    """Tell whether words of time stand at what governs the strike; what else its sentence tells is of its own time."""
    at = {token.head for token in phrase if token.head not in phrase}
    return any(not at.isdisjoint(trigger.ancestors()) for trigger in triggers)


def _is_fresh(background: Background, occurred: Occurred) -> bool:
    if occurred.precision is not DatePrecision.DAY or occurred.date_to is None or background.published is None:
        return False
    return occurred.date_to >= background.published - _SINCE_THEN


def _is_nearer(background: Background, occurred: Occurred, phrase: Sequence[Token], triggers: Iterable[Token]) -> bool:
    """Tell whether its day stands nearer to it than words of the past: "talks were held before, and on Friday a raid hit X"."""
    day = governor_of(background, occurred)
    at = {token.head for token in phrase if token.head not in phrase}
    for trigger in triggers:
        nearest = next((above for above in (trigger, *trigger.ancestors()) if above is day or above in at), None)
        if nearest is not None:
            return nearest not in at
    return False


_BEFORE = frozenset({"before"})


def _is_ever_before(word: Token) -> bool:
    """Tell "have shelled the town before and fled" and "many times before" from "the day before"."""
    if word.lower not in _BEFORE or word.dep != "advmod":
        return False
    return all(part.dep != "npadvmod" or part.lemma == "time" for part in word.lefts)


def _is_past(text: str) -> bool:
    """Tell "in the past" from "in the past few days"."""
    return "in the past" in text and _IN_THE_PAST.search(text) is not None


_IN_THE_PAST = re.compile(
    r"\bin the past\b(?!(?: [\w-]+){0,3} (?:minute|hour|day|night|week|weekend|fortnight|month|year|decade|century|centuries|season|winter|spring|summer|autumn)s?\b)"
)
_REACH = 40
"""Code points behind a clause in which a length of time is read on."""


def _closes(text: str, phrases: Collection[str]) -> bool:
    said = [phrase for phrase in phrases if phrase in text]
    return bool(said) and any(f"{phrase}{mark}" in text for phrase in said for mark in ".,;")


def set_back(background: Background, mentions: Sequence[Mention]) -> None:
    """Make those of weeks ago history where the article tells of later ones: "On March 3 a raid on X had killed six"."""
    dated = [(mention, mention.occurred) for mention in mentions if mention.occurred and not mention.historical]
    days = [found.date_from for _, found in dated if found.precision is DatePrecision.DAY and found.date_from]
    news = max(days, default=None)
    for mention, found in dated:
        if news is None or found.date_to is None or background.published is None:
            continue
        mention.historical = found.date_to < min(background.published - _WEEKS_AGO, news - _SINCE_THEN)

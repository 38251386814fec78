"""The people hurt in each strike of an article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimwire.events import Casualties, Quantity
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.aftermath import Aftermath
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.no_casualties import NoCasualties, no_casualties
from claimwire_extractor.core.strikes.summed_victims import without_sums
from claimwire_extractor.core.strikes.syntax import is_passive, prepositions, subject
from claimwire_extractor.core.strikes.told_casualties import ToldCasualties
from claimwire_extractor.core.strikes.toll import TOTALS
from claimwire_extractor.core.strikes.victims import Victims
from claimwire_extractor.core.token import Token

_BESIDE = 60
"""Words around a number that are looked at: sentences of thousands of words may hold hundreds of numbers."""
_OUTDATED = frozenset({"earlier", "initially", "previously", "initial", "originally"})
_DATING = _OUTDATED | TOTALS
_UNITS = frozenset({"hour", "day", "week", "month", "year", "minute", "night"})
"""Before "earlier" they tell when a strike was, not when it was counted."""
_FORMER = frozenset({"previous", "prior", "former", "earlier", "initial", "preliminary", "first", "provisional"})
_WORDS = 30
_IN_TOTAL = re.compile(r"(?:\s\w+)?\s(?:in total|in all|altogether)\b")
_TOTAL_OF = re.compile(r"\b(?:a|the) total of\s(?:at least\s)?$", re.IGNORECASE)
_SOME = 3
"""What "several" leaves open."""
_REACH = 8
"""Words between "the previous toll" and its number."""


@dataclass(slots=True)
class _Told:
    """What the sentences about one strike say of people hurt."""

    victims: list[Victims] = field(default_factory=list)
    nobody: list[NoCasualties] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StrikeCasualties:
    """The people hurt in a strike, and why these numbers."""

    casualties: Casualties
    reasons: Sequence[Reason]


_UNSAID = StrikeCasualties(Casualties(), ())


def strike_casualties(
    counted: ToldCasualties, aftermath: Aftermath, groups: Sequence[Sequence[Mention]]
) -> list[StrikeCasualties]:
    """Count the killed and wounded of each strike, a group of mentions.

    They may stand beside a mention or in the sentences behind it. Of several totals the first in the body
    counts, unless a later one raises an open number ("at least 10"), or is said to be the newest. One that
    adds up several strikes is none of theirs.
    """
    told = [_Told() for _ in groups]
    for sentence in aftermath.sentences:
        _read(counted, aftermath, sentence, told)
    # "Earlier five were killed" is no part of the eight told before.
    fresh = [_without_outdated(counted.background, found.victims) for found in told]
    for found, kept in zip(told, without_sums(fresh, groups), strict=True):
        found.victims = list(kept)
    return [_casualties(counted.background, aftermath, found) for found in told]


def _read(counted: ToldCasualties, aftermath: Aftermath, sentence: Sentence, told: Sequence[_Told]) -> None:
    people = counted.background.lexicon.people
    nobody = no_casualties(sentence, people) if counted.background.has_words(sentence, people.nobody) else None
    if nobody and (strike := aftermath.strike_at(nobody.cue)) is not None:
        told[strike].nobody.append(nobody)
    found = counted.of(sentence)
    if not found:
        return
    here = aftermath.tells(sentence)
    # "Ten were hurt; two were hurt in raids on X": what is told as the strike is the strike's, not what stands beside it.
    told_as_strikes = {
        (victims.killed, aftermath.strike_at(victims.cue)) for victims in found if aftermath.tells_by(victims.cue)
    }
    for victims in found:
        strike = aftermath.strike_at(victims.cue)
        if strike is None or _died_otherwise(counted.background, victims.cue, told_here=here):
            continue
        if aftermath.tells_by(victims.cue) or (victims.killed, strike) not in told_as_strikes:
            told[strike].victims.append(victims)


def _died_otherwise(background: Background, cue: Token, *, told_here: bool) -> bool:
    """Tell whether the words around name another cause: clashes, an accident, or an attack not told of before."""
    causes = background.lexicon.people.other_causes
    verb = cue if cue.pos == "VERB" else cue.head
    doer = subject(verb) if verb.pos == "VERB" and not is_passive(verb) else None
    if doer is not None and doer.lemma in causes:
        return True
    if told_here:
        return False
    held = [held for word in {cue, verb} for _, held in prepositions(word)]
    return any(word.lemma in causes or _is_other_strike(background, word) for word in held)


def _is_other_strike(background: Background, noun: Token) -> bool:
    known = any(part.lower in {"the", "this", "that", "these", "those"} for part in noun.children)
    return not known and (noun.lemma, "NOUN") in background.lexicon.triggers


def _casualties(background: Background, aftermath: Aftermath, told: _Told) -> StrikeCasualties:
    if not told.victims and not told.nobody:
        return _UNSAID
    killed = _total(background, [victims for victims in told.victims if victims.killed])
    beside = killed.cue.sentence if killed else None
    hurt = [victims for victims in told.victims if not victims.killed]
    wounded = _total(background, [victims for victims in hurt if victims.cue.sentence == beside] or hurt)
    reasons = [_reason(background, aftermath, victims) for victims in (killed, wounded) if victims]
    if killed is None and wounded is None and told.nobody:
        nobody = told.nobody[0]
        return StrikeCasualties(
            Casualties(none_reported=True), [Reason.of("casualties.none-said", nobody.cue, nobody.last)]
        )
    dead = killed.quantity if killed else None
    if dead is None and (said := next((found for found in told.nobody if found.only_deaths), None)):
        span = background.reading.span_of((said.cue, said.last))
        dead = Quantity(text=span.text, start=span.start, end=span.end, min=0, max=0)
        reasons.append(Reason.of("casualties.no-deaths", dead))
    return StrikeCasualties(Casualties(killed=dead, wounded=wounded.quantity if wounded else None), reasons)


def _reason(background: Background, aftermath: Aftermath, victims: Victims) -> Reason:
    here = aftermath.tells(background.reading.sentence_of(victims.cue))
    beside = "same-sentence" if here else "sentence-behind"
    rule = "newest-toll" if victims.updated else beside
    return Reason.of(f"casualties.{rule}", victims.quantity, victims.cue)


def _total(background: Background, told: Sequence[Victims]) -> Victims | None:
    body = [victims for victims in told if not background.headline.holds(victims.cue.start)] or list(told)
    new = _without_outdated(background, body)
    newest = [victims for victims in new if victims.updated]
    if newest:
        return newest[-1]
    chosen = new[0] if new else None
    for victims in new[1:]:
        raises = chosen and (victims.quantity.min or 0) > (chosen.quantity.min or 0)
        if chosen and (_refines(chosen.quantity, victims.quantity) or (raises and _is_in_all(background, victims))):
            chosen = victims
    return _from_headline(told, chosen) if chosen and _is_vague(chosen.quantity) else chosen


def _from_headline(told: Sequence[Victims], chosen: Victims) -> Victims:
    """Take the headline's number where the text has but "a number of" people."""
    return next((victims for victims in told if _refines(chosen.quantity, victims.quantity)), chosen)


def _is_vague(quantity: Quantity) -> bool:
    return quantity.max is None and (quantity.min or 0) <= _SOME


def _without_outdated(background: Background, told: Sequence[Victims]) -> Sequence[Victims]:
    return [victims for victims in told if not _is_outdated(background, victims)] or told


def _is_in_all(background: Background, victims: Victims) -> bool:
    """Tell "35 people in total had died" and "a total of 35", which take in what was counted before."""
    text, quantity = background.reading.text, victims.quantity
    behind, before = text[quantity.end : quantity.end + _WORDS], text[max(0, quantity.start - _WORDS) : quantity.start]
    return _IN_TOTAL.match(behind) is not None or _TOTAL_OF.search(before) is not None


def _refines(known: Quantity, other: Quantity) -> bool:
    """Tell whether a number raises an open one; "18" behind "at least 18" only says it again loosely."""
    is_exact = known.max is not None and known.min == known.max
    return not is_exact and (other.min or 0) > (known.min or 0)


def _is_outdated(background: Background, victims: Victims) -> bool:
    if not background.has_beside(victims.cue, _DATING):
        return False
    tokens = background.reading.sentence_of(victims.cue).tokens
    at = victims.cue.index - tokens[0].index
    beside = tokens[max(0, at - _BESIDE) : at + _BESIDE]
    said = any(
        token.lower in _OUTDATED and not (position and beside[position - 1].lemma in _UNITS)
        for position, token in enumerate(beside)
    )
    return said or _is_of_former_toll(beside, victims.quantity)


def _is_of_former_toll(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Tell "up from the previous toll of 40" and "the previous count was 40 dead"."""
    before = [token for token in tokens if token.start < quantity.start][-_REACH:]
    return any(token.lemma in TOTALS and not _FORMER.isdisjoint(part.lower for part in token.lefts) for token in before)

"""Bring together the mentions of one strike."""

from collections.abc import Sequence

from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.headline import Headline
from claimwire_extractor.core.strikes.likeness import (
    ENOUGH,
    WEIGHTS,
    Sign,
    likeness,
    may_be_one,
    may_tell_again,
    tells_no_other,
)
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.told_strike import ToldStrike
from claimwire_extractor.core.strikes.whereabouts import Whereabouts

_LOOKED_BACK = 20
"""Last strikes a mention is compared with, so that long texts take time in proportion to their length."""


def merge_mentions(reading: Reading, headline: Headline, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Group mentions by strike: the first of each group tells of it, the others add to it."""
    strikes: list[ToldStrike] = []
    for mention in mentions:
        told = ToldStrike.of(mention)
        like = _most_like(reading, headline, strikes, told)
        if like:
            strike, signs = like[0]
            mention.reasons.extend(Reason.of(f"evidence.{sign}", mention.evidence) for sign in signs if _tells(sign))
            strike.add(mention)
            for other in [other for other, _ in like[1:] if may_be_one(strike, other)]:
                strikes.remove(other)
                strike.take_in(other)
        elif mention.strong:
            strikes.append(told)
    return [strike.mentions for strike in sorted(strikes, key=lambda strike: strike.mentions[0].trigger.index)]


_TELLING = 1.0
"""The weight from which on a sign is a reason worth naming."""


def _tells(sign: Sign | Whereabouts) -> bool:
    return WEIGHTS[sign] >= _TELLING


def _most_like(
    reading: Reading, headline: Headline, strikes: Sequence[ToldStrike], mention: ToldStrike
) -> list[tuple[ToldStrike, list[Sign | Whereabouts]]]:
    """Find the strike the mention is of, and behind it those that it shows to be the same."""
    found: list[_Like] = []
    continued: list[_Like] = []
    leads = may_tell_again(mention.mentions[0])
    compared = strikes if len(strikes) <= _LOOKED_BACK else [strikes[0], *strikes[1 - _LOOKED_BACK :]]
    for strike in compared:
        opening = _opening(reading, headline, strike.mentions[0]) if leads else None
        signs = likeness(strike, mention, opening=opening, only=len(strikes) == 1)
        if signs is None:
            continue
        score = sum([WEIGHTS[sign] for sign in signs])
        if score >= ENOUGH:
            found.append((score, strike, signs))
        elif tells_no_other(strike, mention, signs):
            continued.append((score, strike, [*signs, Sign.NO_OTHER]))
    if not found:
        found = continued if mention.mentions[0].strong else []
    if not found:
        return []
    # Of two strikes as like as each other it is the later one.
    found.sort(key=lambda like: (like[0], like[1].last_sentence), reverse=True)
    return [(strike, signs) for _, strike, signs in found[:1] + _shown_the_same(mention, found)]


_Like = tuple[float, ToldStrike, list[Sign | Whereabouts]]


def _shown_the_same(mention: ToldStrike, found: Sequence[_Like]) -> list[_Like]:
    """List what is the same strike as the first, as "the strikes on the mill in X" shows by place and target."""
    if not mention.mentions[0].definite:
        return []
    sure = [like for like in found if like[0] > ENOUGH and not {Whereabouts.SAME, Sign.SAME_TARGET}.isdisjoint(like[2])]
    targets = any(Sign.SAME_TARGET in signs for _, _, signs in sure)
    return sure[1:] if targets and sure[0] is found[0] else []


def _opening(reading: Reading, headline: Headline, mention: Mention) -> Sign | None:
    """Tell what the text under it tells again: the headline, or a first paragraph or sentence that is none."""
    sentence = reading.sentences[mention.trigger.sentence]
    if sentence.index and sentence.paragraph:
        return None
    return Sign.HEADLINE if headline.holds(mention.trigger.start) else Sign.LEAD

"""Bring together the mentions of one strike."""

from collections.abc import Sequence

from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.likeness import ENOUGH, WEIGHTS, Sign, likeness
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.told_strike import ToldStrike
from claimwire_extractor.core.strikes.whereabouts import Whereabouts

_LOOKED_BACK = 20
"""Last strikes a mention is compared with, so that long texts take time in proportion to their length."""


def merge_mentions(reading: Reading, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Group mentions by strike: the first of each group tells of it, the others add to it."""
    strikes: list[ToldStrike] = []
    for mention in mentions:
        found = _most_like(reading, strikes, ToldStrike.of(mention))
        if found:
            strike, signs = found
            mention.reasons.extend(Reason.of(f"evidence.{sign}", mention.evidence) for sign in signs if _tells(sign))
            strike.add(mention)
        elif mention.strong:
            strikes.append(ToldStrike.of(mention))
    return [strike.mentions for strike in strikes]


_TELLING = 1.0
"""The weight from which on a sign is a reason worth naming."""


def _tells(sign: Sign | Whereabouts) -> bool:
    return WEIGHTS[sign] >= _TELLING


def _most_like(
    reading: Reading, strikes: Sequence[ToldStrike], mention: ToldStrike
) -> tuple[ToldStrike, list[Sign | Whereabouts]] | None:
    best: tuple[ToldStrike, list[Sign | Whereabouts]] | None = None
    most = ENOUGH
    compared = strikes if len(strikes) <= _LOOKED_BACK else [strikes[0], *strikes[1 - _LOOKED_BACK :]]
    for strike in compared:
        signs = likeness(strike, mention, headline=_in_headline(reading, strike.mentions[0]))
        score = sum(WEIGHTS[sign] for sign in signs or ())
        # Of two strikes as like as each other it is the later one.
        if signs and score >= most:
            best, most = (strike, signs), score
    return best


def _in_headline(reading: Reading, mention: Mention) -> bool:
    return mention.trigger.sentence == 0 or reading.sentences[mention.trigger.sentence].paragraph == 0

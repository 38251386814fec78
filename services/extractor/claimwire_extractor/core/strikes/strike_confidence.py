"""How sure a strike is."""

from collections.abc import Sequence

from claimwire.events import Side
from claimwire_extractor.core.strikes.mention import Mention


def strike_confidence(group: Sequence[Mention]) -> float:
    """Score a strike: 0.5, and more for what supports it: a place, a weapon, a date, an actor, a second mention."""
    score = 0.5
    score += 0.15 * any(mention.places for mention in group)
    score += 0.1 * any(mention.weapon for mention in group)
    score += 0.05 * any(mention.occurred for mention in group)
    score += 0.1 * any(mention.side is not Side.UNKNOWN for mention in group)
    score += 0.05 * (len(group) > 1)
    score -= 0.2 * (not any(mention.places or mention.targets for mention in group))
    return round(min(score, 0.95), 2)

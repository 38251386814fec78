"""What sort of fire a candidate tells of."""

from claimwire.events import StrikeKind
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.strike_lexicon import Frame

_EXPLODING = frozenset({"explode", "detonate", "go", "blast", "explosion", "bombing", "bomber", "blow"})


def kind_of_strike(candidate: Candidate) -> StrikeKind:
    """Read the kind off the strike word where it has one, else off the weapon."""
    for token, trigger in zip(candidate.tokens, candidate.triggers, strict=True):
        if trigger.frame is Frame.ACT and any(part.lower in {"air", "aerial"} for part in token.children):
            return StrikeKind.AIRSTRIKE
    weapons = [named.weapon for named in candidate.weapons]
    said = next((weapon.kind for weapon in weapons if weapon.kind is not StrikeKind.UNSPECIFIED), None)
    own = next((trigger.kind for trigger in candidate.triggers if trigger.kind is not StrikeKind.UNSPECIFIED), None)
    if own in {StrikeKind.AIRSTRIKE, StrikeKind.ARTILLERY}:
        return said if own is StrikeKind.ARTILLERY and said in {StrikeKind.ROCKET, StrikeKind.MORTAR} else own
    if said or own:
        return said or own or StrikeKind.UNSPECIFIED
    if any("bomb" in weapon.words for weapon in weapons):
        exploding = any(token.lemma in _EXPLODING for token in candidate.tokens)
        return StrikeKind.BOMB if exploding else StrikeKind.AIRSTRIKE
    return StrikeKind.UNSPECIFIED

"""What sort of fire a candidate tells of."""

from claimwire.events import StrikeKind
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.strike_lexicon import Frame

_EXPLODING = frozenset({"explode", "detonate", "go", "blast", "explosion", "bombing", "bomber", "blow"})


def kind_of_strike(candidate: Candidate) -> tuple[StrikeKind, Reason]:
    """Read the kind off the strike word where it has one, else off the weapon."""
    for token, trigger in zip(candidate.tokens, candidate.triggers, strict=True):
        if trigger.frame is Frame.ACT and any(part.lower in {"air", "aerial"} for part in token.children):
            return StrikeKind.AIRSTRIKE, Reason.of("kind.from-the-air", token)
        if trigger.frame is Frame.ACT and any(part.lower == "suicide" for part in token.children):
            return StrikeKind.BOMB, Reason.of("kind.suicide", token)
    said = next((named for named in candidate.weapons if named.weapon.kind is not StrikeKind.UNSPECIFIED), None)
    own = next((trigger.kind for trigger in candidate.triggers if trigger.kind is not StrikeKind.UNSPECIFIED), None)
    decides = own is StrikeKind.AIRSTRIKE or (
        own is StrikeKind.ARTILLERY and not (said and said.weapon.kind in {StrikeKind.ROCKET, StrikeKind.MORTAR})
    )
    if said and not decides:
        return said.weapon.kind, Reason.of("kind.weapon", *said.tokens)
    for token, trigger in zip(candidate.tokens, candidate.triggers, strict=True):
        if trigger.kind is not StrikeKind.UNSPECIFIED:
            return trigger.kind, Reason.of("kind.strike-word", token)
    for named in candidate.weapons:
        if "bomb" in named.weapon.words:
            exploding = any(token.lemma in _EXPLODING for token in candidate.tokens)
            rule = "kind.bomb-that-explodes" if exploding else "kind.bomb-that-falls"
            return StrikeKind.BOMB if exploding else StrikeKind.AIRSTRIKE, Reason.of(rule, *named.tokens)
    return StrikeKind.UNSPECIFIED, Reason.of("kind.unsaid", candidate.tokens[0])

"""What sort of fire a candidate tells of."""

from collections.abc import Iterator

from claimwire.events import Side, StrikeKind
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.strike_lexicon import Frame
from claimwire_extractor.core.token import Token

_DROPPING = frozenset({"drop", "rain", "fall", "pound", "unleash", "launch", "pour", "fire", "hurl", "release", "carpet", "blanket", "land", "lob", "shower", "slam", "crash", "plummet", "scatter", "deliver", "jettison"})  # fmt: skip
"""Strike words of bombs that come from the air; others go off where they were put."""

_PLANTED = frozenset({"car", "truck", "van", "lorry", "bus", "vehicle", "motorcycle", "motorbike", "scooter", "bike", "bicycle", "roadside", "terrorist", "terror", "twin", "double", "triple", "parcel", "train", "subway", "metro"})  # fmt: skip
"""Before "bombing" these tell of bombs that were brought."""
_FROM_AIRCRAFT = frozenset({"barrel", "carpet", "saturation", "dive"})


GUNS = frozenset({StrikeKind.ARTILLERY, StrikeKind.MORTAR})
"""Kinds that no aircraft fires."""
_WITHOUT_AIRCRAFT = frozenset({Side.ISIS, Side.SY_OPP, Side.PS})
_WITH_AIRCRAFT = frozenset({Side.RU, Side.UA, Side.SY_GOV, Side.IL, Side.US_COALITION, Side.TR})


def kind_of_strike(candidate: Candidate, side: Side = Side.UNKNOWN) -> tuple[StrikeKind, Reason]:
    """Read the kind off the strike word where it has one, else off the weapon; bombs of a ``side`` with aircraft fall."""
    kind, why = _by_what_stands_beside(candidate) or _by_word_or_weapon(candidate, flown=side in _WITH_AIRCRAFT)
    if kind is StrikeKind.AIRSTRIKE:
        # "artillery fire and air raids": the first of two kinds told in one breath is the strike's.
        return next(_guns_before(candidate, why), (kind, why))
    if kind is StrikeKind.UNSPECIFIED and side in _WITHOUT_AIRCRAFT:
        brought = next((token for token in candidate.tokens if token.lemma == "bombing"), None)
        if brought:
            return StrikeKind.BOMB, Reason.of("kind.bomb-that-explodes", brought)
    return kind, why


def _guns_before(candidate: Candidate, why: Reason) -> Iterator[tuple[StrikeKind, Reason]]:
    for named in candidate.weapons:
        if named.weapon.kind in GUNS and why.words and named.tokens[-1].end < why.words[0]:
            yield named.weapon.kind, Reason.of("kind.weapon", *named.tokens)


def _by_what_stands_beside(candidate: Candidate) -> tuple[StrikeKind, Reason] | None:
    for token, trigger in zip(candidate.tokens, candidate.triggers, strict=True):
        if trigger.frame is not Frame.ACT:
            continue
        beside = {part.lower for part in token.children}
        if beside & {"air", "aerial"}:
            return StrikeKind.AIRSTRIKE, Reason.of("kind.from-the-air", token)
        if "suicide" in beside:
            return StrikeKind.BOMB, Reason.of("kind.suicide", token)
        if token.lemma == "bombing" and beside & _FROM_AIRCRAFT:
            return StrikeKind.AIRSTRIKE, Reason.of("kind.bomb-that-falls", token)
        if token.lemma == "bombing" and beside & _PLANTED:
            return StrikeKind.BOMB, Reason.of("kind.bomb-that-explodes", token)
    if candidate.arguments.from_the_air():
        return StrikeKind.AIRSTRIKE, Reason.of("kind.from-the-air", candidate.tokens[0])
    return None


def _by_word_or_weapon(candidate: Candidate, *, flown: bool) -> tuple[StrikeKind, Reason]:
    words = zip(candidate.triggers, candidate.tokens, strict=True)
    own = [(trigger.kind, token) for trigger, token in words if trigger.kind is not StrikeKind.UNSPECIFIED]
    said = [named for named in candidate.weapons if named.weapon.kind is not StrikeKind.UNSPECIFIED]
    if said and not (own and _decides(own[0][0], said[0].weapon.kind)):
        return said[0].weapon.kind, Reason.of("kind.weapon", *said[0].tokens)
    if own:
        kind, word = own[0]
        return kind, Reason.of("kind.strike-word", word)
    for named in candidate.weapons:
        if "bomb" in named.weapon.words:
            bare = len(named.weapon.words) == 1 and named.tokens[-1].tag == "NNS" and not _is_planted(named.tokens[-1])
            falling = (flown and bare) or any(token.lemma in _DROPPING for token in candidate.tokens)
            rule = "kind.bomb-that-falls" if falling else "kind.bomb-that-explodes"
            return StrikeKind.AIRSTRIKE if falling else StrikeKind.BOMB, Reason.of(rule, *named.tokens)
    return StrikeKind.UNSPECIFIED, Reason.of("kind.unsaid", candidate.tokens[0])


def _decides(own: StrikeKind, said: StrikeKind) -> bool:
    """Tell whether the kind of a strike word goes before that of the weapon."""
    if own is StrikeKind.ARTILLERY:
        return said not in {StrikeKind.ROCKET, StrikeKind.MORTAR}
    return own is StrikeKind.AIRSTRIKE


def _is_planted(bombs: Token) -> bool:
    return any(part.lower in _PLANTED or part.dep in {"acl", "relcl"} for part in bombs.children)

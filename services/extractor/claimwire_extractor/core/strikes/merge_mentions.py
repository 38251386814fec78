"""Bring together the mentions of one strike."""

from collections.abc import Iterator, Sequence

from claimwire.events import DatePrecision, PlacePrecision, Side, StrikeKind
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.mention import Mention

_NEAR = 4
"""Sentences across which "the attack" still speaks of the last one."""
_LEAD = 5
"""First sentences, which tell again what the headline tells."""
_LOOKED_BACK = 50
_COMPARED = 8
_LIKE = (
    frozenset({StrikeKind.ROCKET, StrikeKind.MISSILE}),
    frozenset({StrikeKind.AIRSTRIKE, StrikeKind.MISSILE}),
    frozenset({StrikeKind.ARTILLERY, StrikeKind.ROCKET}),
    frozenset({StrikeKind.ARTILLERY, StrikeKind.MORTAR}),
)
"""Kinds that articles use for each other."""


def merge_mentions(reading: Reading, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Group mentions by strike: the first of each group tells of it, the others add to it."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        group = _referred(groups, mention) if mention.refers_back else _same_strike(reading, groups, mention)
        if group is not None:
            group.append(mention)
        elif mention.strong:
            groups.append([mention])
    return groups


def _referred(groups: Sequence[list[Mention]], mention: Mention) -> list[Mention] | None:
    for group in _recent(groups):
        near = mention.trigger.sentence - group[-1].trigger.sentence <= _NEAR
        if near and all(_may_be_one(known, mention, loosely=True) for known in _some(group)):
            mention.reasons.append(Reason.of("evidence.refers-back", mention.trigger))
            return group
    return None


def _same_strike(reading: Reading, groups: Sequence[list[Mention]], mention: Mention) -> list[Mention] | None:
    for group in _recent(groups):
        if not all(_may_be_one(known, mention, loosely=mention.definite) for known in _some(group)):
            continue
        rule = next((rule for known in _some(group) if (rule := _agreement(reading, known, mention))), None)
        if rule:
            mention.reasons.append(Reason.of(rule, mention.evidence))
            return group
    return None


def _recent(groups: Sequence[list[Mention]]) -> Iterator[list[Mention]]:
    """Go back over the last strikes only, so that long texts take time in proportion to their length."""
    return reversed(groups[-_LOOKED_BACK:])


def _some(group: Sequence[Mention]) -> Sequence[Mention]:
    """Take the mentions that speak for a group: the first and the last few."""
    return group if len(group) <= _COMPARED else [group[0], *group[1 - _COMPARED :]]


def _may_be_one(first: Mention, second: Mention, *, loosely: bool) -> bool:
    """Tell whether nothing speaks against two mentions being of one strike."""
    kinds = {first.kind, second.kind} - {StrikeKind.UNSPECIFIED}
    sides = {first.side, second.side} - {Side.UNKNOWN}
    if len(kinds) > 1 and not (loosely and kinds in _LIKE):
        return False
    if len(sides) > 1 or first.historical != second.historical or first.reality != second.reality:
        return False
    return _same_time(first, second)


def _same_time(first: Mention, second: Mention) -> bool:
    one, other = first.occurred, second.occurred
    if one is None or other is None or DatePrecision.VAGUE in (one.precision, other.precision):
        return True
    if one.date_from and other.date_to and one.date_from > other.date_to:
        return False
    return not (other.date_from and one.date_to and other.date_from > one.date_to)


def _agreement(reading: Reading, first: Mention, second: Mention) -> str | None:
    """Name the rule that speaks for it: places, targets, or closeness."""
    ours, theirs = _exact_places(first), _exact_places(second)
    apart = second.trigger.sentence - first.trigger.sentence
    bare = _is_bare(first) or _is_bare(second)
    if ours & theirs or _targets(first) & _targets(second):
        alike = second.definite or first.kind == second.kind or apart <= _LEAD
        return "evidence.same-place-or-target" if alike else None
    if second.definite and apart <= _NEAR // 2:
        return "evidence.points-back"
    if ours and theirs:
        return "evidence.within-region" if _within(first, second) and apart <= _LEAD else None
    headline = reading.sentences[first.trigger.sentence].paragraph == 0
    if headline and second.trigger.sentence <= _LEAD:
        told_again = bare or first.kind == second.kind != StrikeKind.UNSPECIFIED
        return "evidence.headline-told-again" if told_again else None
    return "evidence.next-sentence" if apart <= 1 and bare else None


def _is_bare(mention: Mention) -> bool:
    return not mention.places and not mention.targets and mention.weapon is None


def _within(first: Mention, second: Mention) -> bool:
    """Tell whether one names only the region or country in which the other's place lies."""
    for outer, inner in ((first, second), (second, first)):
        regions = {place.admin1 for place in outer.places if place.precision is PlacePrecision.REGION}
        settled = [place for place in outer.places if place.precision not in _AREAS]
        if not settled and any(place.admin1 in regions for place in inner.places if place.admin1):
            return True
    return False


_AREAS = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})


def _exact_places(mention: Mention) -> set[str]:
    """Take the most exact names; a country alone says too little to tell strikes apart."""
    exact = {name_key(place.text) for place in mention.places if place.precision not in _AREAS}
    regions = {name_key(place.text) for place in mention.places if place.precision is PlacePrecision.REGION}
    return exact or regions


def _targets(mention: Mention) -> set[str]:
    return {name_key(target.text).split()[-1] for target in mention.targets if name_key(target.text)}

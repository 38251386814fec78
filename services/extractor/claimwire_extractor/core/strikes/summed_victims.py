"""Totals of a lead that count the victims of several strikes."""

from collections.abc import Sequence

from claimwire.events import Side
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.victims import Victims

_LEAD = 5
"""First sentences, in which a lead gives the sum."""


def without_sums(told: Sequence[Sequence[Victims]], groups: Sequence[Sequence[Mention]]) -> list[Sequence[Victims]]:
    """Leave out a strike's first number where it is the sum of its own later one and those of other strikes.

    So with "Raids on X province killed 20 people. In A they killed 12, in B eight", both told of one side.
    """
    return [_of_its_own(index, told, groups) for index in range(len(groups))]


def _of_its_own(
    index: int, told: Sequence[Sequence[Victims]], groups: Sequence[Sequence[Mention]]
) -> Sequence[Victims]:
    kept = list(told[index])
    located = {mention.trigger.sentence for mention in groups[index] if mention.places}
    for killed in (True, False):
        first = next((victims for victims in kept if victims.killed is killed), None)
        if first is None or first.cue.sentence > _LEAD:
            continue
        total = _least(first)
        parts = [
            victims
            for victims in kept
            if victims.killed is killed
            and victims.cue.sentence > first.cue.sentence
            and victims.cue.sentence in located
            and 0 < _least(victims) < total
        ]
        others = _of_others(index, told, groups, first, total) if parts else 0
        if others and _may_be_sum(total, _least(parts[0]) + others):
            kept = [victims for victims in kept if victims.killed is not killed or _least(victims) < total]
    return kept


def _may_be_sum(total: int, told: int) -> bool:
    """Tell whether parts that are told, mostly all, come to no more than a total."""
    return told <= total <= 2 * told


def _of_others(
    index: int, told: Sequence[Sequence[Victims]], groups: Sequence[Sequence[Mention]], first: Victims, total: int
) -> int:
    """Add up what other strikes of the same side are told to have done behind the sum, where it is less."""
    sides = _sides(groups[index])
    found = 0
    for other, group in enumerate(groups):
        if other == index or group[0].historical or not (_sides(group) <= sides or sides <= _sides(group)):
            continue
        counted = (
            _least(victims)
            for victims in told[other]
            if victims.killed is first.killed and victims.cue.sentence > first.cue.sentence
        )
        found += next((number for number in counted if number < total), 0)
    return found


def _sides(group: Sequence[Mention]) -> set[Side]:
    return {mention.side for mention in group} - {Side.UNKNOWN}


def _least(victims: Victims) -> int:
    return victims.quantity.min or 0

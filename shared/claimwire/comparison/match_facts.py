"""Which fact of one generation is which of another."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from claimwire.comparison.difference import FactKind
from claimwire.comparison.extracted import Body

_ENOUGH: Final = 0.5
"""Share of the shorter one's words that two facts must have in common to be one that was read differently."""


def match_facts(kind: FactKind, a: Mapping[str, Body], b: Mapping[str, Body]) -> dict[str, str]:
    """Pair the ids in A with those in B.

    An id that both have is one fact. Of the others, those are paired whose words (what was said, or
    the evidence of a strike) overlap by half of the shorter one's at the least: each at most once, the
    most alike first, and of equals the first in each.
    """
    pairs = {fact: fact for fact in a if fact in b}
    left = [(fact, _places(body[kind.words])) for fact, body in a.items() if fact not in pairs]
    right = [(fact, _places(body[kind.words])) for fact, body in b.items() if fact not in pairs]
    alike = [
        (len(one & other) / len(one | other), -row, -column)
        for row, (_, one) in enumerate(left)
        for column, (_, other) in enumerate(right)
        if len(one & other) >= _ENOUGH * min(len(one), len(other))
    ]
    taken: set[str] = set()
    for _, row, column in sorted(alike, reverse=True):
        one, other = left[-row][0], right[-column][0]
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _places(spans: Sequence[Mapping[str, Any]]) -> frozenset[int]:
    return frozenset(offset for span in spans for offset in range(span["start"], span["end"]))

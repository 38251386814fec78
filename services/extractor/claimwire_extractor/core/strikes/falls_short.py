"""Strikes that somebody came near to, or did not come to."""

from claimwire_extractor.core.token import Token

_SHORT = {
    "of": frozenset({"short", "instead"}),
    "from": frozenset({"far"}),
    "to": frozenset({"close", "near"}),
    "in": frozenset({"point", "sense", "use"}),
}
"""Words before a preposition behind which a strike did not come: "stopped short of", "no point in bombing"."""


def falls_short(preposition: Token, below: Token) -> bool:
    """Tell "short of bombing", "far from bombing", "came close to bombing" and "without air strikes"."""
    if below.dep not in {"pcomp", "pobj"}:
        return False
    if preposition.lower == "without":
        return True
    short = _SHORT.get(preposition.lower)
    gerund = below.dep == "pcomp" or any(part.lower.endswith("ing") for part in below.lefts)
    if short is None or not (gerund or preposition.lower == "of"):
        return False
    near = (preposition.head, *preposition.lefts, *preposition.head.children)
    return any(part.lower in short and 0 < preposition.index - part.index <= _NEAR for part in near)


_NEAR = 2

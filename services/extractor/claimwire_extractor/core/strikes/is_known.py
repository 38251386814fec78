"""Whether a noun speaks of a strike that the reader knows of."""

from claimwire_extractor.core.token import Token

_KNOWN = frozenset({"the", "this", "these", "those", "that"})


def is_known(strike: Token) -> bool:
    """Tell "the strike", "those raids" and "Israel's attack" from "a strike" and "strikes"."""
    return any(part.lower in _KNOWN or part.dep == "poss" for part in strike.lefts)

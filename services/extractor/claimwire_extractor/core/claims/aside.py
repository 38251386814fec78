"""Relative clauses that speak of all that was said before their comma."""

from claimwire.events import ClaimAct
from claimwire_extractor.core.token import Token

VERDICTS = frozenset({ClaimAct.DENY, ClaimAct.CONFIRM})
"""Acts that judge what somebody else said."""


def is_aside(verb: Token) -> bool:
    """Tell "X said it hit Y, which Z denies", where "which" is what X said, from "the strike which Z denies"."""
    if verb.dep != "relcl":
        return False
    which = next((part for part in verb.lefts if part.lower == "which" and part.dep == "dobj"), None)
    return which is not None and any(part.text == "," and part.index == which.index - 1 for part in verb.head.rights)

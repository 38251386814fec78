"""Who says that a strike was his."""

from typing import Final

from claimwire_extractor.core.strikes.syntax import is_passive, subject, with_conjuncts
from claimwire_extractor.core.token import Token

OWNING_UP: Final = frozenset({"claim", "take", "accept", "assume", "admit", "acknowledge"})
OWNED_UP: Final = frozenset({"responsibility", "credit"})


def owning_up(verb: Token) -> list[Token]:
    """Read who "claimed responsibility for the raid", unless nobody did."""
    who = subject(verb) if verb.lemma in OWNING_UP and not is_passive(verb) else None
    if who is None or any(part.dep == "neg" or part.lower in {"no", "neither"} for part in (*verb.lefts, *who.lefts)):
        return []
    return with_conjuncts(who)

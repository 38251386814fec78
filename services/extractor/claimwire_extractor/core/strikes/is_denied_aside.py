"""Strikes that somebody is said in passing to deny."""

from claimwire_extractor.core.strikes.syntax import child, prepositions
from claimwire_extractor.core.token import Token


def is_denied_aside(noun: Token) -> bool:
    """Read "the strike on X, which Y denies" and "the attack, which Y has denied carrying out"."""
    heads = (noun, *(held for _, held in prepositions(noun))) if noun.rights else ()
    return any(
        part.dep == "relcl" and part.lemma == "deny" and _is_of_other(part) for head in heads for part in head.rights
    )


def _is_of_other(denying: Token) -> bool:
    """Tell "which Y denies" from Y "which denies bombing", whoever that stands behind."""
    who = child(denying, "nsubj")
    return who is not None and who.tag not in {"WDT", "WP"}

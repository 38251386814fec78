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
    """Tell "which Y denies" and "which Y has denied carrying out" from "whose leader denies it" and "which Y has not denied"."""
    who = child(denying, "nsubj")
    if who is None or who.tag in {"WDT", "WP"} or any(part.tag == "WP$" for part in who.lefts):
        return False
    if child(denying, "neg", "ccomp") is not None or any(part.dep == "dobj" for part in denying.rights):
        return False
    deed = child(denying, "xcomp")
    return any(part.tag == "WDT" for verb in (denying, deed) if verb for part in verb.lefts)

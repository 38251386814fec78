"""Whether somebody only speaks of a strike, or does not."""

from claimwire_extractor.core.token import Token

_REMARKING = frozenset({"react", "respond", "reply", "speak", "apologise", "apologize", "refer", "allude"})
_JUDGING = frozenset({"mention", "condemn", "criticise", "criticize", "denounce", "acknowledge", "claim", "address", "discuss", "investigate", "celebrate", "admit", "confirm"})  # fmt: skip
_AWAITING = frozenset({"fear", "want", "plan", "expect", "threaten", "promise", "prepare", "propose", "consider", "await", "seek"})  # fmt: skip
_KNOWN = frozenset({"the", "this", "these", "those", "that"})


def is_passed_over(above: Token, below: Token) -> bool:
    """Tell "declined to comment on strikes" and "did not condemn the strikes", which happened, from "did not order strikes".

    ``below`` is the strike, or the preposition it stands behind, and ``above`` what governs it. But for comments
    the strike must be a known one: they "would respond to an attack" that has not come, or to "the attack that they fear".
    """
    if any(part.dep == "advcl" and any(mark.lower == "if" for mark in part.lefts) for part in above.rights):
        return False
    if below.dep == "prep":
        if above.lemma == "comment":
            return True
        return above.lemma in _REMARKING and any(_is_known(held) for held in below.rights)
    return below.dep == "dobj" and above.lemma in _JUDGING and _is_known(below)


def _is_known(strike: Token) -> bool:
    known = any(part.lower in _KNOWN or part.dep == "poss" for part in strike.lefts)
    return known and not any(part.dep == "relcl" and _is_ahead(part) for part in strike.rights)


def _is_ahead(clause: Token) -> bool:
    return clause.lemma in _AWAITING or any(part.tag == "MD" for part in clause.lefts)

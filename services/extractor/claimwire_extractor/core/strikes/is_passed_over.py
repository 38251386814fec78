"""Whether somebody only speaks of a strike, or does not."""

from claimwire_extractor.core.strikes.is_known import is_known
from claimwire_extractor.core.token import Token

_REMARKING = frozenset({"react", "respond", "reply", "speak", "apologise", "apologize", "refer", "allude"})
_JUDGING = frozenset({"mention", "condemn", "criticise", "criticize", "denounce", "acknowledge", "claim", "address", "discuss", "investigate", "celebrate", "admit", "confirm"})  # fmt: skip
_AWAITING = frozenset({"fear", "want", "plan", "expect", "threaten", "promise", "prepare", "propose", "consider", "await", "seek"})  # fmt: skip


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
        return above.lemma in _REMARKING and any(_is_of_past(held) for held in below.rights)
    return below.dep == "dobj" and above.lemma in _JUDGING and _is_of_past(below)


def _is_of_past(strike: Token) -> bool:
    return is_known(strike) and not any(part.dep == "relcl" and _is_ahead(part) for part in strike.rights)


def _is_ahead(clause: Token) -> bool:
    return clause.lemma in _AWAITING or any(part.tag == "MD" for part in clause.lefts)

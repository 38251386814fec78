"""Whether somebody only speaks of a strike, or does not."""

from claimwire_extractor.core.token import Token

_REMARKING = frozenset({"react", "respond", "reply", "speak", "apologise", "apologize", "refer", "allude"})
_JUDGING = frozenset({"mention", "condemn", "criticise", "criticize", "denounce", "acknowledge", "claim", "address", "discuss", "investigate", "celebrate", "report", "admit", "confirm"})  # fmt: skip
_KNOWN = frozenset({"the", "this", "these", "those", "that"})


def is_passed_over(above: Token, below: Token) -> bool:
    """Tell "declined to comment on strikes" and "did not condemn the strikes", which happened, from "did not order strikes".

    ``below`` is the strike, or the preposition it stands behind, and ``above`` what governs it. But for comments
    the strike must be a known one: they "would respond to an attack" that has not come.
    """
    if below.dep == "prep":
        if above.lemma == "comment":
            return True
        return above.lemma in _REMARKING and any(_is_known(held) for held in below.rights)
    return below.dep == "dobj" and above.lemma in _JUDGING and _is_known(below)


def _is_known(strike: Token) -> bool:
    return any(part.lower in _KNOWN or part.dep == "poss" for part in strike.lefts)

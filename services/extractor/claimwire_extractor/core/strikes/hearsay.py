"""Whether the words put a strike on nobody's word in particular."""

from collections.abc import Collection, Sequence
from itertools import islice

from claimwire_extractor.core.standing_denial import leaves_open
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.strikes.syntax import child
from claimwire_extractor.core.token import Token

_HEIGHT = 5
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "pcomp"})
_PROOF = frozenset({"evidence", "proof", "sign", "indication", "confirmation"})
_FINDING = frozenset({"see", "have", "find", "be", "receive"})
_RUMOURS = frozenset({"rumour", "rumor", "allegation"})
_SEEMING = frozenset({"appear", "seem"})
_THAT = frozenset({"acl", "ccomp", "relcl"})
_HELD = frozenset({"think", "suspect", "understand", "rumour", "rumor"})


def is_hearsay(background: Background, trigger: Token, clause: Sequence[Token]) -> bool:
    """Find a word like "reportedly" in the strike's clause, or in one above that the clause completes."""
    words = background.lexicon.modality
    told = background.has_beside(trigger, words.hearsay)
    above = {trigger, *trigger.ancestors()} if told else set[Token]()
    if _may_have(trigger) or any(
        _is_of(token, above, words) for token in clause if told and token.lower in words.hearsay
    ):
        return True
    below = trigger
    for governor in islice(trigger.ancestors(), _HEIGHT):
        # A clause of time or manner is told beside what is hearsay.
        if below.dep in {"advcl", "relcl"} and below.pos in {"VERB", "AUX"}:
            return False
        if _is_left_open(governor, below, trigger) or (
            told and any(token.lower in words.hearsay for token in (governor, *governor.children))
        ):
            return True
        # "Rockets are said to have hit X", "are believed to be behind the raid".
        if (
            below.dep in {"xcomp", "ccomp"}
            and (governor.lemma in words.reporting or governor.lemma in _HELD)
            and child(governor, "auxpass")
        ):
            return child(governor, "agent") is None
        if below.dep == "xcomp" and governor.lemma in _SEEMING and any(part.lower == "have" for part in below.lefts):
            return True
        below = governor
    return False


def _may_have(verb: Token) -> bool:
    """Read "a missile may have hit the port"."""
    said = {part.lower for part in verb.lefts if part.dep == "aux"}
    return not said.isdisjoint(_MODAL) and "have" in said


_MODAL = frozenset({"may", "might", "could"})


def _is_left_open(governor: Token, below: Token, trigger: Token) -> bool:
    """Tell "it is not confirmed that" and "there is no evidence that they struck it", not "that the strike hit a base"."""
    if below.dep in _COMPLEMENTS and leaves_open(governor):
        return True
    if below.dep == "prep" and below.lower == "of":
        there = any(part.dep == "expl" for part in governor.head.lefts)
        return governor.pos == "NOUN" and (governor.lemma in _RUMOURS or (governor.lemma == "report" and there))
    return below is trigger and governor.lemma in _PROOF and below.dep in _THAT and _is_lacking(governor)


def _is_lacking(proof: Token) -> bool:
    """Tell "no evidence" and "has not seen any proof" from "did not publish the evidence"."""
    if any(part.lower == "no" for part in proof.lefts):
        return True
    return proof.head.lemma in _FINDING and any(part.dep == "neg" for part in proof.head.children)


def _is_of(token: Token, above: Collection[Token], words: Modality) -> bool:
    """Tell a word said of the strike from one said of what came of it ("pounded a base, reportedly killing ten")."""
    below = token
    for governor in islice(token.ancestors(), _HEIGHT):
        if below.dep in {"advcl", "relcl", "conj", "ccomp"} and below.pos in {"VERB", "AUX"}:
            return False
        # "Strikes reportedly carried out by", not "strikes apparently meant for".
        if below.dep == "acl" and below is not token and below.lemma not in words.effects:
            return False
        if governor in above:
            return True
        below = governor
    return token in above

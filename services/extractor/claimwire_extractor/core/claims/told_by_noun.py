"""What a noun that attributes tells."""

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.token import Token

_TO_DO = frozenset({ClaimAct.PROMISE, ClaimAct.ORDER, ClaimAct.INTEND, ClaimAct.DENY, ClaimAct.WARN, ClaimAct.BELIEVE})
"""Acts whose nouns take an infinitive: "a promise to leave"."""


def told_by_noun(analysis: Analysis, noun: Token, act: ClaimAct) -> Range | None:
    """What the noun tells: a clause opened by "that", an infinitive, or what follows its preposition."""
    clause = opened_clause(analysis, noun)
    if clause is not None:
        return clause
    for child in noun.rights:
        if act in _TO_DO and child.dep in ("acl", "xcomp") and child.index in analysis.clauses.infinitive:
            return analysis.trimmed(analysis.extents.range_of(child))
    prepositions = analysis.lexicon.noun_prepositions.get(noun.lemma, frozenset())
    for child in noun.rights:
        if child.dep == "prep" and child.lower in prepositions and child.children:
            return analysis.trimmed((child.index + 1, analysis.extents.last[child.index] + 1))
    return None


def opened_clause(analysis: Analysis, noun: Token) -> Range | None:
    """Find the clause the noun opens with "that"."""
    clause = next((child for child in noun.rights if _states(child)), None)
    return analysis.trimmed(analysis.extents.range_of(clause)) if clause is not None else None


def clause_beside(analysis: Analysis, noun: Token) -> Range | None:
    """Find the clause of the noun that the parser hung on its verb: "raised fears that ..."."""
    for child in noun.head.rights:
        if (
            child.index > noun.index
            and child.dep in ("ccomp", "advcl")
            and analysis.extents.first[child.index] == noun.index + 1
        ):
            opened = any(mark.lower == "that" and mark.dep == "mark" for mark in child.lefts)
            return analysis.trimmed(analysis.extents.range_of(child)) if opened else None
    return None


def _states(clause: Token) -> bool:
    """Whether it is a clause opened by "that", not a relative clause: its "that" is no subject or object."""
    if clause.dep not in ("acl", "ccomp", "relcl"):
        return False
    return any(child.lower == "that" and child.dep == "mark" for child in clause.lefts)

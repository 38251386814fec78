"""Content that stands before its cue as the cue's subject or antecedent."""

from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.aside import VERDICTS, is_aside
from claimwire_extractor.core.claims.lexicon import CueVerb
from claimwire_extractor.core.token import Token

_LONGEST = 40
"""Words of a noun phrase taken as content."""
_TOLD = frozenset({"ccomp", "pcomp"})
"""Relations of a clause to the cue that governs it."""
_HEIGHT = 6
"""Words between an aside and the clause it is hung into."""
_RELATIVES = frozenset({"that", "which"})


def moved_object(analysis: Analysis, verb: Token, entry: CueVerb) -> Range | None:
    """Find a noun phrase before the cue: "the strike was confirmed by X", "a call echoed by X", "a charge that X denied"."""
    if not entry.object or verb.lemma == "quote":
        return None
    if verb.index in analysis.clauses.passive:
        subject = analysis.clauses.subjects.get(verb.index)
        quoted = any(child.dep == "prep" and child.lower == "as" for child in verb.rights)
        if subject is not None and subject.dep == "nsubjpass" and subject.index < verb.index and not quoted:
            return _noun_phrase(analysis, subject, verb.index)
        return None
    described = (verb.dep == "acl" and verb.tag == "VBN") or (verb.dep == "relcl" and _lacks_object(verb))
    if not described or verb.head.index > verb.index:
        return None
    if entry.act in VERDICTS and is_aside(verb) and (said := _clause_before(analysis, verb)):
        return said
    return _noun_phrase(analysis, verb.head, analysis.extents.first[verb.index])


def _clause_before(analysis: Analysis, verb: Token) -> Range | None:
    """Find what somebody said before "which Y denied": the clause that the parser hung it into."""
    above = verb.head
    for _ in range(_HEIGHT):
        if above.dep in _TOLD:
            start, end = analysis.extents.first[above.index], analysis.extents.first[verb.index]
            return (start, end) if 0 < end - start <= _LONGEST else None
        above = above.head
    return None


def _noun_phrase(analysis: Analysis, noun: Token, until: int) -> Range | None:
    """The noun with what completes it before an index; a pronoun says nothing."""
    if noun.pos not in ("NOUN", "PROPN"):
        return None
    start = analysis.extents.first[noun.index]
    end = min(analysis.extents.last[noun.index] + 1, until)
    if not start <= noun.index < end:
        end = noun.index + 1
    return (start, end) if 0 < end - start <= _LONGEST else None


def _lacks_object(verb: Token) -> bool:
    """Whether the antecedent is what the verb speaks of: its own object is missing or a restrictive relative pronoun."""
    if any(
        child.dep in ("dobj", "ccomp", "xcomp", "oprd", "prep") and child.index > verb.index for child in verb.children
    ):
        return False
    subject = any(child.dep == "nsubj" and child.lower not in _RELATIVES | {"who"} for child in verb.lefts)
    fronted = [child for child in verb.lefts if child.dep in ("dobj", "pobj", "mark")]
    return subject and all(child.lower in _RELATIVES for child in fronted)

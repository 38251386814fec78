"""Content that is no clause: infinitives, noun phrases, what follows a preposition."""

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.lexicon import CueVerb
from claimwire_extractor.core.token import Token

_NAMING = frozenset({"cite", "quote", "add", "say"})
"""Verbs that name a source: ``reported, citing officials`` reports no citing."""
_OBJECT_PARTS = frozenset({"oprd", "ccomp", "xcomp", "relcl", "acl"})
_OBJECT_PREPOSITIONS = frozenset(
    {
        "of",
        "for",
        "as",
        "to",
        "with",
        "on",
        "over",
        "about",
        "between",
        "against",
        "into",
        "toward",
        "towards",
        "by",
        "among",
        "than",
        "like",
        "from",
        "under",
    }
)


def complement(analysis: Analysis, verb: Token, entry: CueVerb) -> Range | None:
    """Find the content of a verb that takes no clause here: "vowed to ...", "warned of ...", "denied the report"."""
    thing = next((child for child in verb.rights if child.dep == "dobj"), None)
    preposition = content_preposition(verb, entry)
    if preposition is not None and preposition.dep == "mark":
        return preposition.index + 1, analysis.extents.last[preposition.head.index] + 1
    if entry.infinitive:
        found = _infinitive(analysis, verb, entry, thing)
        if found is not None:
            return found
    if preposition is not None and not _is_of_object(preposition, entry, thing):
        return preposition.index + 1, _with_infinitive(analysis, verb, analysis.extents.last[preposition.index] + 1)
    particle = next((child for child in verb.rights if child.dep == "prt"), None)
    if entry.object and (particle is None or (verb.lemma, particle.lower) in analysis.lexicon.phrasal):
        return _object(analysis, verb, entry, thing)
    return None


def content_preposition(verb: Token, entry: CueVerb) -> Token | None:
    """Find the preposition after the verb that introduces its content: "warned of", "called for troops to leave"."""
    for child in verb.rights:
        if child.dep == "prep" and child.lower in entry.prepositions:
            return child
        if child.dep in ("advcl", "ccomp", "xcomp"):
            mark = next((grand for grand in child.lefts if grand.dep == "mark"), None)
            if mark is not None and mark.lower == "for" and mark.lower in entry.prepositions:
                return mark
        if child.dep == "dobj" and entry.addresses:
            hung = next((grand for grand in child.rights if grand.dep == "prep"), None)
            if hung is not None and hung.lower in entry.prepositions and hung.lower != "for":
                return hung
    return None


def _infinitive(analysis: Analysis, verb: Token, entry: CueVerb, thing: Token | None) -> Range | None:
    clauses = analysis.clauses
    found = next((c for c in verb.rights if c.dep in ("xcomp", "ccomp") and c.index in clauses.infinitive), None)
    if found is None:
        return None
    start, end = analysis.extents.range_of(found)
    addressed = content_preposition(verb, entry)
    if addressed is not None and addressed.index < found.index:
        return addressed.index + 1, end
    return (min(start, analysis.extents.first[thing.index]), end) if thing is not None else (start, end)


def _is_of_object(preposition: Token, entry: CueVerb, thing: Token | None) -> bool:
    """Whether it goes on from an object: "warned the army of a raid" tells what was said, "referred us to the ministry" not."""
    return thing is not None and thing.index < preposition.index and (entry.object or preposition.lower == "to")


def _with_infinitive(analysis: Analysis, verb: Token, end: int) -> int:
    """Reach over the infinitive that completes it: "called for the troops to leave"."""
    for child in verb.rights:
        if child.dep in ("xcomp", "advcl", "ccomp") and analysis.extents.first[child.index] == end:
            return analysis.extents.last[child.index] + 1 if child.index in analysis.clauses.infinitive else end
    return end


def _object(analysis: Analysis, verb: Token, entry: CueVerb, thing: Token | None) -> Range | None:
    """Range of the object with all that directly follows and completes it: "accused X of Y", "called X Y"."""
    extents = analysis.extents
    if thing is None:
        if entry.act is ClaimAct.DENY and (judged := _judged_object(analysis, verb)) is not None:
            return judged
        small = next((child for child in verb.rights if child.dep in ("ccomp", "oprd", "xcomp")), None)
        if small is None or (small.tag == "VBG" and small.lemma in _NAMING):
            return None
        return max(extents.first[small.index], verb.index + 1), extents.last[small.index] + 1
    start, end = extents.range_of(thing)
    for child in verb.rights:
        if child.index < end:
            continue
        joins = child.dep in _OBJECT_PARTS or (
            child.dep == "prep" and (child.lower in _OBJECT_PREPOSITIONS or child.lower in entry.prepositions)
        )
        if not joins or extents.first[child.index] > end:
            break
        end = extents.last[child.index] + 1
    return max(start, verb.index + 1), end


def _judged_object(analysis: Analysis, verb: Token) -> Range | None:
    """Find the object that was drawn to the judgement before it: "rejected as false reports that ..."."""
    for child in verb.rights:
        if child.dep == "prep" and child.lower == "as" and child.index == verb.index + 1:
            noun = next((grand for grand in child.rights if grand.dep == "pobj"), None)
            judged = analysis.token(child.index + 1)
            if noun is None or judged is None or judged.head is not noun or judged.dep != "amod":
                return None
            told = noun.lemma in analysis.lexicon.nouns and analysis.extents.last[noun.index] > noun.index
            return (judged.index + 1, analysis.extents.last[noun.index] + 1) if told else None
    return None

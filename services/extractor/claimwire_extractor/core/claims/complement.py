"""Content that is no clause: infinitives, noun phrases, what follows a preposition."""

from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.lexicon import CueVerb
from claimwire_extractor.core.token import Token

_OBJECT_PARTS = frozenset({"oprd", "ccomp", "xcomp", "relcl", "acl"})
_OBJECT_PREPOSITIONS = frozenset({"of", "for", "as", "to", "with"})


def complement(analysis: Analysis, verb: Token, entry: CueVerb) -> Range | None:
    """Find content that is no clause: an infinitive, a noun phrase, what follows a preposition."""
    extents = analysis.extents
    thing = next((child for child in verb.rights if child.dep == "dobj"), None)
    if entry.infinitive:
        infinitive = next(
            (
                child
                for child in verb.rights
                if child.dep in ("xcomp", "ccomp") and any(c.tag == "TO" for c in child.children)
            ),
            None,
        )
        if infinitive is not None:
            start, end = extents.range_of(infinitive)
            addressed = content_preposition(verb, entry)
            if addressed is not None and addressed.index < infinitive.index:
                return addressed.index + 1, end
            return min(start, extents.first[thing.index]) if thing is not None else start, end
    preposition = content_preposition(verb, entry)
    if preposition is not None and (thing is None or thing.index > preposition.index):
        start, end = extents.range_of(preposition)
        return preposition.index + 1, end
    small = next((child for child in verb.rights if child.dep in ("ccomp", "oprd", "xcomp")), None)
    if entry.object and thing is not None:
        start, end = extents.range_of(thing)
        for child in verb.rights:
            if child.index < end:
                continue
            joins = child.dep in _OBJECT_PARTS or (child.dep == "prep" and child.lower in _OBJECT_PREPOSITIONS)
            if not joins or extents.first[child.index] > end:
                break
            end = extents.last[child.index] + 1
        return max(start, verb.index + 1), end
    if entry.object and small is not None:
        start, end = extents.range_of(small)
        return max(start, verb.index + 1), end
    return None


def content_preposition(verb: Token, entry: CueVerb) -> Token | None:
    """Find the preposition after the verb that introduces its content: "warned of"."""
    return next((child for child in verb.rights if child.dep == "prep" and child.lower in entry.prepositions), None)

"""Nouns that attribute: "the ministry's claim that ..."."""

from collections.abc import Iterator

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.token import Token


def nominal_attributions(analysis: Analysis) -> Iterator[Attribution]:
    """Find attributions whose cue is a noun with an owner and a content clause, in the order of the cues."""
    for noun in analysis.reading.tokens:
        act = analysis.lexicon.nouns.get(noun.lemma)
        if act is not None and noun.pos == "NOUN":
            found = _attribution(analysis, noun, act)
            if found is not None:
                yield found


def _attribution(analysis: Analysis, noun: Token, act: ClaimAct) -> Attribution | None:
    clause = next((child for child in noun.rights if _states(child)), None)
    owner = _owner(noun)
    if clause is None or owner is None:
        return None
    extents = analysis.extents
    start, end = extents.range_of(owner)
    if owner.index > noun.index:
        end = min(end, extents.first[clause.index])
    source = analysis.trimmed((start, end))
    if source[1] - source[0] > 1 and analysis.reading.tokens[source[1] - 1].tag == "POS":
        source = source[0], source[1] - 1
    first = noun.index
    while (
        first > 0
        and analysis.reading.tokens[first - 1].head is noun
        and analysis.reading.tokens[first - 1].pos == "ADJ"
    ):
        first -= 1
    content = analysis.trimmed(extents.range_of(clause))
    return Attribution(
        source=source,
        head=owner,
        cue=(first, noun.index + 1),
        anchor=noun,
        lemma=noun.lemma,
        act=act,
        content=(content,),
        reasons=(
            analysis.reason("source.owner", source),
            analysis.reason("cue.noun", (first, noun.index + 1)),
            analysis.reason("content.clause-of-noun", content),
        ),
    )


def _states(clause: Token) -> bool:
    """Whether it is a clause opened by "that", not a relative clause: its "that" is no subject or object."""
    if clause.dep not in ("acl", "ccomp", "relcl"):
        return False
    return any(child.lower == "that" and child.dep == "mark" for child in clause.lefts)


def _owner(noun: Token) -> Token | None:
    owner = next((child for child in noun.lefts if child.dep == "poss"), None)
    if owner is not None:
        return owner
    for child in noun.rights:
        if child.dep == "prep" and child.lower in ("by", "from", "of"):
            return next((grand for grand in child.children if grand.dep == "pobj"), None)
    return None

"""Nouns that attribute: "the ministry's claim that ...", "voiced concern about ..."."""

from collections.abc import Iterator

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.cue_edges import with_preposition
from claimwire_extractor.core.claims.lent import lent_attribution
from claimwire_extractor.core.claims.lexicon import ClaimLexicon
from claimwire_extractor.core.claims.told_by_noun import opened_clause, told_by_noun
from claimwire_extractor.core.token import Token

_TOLD = frozenset(
    {ClaimAct.CLAIM, ClaimAct.SAY, ClaimAct.ACCUSE, ClaimAct.DENY, ClaimAct.CONFIRM, ClaimAct.WARN, ClaimAct.PROMISE}
)
"""Acts whose nouns tell something by themselves where they have an owner; "its plan to leave" does not."""
_TIMES = frozenset({"day", "night", "week", "weekend", "month", "year", "morning", "evening"})


def nominal_attributions(analysis: Analysis) -> Iterator[Attribution]:
    """Find attributions whose cue is a noun with an owner, or with a verb that lends it a speaker, in the order of the nouns."""
    nouns = analysis.lexicon.nouns
    for noun in analysis.reading.tokens:
        if noun.pos == "NOUN" and noun.lemma in nouns:
            act = nouns[noun.lemma]
            found = _owned(analysis, noun, act) or lent_attribution(analysis, noun, act)
            if found is not None:
                yield found


def _owned(analysis: Analysis, noun: Token, act: ClaimAct) -> Attribution | None:
    content = told_by_noun(analysis, noun, act) if act in _TOLD else opened_clause(analysis, noun)
    owner = _owner(analysis.lexicon, noun, content)
    rule = "content.clause-of-noun"
    cue = _with_adjectives(analysis, noun)
    if content is None and owner is not None and owner.dep == "poss":
        rule, content = "content.clause-of-copula", _predicate(analysis, noun)
        cue = cue[0], noun.head.index + 1 if noun.head.index == noun.index + 1 else cue[1]
    if content is None or owner is None:
        return None
    start, end = analysis.extents.range_of(owner)
    if owner.index > noun.index:
        end = min(end, content[0]) if content[0] > owner.index else end
    source = analysis.trimmed((start, end))
    if source[1] - source[0] > 1 and analysis.reading.tokens[source[1] - 1].tag == "POS":
        source = source[0], source[1] - 1
    return Attribution(
        source=source,
        head=owner,
        cue=with_preposition(analysis, cue, content),
        anchor=noun,
        lemma=noun.lemma,
        act=act,
        content=(content,),
        reasons=(
            analysis.reason("source.owner", source),
            analysis.reason("cue.noun", cue),
            analysis.reason(rule, content),
        ),
    )


def _with_adjectives(analysis: Analysis, noun: Token) -> Range:
    first = noun.index
    tokens = analysis.reading.tokens
    while first > 0 and tokens[first - 1].head is noun and tokens[first - 1].pos == "ADJ":
        first -= 1
    return first, noun.index + 1


def _predicate(analysis: Analysis, noun: Token) -> Range | None:
    """Find the clause that a noun is said to be: "his answer was that ..."."""
    verb = noun.head
    if noun.dep != "nsubj" or verb.lemma != "be" or noun.index > verb.index:
        return None
    clause = next((child for child in verb.rights if child.dep in ("ccomp", "xcomp")), None)
    return analysis.trimmed(analysis.extents.range_of(clause)) if clause is not None else None


def _owner(lexicon: ClaimLexicon, noun: Token, content: Range | None) -> Token | None:
    """Find whose it is: "Moscow's claim", "the claim by Moscow", "the State Department report that"."""
    owner = next((child for child in noun.lefts if child.dep == "poss"), None)
    if owner is not None:
        return None if owner.lemma in _TIMES or owner.lower in lexicon.days else owner
    for child in noun.rights:
        if (
            child.dep == "prep"
            and child.lower in ("by", "from", "of")
            and (content is None or content[0] != child.index + 1)
        ):
            return next((grand for grand in child.children if grand.dep == "pobj"), None)
    return None

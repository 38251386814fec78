"""Nouns that a verb lends a speaker to: "voiced concern about ..."."""

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.cue_edges import with_auxiliaries, with_preposition
from claimwire_extractor.core.claims.subject import source_range, subject_of
from claimwire_extractor.core.claims.told_by_noun import clause_beside, told_by_noun
from claimwire_extractor.core.token import Token

_WIDEST = 6
"""Words between the verb and the noun."""


def lent_attribution(analysis: Analysis, noun: Token, act: ClaimAct) -> Attribution | None:
    """Attribute what the noun tells to the subject of the verb it is the object of."""
    verb = noun.head
    if noun.dep != "dobj" or verb.lemma not in analysis.lexicon.light or not 0 < noun.index - verb.index <= _WIDEST:
        return None
    refused = any(child.dep in ("neg", "prt") for child in verb.children) or any(
        child.lower == "no" for child in noun.lefts
    )
    subject = subject_of(analysis, verb)
    content = told_by_noun(analysis, noun, act) or clause_beside(analysis, noun)
    if refused or subject is None or content is None or subject.index > verb.index:
        return None
    source = source_range(analysis, subject, verb)
    cue = with_preposition(analysis, (with_auxiliaries(analysis, verb), noun.index + 1), content)
    return Attribution(
        source=source,
        head=subject,
        cue=cue,
        anchor=verb,
        lemma=noun.lemma,
        act=act,
        content=(content,),
        reasons=(
            analysis.reason("source.subject", source),
            analysis.reason("cue.noun-of-verb", cue),
            analysis.reason("content.clause-of-noun", content),
        ),
    )

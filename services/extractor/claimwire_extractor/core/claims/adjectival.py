"""Adjectives that attribute: "was confident that ...", "is worried about ...", "made clear that ..."."""

from collections.abc import Iterator

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.cue_edges import with_auxiliaries, with_preposition
from claimwire_extractor.core.claims.subject import source_range, subject_of
from claimwire_extractor.core.token import Token

_PREPOSITIONS = {
    ClaimAct.SAY: frozenset({"about", "of", "on"}),
    ClaimAct.BELIEVE: frozenset({"about", "of", "over", "with", "at", "by", "on", "to", "toward", "towards", "in"}),
}
"""Prepositions that introduce what is said and held: "critical of", not "critical to"."""
_ABOUT_DOING = frozenset({ClaimAct.INTEND, ClaimAct.BELIEVE})
_WIDEST = 4
"""Words between the verb and the adjective."""


def adjectival_attributions(analysis: Analysis) -> Iterator[Attribution]:
    """Find attributions whose cue is an adjective or participle with its verb, in the order of the adjectives."""
    adjectives, made = analysis.lexicon.adjectives, analysis.lexicon.made
    for word in analysis.reading.tokens:
        if word.pos not in ("ADJ", "VERB") or word.tag == "VBD":
            continue
        if word.lower not in adjectives and word.lower not in made:
            continue
        verb = _linking(analysis, word)
        if verb is not None:
            found = _attribution(analysis, word, verb, adjectives.get(word.lower, ClaimAct.SAY))
            if found is not None:
                yield found


def _linking(analysis: Analysis, word: Token) -> Token | None:
    """Find the verb of "is worried" and "made clear", unless it is negated."""
    lexicon, above = analysis.lexicon, word.head
    if above.lemma == "let" and word.lower in lexicon.made and above.index < word.index <= above.index + _WIDEST:
        return None if any(child.dep == "neg" for child in above.children) else above
    if word.lower not in lexicon.adjectives and above.lemma != "make":
        return None
    felt = above.lemma in lexicon.linking and word.pos == "ADJ"
    told = above.lemma == "make" and word.lower in lexicon.made
    verb: Token | None = above
    if word.dep not in ("acomp", "oprd", "ccomp", "xcomp") or not (felt or told):
        passive = (child for child in word.lefts if child.dep in ("auxpass", "aux"))
        verb = next((child for child in passive if child.lemma in lexicon.linking), None)
    if verb is None or verb.index > word.index or word.index - verb.index > _WIDEST:
        return None
    refused = any(child.dep == "neg" for other in (word, verb) for child in other.children)
    return None if refused else verb


def _attribution(analysis: Analysis, word: Token, verb: Token, act: ClaimAct) -> Attribution | None:
    content = _content(analysis, word, verb, act)
    subject = _subject(analysis, word, verb)
    if content is None or subject is None or subject.lower in ("it", "this", "that", "there", "what", "which"):
        return None
    source = source_range(analysis, subject, verb)
    cue = with_preposition(analysis, (with_auxiliaries(analysis, verb, word), word.index + 1), content)
    return Attribution(
        source=source,
        head=subject,
        cue=cue,
        anchor=word,
        lemma=word.lower,
        act=act,
        content=(content,),
        reasons=(
            analysis.reason("source.subject", source),
            analysis.reason("cue.adjective", cue),
            analysis.reason("content.clause-of-adjective", content),
        ),
    )


def _subject(analysis: Analysis, word: Token, verb: Token) -> Token | None:
    own = analysis.clauses.subjects.get(word.index) if verb.lemma != "let" else None
    return own if own is not None and own.index < verb.index else subject_of(analysis, verb)


def _content(analysis: Analysis, word: Token, verb: Token, act: ClaimAct) -> Range | None:
    """What is held: a clause, an infinitive for what somebody means to do, or what follows a preposition."""
    for head in (word, verb):
        for child in head.rights:
            if child.index <= word.index:
                continue
            clause = child.dep == "ccomp" or (child.dep == "advcl" and _opened(child))
            doing = act in _ABOUT_DOING and child.dep == "xcomp" and child.index in analysis.clauses.infinitive
            if clause or doing:
                start, end = analysis.extents.range_of(child)
                return analysis.trimmed((max(start, word.index + 1), end))
    prepositions = _PREPOSITIONS.get(act, frozenset())
    for child in word.rights:
        if child.dep in ("prep", "agent") and child.lower in prepositions and child.children:
            return analysis.trimmed((child.index + 1, analysis.extents.last[child.index] + 1))
    return None


def _opened(clause: Token) -> bool:
    return any(mark.dep == "mark" and mark.lower in ("that", "whether") for mark in clause.lefts)

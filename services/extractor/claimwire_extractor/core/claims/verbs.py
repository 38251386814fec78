"""Verbs that attribute: "said", "warned of", "vowed to"."""

from collections.abc import Iterator

from claimwire_extractor.core.claims.adjoining_quotation import (
    quotation_after,
    quotation_before,
    with_opening_quotation,
)
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.clear_of_quotation import clear_of_quotation
from claimwire_extractor.core.claims.complement import complement, content_preposition
from claimwire_extractor.core.claims.following_clause import following_clause
from claimwire_extractor.core.claims.fronted_clause import fronted_clause
from claimwire_extractor.core.claims.lexicon import CueVerb
from claimwire_extractor.core.claims.moved_object import moved_object
from claimwire_extractor.core.claims.name_before import name_before
from claimwire_extractor.core.claims.source_without_comma import source_without_comma
from claimwire_extractor.core.claims.speaker_phrase import is_of_speaker
from claimwire_extractor.core.claims.subject import (
    appositive_subject,
    closer_subject,
    compound_subject,
    detached,
    inverted_subject,
    source_range,
    subject_after_quotation,
    subject_behind_dash,
    subject_of,
)
from claimwire_extractor.core.claims.thing_edges import thing_edges
from claimwire_extractor.core.standing_denial import is_left_open
from claimwire_extractor.core.token import Token

_LONGEST_CHAIN = 4
"""Verbs an infinitive hangs on, one on the other."""
_CUE_DEPS = frozenset({"aux", "neg", "auxpass", "prt"})


def verbal_attributions(analysis: Analysis) -> Iterator[Attribution]:
    """Find attributions whose cue is a verb, in the order of the cues."""
    verbal = analysis.lexicon.verbal
    for verb in analysis.reading.tokens:
        if verb.lemma not in verbal:
            continue
        read = verb.pos in ("VERB", "AUX") and verb.tag.startswith("VB")
        if not read and (verb.tag != "NNS" or not _is_misread(analysis, verb)):
            continue
        entry = _reporting(analysis, verb) or analysis.lexicon.cue_verb(verb)
        if entry is not None:
            found = _attribution(analysis, verb, entry)
            if found is not None:
                yield found


def _reporting(analysis: Analysis, verb: Token) -> CueVerb | None:
    """Read "a photographer saw two bodies" and "police put the toll at nine" like "police reported nine deaths"."""
    lexicon = analysis.lexicon
    if verb.lemma not in lexicon.perceiving and verb.lemma not in lexicon.counting:
        return None
    subject = analysis.clauses.subjects.get(verb.index)
    if subject is None:
        return None
    if verb.lemma in lexicon.counting:
        things = {child.lemma for child in verb.rights if child.dep == "dobj"}
        told = not things.isdisjoint(lexicon.tolls) or (bool(things) and _estimate(verb) is not None)
        reports = told and (subject.pos == "PROPN" or is_of_speaker(analysis, subject))
    else:
        reports = subject.lemma in lexicon.observers
    return lexicon.verbs.get("report") if reports else None


def _estimate(verb: Token) -> Token | None:
    """Find the "at" of "put the number of dead at nine"."""
    if verb.lemma not in {"put", "place"}:
        return None
    behind = (part for part in verb.rights if part.lower == "at")
    return next(
        (part for part in behind if any(noun.dep == "pobj" and noun.pos == "NUM" for noun in part.rights)), None
    )


def _is_misread_noun(analysis: Analysis, verb: Token) -> bool:
    """Whether a noun behind a conjunction was taken for a cue: "said that reports that a mill was hit were false"."""
    if verb.tag != "VBZ":
        return False
    that, cue = analysis.token(verb.index - 1), analysis.token(verb.index - 2)
    if that is None or that.lower != "that" or cue is None or cue.sentence != verb.sentence:
        return False
    return cue.pos == "VERB" and verb.lemma in analysis.lexicon.nouns


def _is_misread(analysis: Analysis, word: Token) -> bool:
    """Whether a cue behind an agency's name was taken for a noun: "Two were killed TASS reports"."""
    before = analysis.token(word.index - 1)
    if word.lemma not in analysis.lexicon.closing or before is None or before.sentence != word.sentence:
        return False
    return (before.lower,) in analysis.lexicon.channels


def _attribution(analysis: Analysis, verb: Token, entry: CueVerb) -> Attribution | None:
    if _unreal(analysis, verb) or _is_deed(analysis, verb) or _is_misread_noun(analysis, verb):
        return None
    closing = source_without_comma(analysis, verb)
    if closing is not None:
        return _closing(analysis, verb, entry, *closing)
    told = _source(analysis, verb, entry)
    if told is None:
        return None
    rule_of_source, subject, source = told
    rule, content = _content(analysis, verb, entry, source)
    if not content:
        return None
    named = name_before(analysis, source, content)
    if named is not None:
        subject = analysis.reading.tokens[source[0] - 1]
        source, content = (named, source[1]), (*content[:-1], (content[-1][0], named))
    preposition = content_preposition(verb, entry)
    cue = _cue_range(verb, preposition if content[0][0] > verb.index else None)
    return Attribution(
        source=source,
        head=subject,
        cue=cue,
        anchor=verb,
        lemma=verb.lemma,
        act=entry.act,
        content=content,
        reasons=(
            analysis.reason(rule_of_source, source),
            analysis.reason("cue.verb", cue),
            analysis.reason(rule, *content),
        ),
    )


def _source(analysis: Analysis, verb: Token, entry: CueVerb) -> tuple[str, Token, Range] | None:
    """Find who speaks: the rule that found them, the head and all the words."""
    behind = subject_behind_dash(analysis, verb) if entry.clause else None
    repaired = subject_after_quotation(analysis, verb) if entry.clause and behind is None else None
    if entry.clause and repaired is None and detached(analysis, verb):
        repaired = appositive_subject(analysis, verb)
    inverted = behind or (inverted_subject(analysis, verb) if entry.clause and repaired is None else None)
    subject = inverted or (subject_of(analysis, verb) if repaired is None else None)
    if subject is not None and entry.clause:
        subject = closer_subject(analysis, verb, subject)
    if subject is not None:
        source = source_range(analysis, subject, verb)
    else:
        if repaired is None and entry.clause and verb.index not in analysis.clauses.passive:
            repaired = appositive_subject(analysis, verb) or compound_subject(analysis, verb)
        if repaired is None or repaired[0] >= repaired[1]:
            return None
        source = repaired
        subject = _head_of(analysis, repaired)
    clear = clear_of_quotation(analysis, source)
    if clear != source:
        source, subject = clear, _head_of(analysis, clear)
    return "source.subject" if repaired is None else "source.beside-verb", subject, source


def _closing(analysis: Analysis, verb: Token, entry: CueVerb, source: Range, content: Range) -> Attribution:
    cue = (_with_helpers(verb, verb.index), verb.index + 1)
    return Attribution(
        source=source,
        head=_head_of(analysis, source),
        cue=cue,
        anchor=verb,
        lemma=verb.lemma,
        act=entry.act,
        content=(content,),
        reasons=(
            analysis.reason("source.without-comma", source),
            analysis.reason("cue.verb", cue),
            analysis.reason("content.clause-before", content),
        ),
    )


def _unreal(analysis: Analysis, verb: Token) -> bool:
    """Whether it is negated, conditional, left open, or what somebody refuses to do: nothing was said."""
    for child in verb.children:
        if child.dep == "neg" or (child.dep == "mark" and child.lower in ("if", "unless", "whether")):
            return True
        if child.dep == "nsubj" and any(part.lower == "neither" for part in child.lefts):
            return True
    if verb.lemma == "deny" and is_left_open(verb):
        return True
    if verb.lemma in _DECLINING:
        kept = [child for child in verb.rights if child.dep == "xcomp"]
        return any(word.lemma in analysis.lexicon.reticence_verbs or _is_kept(word) for word in kept)
    if verb.dep != "xcomp" or verb.tag != "VB":
        return False
    above = verb.head
    negated = any(child.dep == "neg" for other in (above, above.head) for child in other.children)
    return negated or above.lemma in analysis.lexicon.refusing


_DECLINING = frozenset({"decline", "refuse"})


def _is_kept(word: Token) -> bool:
    """Whether nothing is told: "refused to confirm that a mill was hit" tells at least of what."""
    return word.lemma in _KEPT and not any(child.dep == "ccomp" for child in word.rights)


_KEPT = frozenset({"confirm", "admit", "acknowledge", "discuss", "answer", "respond", "reply", "speak", "talk"})
"""What somebody declines to do without saying anything else, beside ``reticence_verbs``."""


def _is_deed(analysis: Analysis, verb: Token) -> bool:
    objects = analysis.lexicon.deeds.get(verb.lemma)
    return objects is not None and any(child.dep == "dobj" and child.lemma in objects for child in verb.rights)


def _head_of(analysis: Analysis, source: Range) -> Token:
    tokens = analysis.tokens(source)
    return next((token for token in tokens if not source[0] <= token.head.index < source[1]), tokens[-1])


def _cue_range(verb: Token, preposition: Token | None) -> Range:
    """Range of the verb with its auxiliaries, the particle or preposition that follows it, and what it hangs on.

    Words right before an infinitive say whether it came to pass: "is trying to show", "was quick to say".
    """
    start, end = _with_helpers(verb, verb.index), verb.index + 1
    above = verb
    for _ in range(_LONGEST_CHAIN):
        if above.dep not in ("xcomp", "acomp") or above.head.index != start - 1:
            break
        above = above.head
        start = _with_helpers(above, above.index)
    for child in verb.rights:
        if child.index == end and child.dep == "prt":
            end += 1
    if preposition is not None:
        between = [child for child in verb.rights if end <= child.index < preposition.index]
        if all(child.dep == "advmod" for child in between) and preposition.index == end + len(between):
            end = preposition.index + 1
    return start, end


def _with_helpers(word: Token, start: int) -> int:
    for child in reversed(word.lefts):
        if child.index == start - 1 and (
            child.dep in _CUE_DEPS or (child.dep == "advmod" and child.tag.startswith("RB"))
        ):
            start = child.index
    return start


def _content(analysis: Analysis, verb: Token, entry: CueVerb, source: Range) -> tuple[str, tuple[Range, ...]]:
    """Find the content, and name the rule that found it."""
    if entry.clause:
        rule, found = _spoken(analysis, verb, entry, source)
        if found and (not entry.quotation_only or _quoted(analysis, found) or _is_told(analysis, verb, found)):
            return rule, with_opening_quotation(analysis, verb, source, found)
    rule, thing = "content.complement", complement(analysis, verb, entry)
    if thing is None:
        rule, thing = "content.thing-before", moved_object(analysis, verb, entry)
    if thing is None:
        return "", ()
    start, end = thing_edges(analysis, thing)
    estimate = _estimate(verb)
    if estimate is not None:
        end = max(end, analysis.extents.last[estimate.index] + 1)
    start, end = analysis.trimmed((start, end))
    says = any(token.pos not in ("PUNCT", "PRON", "DET") for token in analysis.tokens((start, end)))
    return rule, ((start, end),) if says else ()


def _spoken(analysis: Analysis, verb: Token, entry: CueVerb, source: Range) -> tuple[str, tuple[Range, ...]]:
    """Find the clause or quotation, and name the rule that found it."""
    if found := following_clause(analysis, verb, entry):
        return "content.clause", found
    if found := quotation_after(analysis, verb, source):
        return "content.quotation-behind", found
    if _speaks_of_thing(verb, entry, source):
        return "", ()
    if found := fronted_clause(analysis, verb, source):
        return "content.clause-before", found
    return "content.quotation-before", quotation_before(analysis, verb, source)


def _speaks_of_thing(verb: Token, entry: CueVerb, source: Range) -> bool:
    """Whether a thing or a deed follows, or the source is "who": what stands before the cue is not said by it."""
    for child in verb.rights:
        # "Troops continued to advance".
        if child.dep == "xcomp" and any(word.tag == "TO" for word in child.lefts):
            return True
        if entry.object and child.dep == "dobj" and not source[0] <= child.index < source[1]:
            return True
    if verb.dep == "relcl" and any(child.tag in ("WP", "WDT") and child.dep == "nsubj" for child in verb.lefts):
        return True
    return content_preposition(verb, entry) is not None


def _is_told(analysis: Analysis, verb: Token, content: tuple[Range, ...]) -> bool:
    """Whether somebody who speaks tells it: "the mayor posted that ...", not "clashes began that ..."."""
    subject = analysis.clauses.subjects.get(verb.index)
    if subject is None or analysis.reading.tokens[content[-1][0]].lower != "that":
        return False
    return subject.pos in ("PROPN", "PRON") or is_of_speaker(analysis, subject)


def _quoted(analysis: Analysis, content: tuple[Range, ...]) -> bool:
    first = analysis.reading.tokens[content[0][0]]
    return analysis.quotes.at(first.start) is not None

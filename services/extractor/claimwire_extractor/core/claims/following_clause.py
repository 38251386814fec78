"""Content clauses after the cue."""

from collections.abc import Iterator

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.aside import VERDICTS, is_aside
from claimwire_extractor.core.claims.lexicon import CueVerb
from claimwire_extractor.core.claims.remark import is_remark
from claimwire_extractor.core.token import Token

_JOINED = 8
"""Coordinated clauses looked through."""
_LONGEST_ANTECEDENT = 12
"""Words of a noun phrase that a relative clause speaks of."""
_LONGEST_REMARK = 12
"""Words of a remark on evidence that ends a sentence."""
_CIRCUMSTANCES = frozenset(
    {"as", "after", "before", "while", "because", "since", "until", "once", "although", "though"}
)
_RELATIVES = frozenset({"that", "which", "who"})
_MENTAL = frozenset({ClaimAct.BELIEVE, ClaimAct.INTEND})


def following_clause(analysis: Analysis, verb: Token, entry: CueVerb) -> tuple[Range, ...]:
    """Find the clause the cue governs, up to where the narrator takes over again."""
    clause = (
        next((child for child in verb.rights if child.dep == "ccomp" and not _is_circumstance(child)), None)
        or _misread_that(verb, entry)
        or _question(analysis, verb)
        or _gerund_first(verb)
    )
    if clause is None:
        return ()
    start, end = analysis.extents.range_of(clause)
    start = _after_day(analysis, verb, max(_with_lost_subject(analysis, verb, clause, start), verb.index + 1))
    end = _joined_end(analysis, verb, clause, end)
    end = _cut(analysis, clause, (start, end))
    start, end = analysis.trimmed((start, _before_remark(analysis, (start, end))))
    return (*_torn_off(analysis, verb, clause), (start, end)) if start < end else ()


def _torn_off(analysis: Analysis, verb: Token, clause: Token) -> tuple[Range, ...]:
    """Find the subject that stands before the cue: "a road that, he said, was cut", "The road, he said, was cut"."""
    if verb.dep != "relcl" or verb.head.index > verb.index or verb.head.pos not in ("NOUN", "PROPN"):
        return ()
    own = analysis.clauses.subjects.get(clause.index)
    moved = own is not None and own.index < verb.index and own.lower in _RELATIVES
    lost = own is None and clause.index not in analysis.clauses.infinitive and clause.tag in ("VBZ", "VBP", "VBD")
    if not moved and not lost:
        return ()
    start = analysis.extents.first[verb.head.index]
    end = analysis.trimmed((start, max(verb.head.index + 1, analysis.extents.first[verb.index])))[1]
    return ((start, end),) if end - start <= _LONGEST_ANTECEDENT else ()


def _after_day(analysis: Analysis, verb: Token, start: int) -> int:
    """Begin after the day on which it was said: "said Tuesday the road was cut"."""
    first = analysis.reading.tokens[start]
    following = analysis.token(start + 1)
    said = start == verb.index + 1 and first.dep in ("npadvmod", "nmod", "compound", "dep", "nsubj")
    if said and first.lower in analysis.lexicon.days and following is not None and following.tag != "POS":
        return start + 1 if following.pos not in ("VERB", "AUX", "PUNCT") else start
    return start


def _before_remark(analysis: Analysis, content: Range) -> int:
    """End the content before ", without providing evidence" and ", which Y denied", which are the narrator's."""
    tokens = analysis.reading.tokens
    lexicon = analysis.lexicon
    for index in range(max(content[0] + 1, content[1] - _LONGEST_REMARK), content[1] - 2):
        if tokens[index].lower == "without" and tokens[index + 1].lemma in lexicon.reticence_verbs:
            nouns = (token.lemma for token in tokens[index + 2 : content[1]])
            if any(noun in lexicon.reticence_nouns for noun in nouns):
                return index
        if tokens[index].lower == "which" and _judges_all(analysis, tokens[index].head, content[1]):
            return index
    return content[1]


def _judges_all(analysis: Analysis, verb: Token, end: int) -> bool:
    """Tell ", which Y denied" at the end of the content from "the strike, which Y denied, killed two"."""
    entry = analysis.lexicon.verbs.get(verb.lemma)
    closes = analysis.extents.last[verb.index] + 1 >= end
    return closes and entry is not None and entry.act in VERDICTS and is_aside(verb)


def _with_lost_subject(analysis: Analysis, verb: Token, clause: Token, start: int) -> int:
    """Begin with the noun the parser took for the cue's object: "denied its jets had strayed"."""
    if clause.index in analysis.clauses.subjects or not any(child.dep == "aux" for child in clause.lefts):
        return start
    if clause.index in analysis.clauses.infinitive:
        return start
    thing = next((child for child in verb.rights if child.dep == "dobj"), None)
    if thing is None or analysis.extents.last[thing.index] + 1 != start:
        return start
    return analysis.extents.first[thing.index]


def _is_circumstance(clause: Token) -> bool:
    """Whether it tells when or why somebody spoke: ``said as shells fell``."""
    return any(child.dep in ("mark", "advmod") and child.lower in _CIRCUMSTANCES for child in clause.lefts)


def _misread_that(verb: Token, entry: CueVerb) -> Token | None:
    """Find the content clause that the parser hung on a noun after the verb: "told him in a call that it ...".

    A relative clause whose ``that`` stands beside a subject of its own is no relative clause.
    """
    for noun in _nouns_after(verb, entry):
        for clause in noun.children:
            if clause.dep not in ("relcl", "acl") or clause.index < verb.index:
                continue
            that = next((child for child in clause.lefts if child.lower == "that"), None)
            subjects = [child for child in clause.lefts if child.dep in ("nsubj", "nsubjpass") and child is not that]
            objects = [child for child in clause.rights if child.dep in ("dobj", "attr", "acomp", "ccomp")]
            if that is not None and subjects and (that.dep in ("mark", "nsubj") or objects):
                return clause
    return next(
        (
            child
            for child in verb.rights
            if child.dep == "advcl" and any(mark.dep == "mark" and mark.lower == "that" for mark in child.lefts)
        ),
        None,
    )


def _question(analysis: Analysis, verb: Token) -> Token | None:
    """Find the indirect question that was read as a condition: "asked him if the road was open"."""
    if verb.lemma not in analysis.lexicon.asking:
        return None
    return next(
        (
            child
            for child in verb.rights
            if child.dep == "advcl" and any(m.dep == "mark" and m.lower in ("if", "whether") for m in child.lefts)
        ),
        None,
    )


def _gerund_first(verb: Token) -> Token | None:
    """Find the clause whose subject is a gerund that the parser made its head: "said leaving could take days"."""
    return next(
        (
            child
            for child in verb.rights
            if child.dep == "xcomp"
            and child.tag == "VBG"
            and any(grand.dep == "ccomp" and any(c.dep == "aux" for c in grand.lefts) for grand in child.rights)
        ),
        None,
    )


def _nouns_after(verb: Token, entry: CueVerb) -> Iterator[Token]:
    for child in verb.rights:
        if child.dep in ("dobj", "dative"):
            yield child
        if child.dep in ("prep", "dative") and child.lower not in entry.prepositions:
            yield from (noun for noun in child.children if noun.dep == "pobj")


def _joined_end(analysis: Analysis, verb: Token, clause: Token, end: int) -> int:
    """Reach over a coordinated clause that the parser joined to the cue: "added that A, but no B had C"."""
    for child in verb.rights:
        if child.dep == "conj" and child.index >= end and not _reports(analysis, child):
            own = [token for token in child.lefts if token.dep in ("nsubj", "nsubjpass", "expl")]
            marked = any(token.lower == "that" for token in clause.lefts)
            if own and (marked or own[0].pos != "PRON") and not _reticent(analysis, child):
                return analysis.extents.last[child.index] + 1
            break
    return end


def _reports(analysis: Analysis, verb: Token) -> bool:
    """Whether it is a cue of its own: an active verb of speaking, not of thinking."""
    entry = analysis.lexicon.verbs.get(verb.lemma)
    return entry is not None and entry.act not in _MENTAL and verb.index not in analysis.clauses.passive


def _reticent(analysis: Analysis, verb: Token) -> bool:
    """Whether the clause tells what the speaker did not say: "but made no mention of casualties"."""
    lexicon = analysis.lexicon
    if verb.lemma not in lexicon.reticence_verbs and verb.lemma != "be":
        return False
    negated = any(child.dep == "neg" for child in verb.children)
    nothing = [child for child in verb.children if child.dep in ("dobj", "attr", "nsubj")]
    if any(noun.lemma in lexicon.reticence_nouns and (negated or _none(noun)) for noun in nothing):
        return True
    return (negated and verb.lemma in lexicon.reticence_verbs and verb.lemma != "be") or verb.lemma in (
        "decline",
        "refuse",
        "stop",
    )


def _none(noun: Token) -> bool:
    return any(word.lower in ("no", "any", "few", "little") for word in noun.lefts)


def _before_joint(analysis: Analysis, start: int, verb: int) -> int:
    """Index of the conjunction or comma that joins a verb to what stands before it."""
    tokens = analysis.reading.tokens
    return next((index for index in range(verb - 1, start - 1, -1) if tokens[index].pos in ("CCONJ", "PUNCT")), verb)


def _cut(analysis: Analysis, clause: Token, content: Range) -> int:
    """End the content before a narrator's clause that the parser drew into it."""
    start, end = content
    current: Token | None = clause
    for _ in range(_JOINED):
        if current is None:
            break
        following = None
        for child in current.rights:
            if not start < child.index < end:
                continue
            first = analysis.extents.first[child.index]
            if is_remark(analysis, child):
                return min(end, _before_joint(analysis, max(first, child.head.index + 1), child.index))
            if child.dep == "conj":
                own = any(token.dep in ("nsubj", "nsubjpass", "expl") for token in child.lefts)
                if not own and child.tag in ("VBD", "VBZ", "VBP") and _reticent(analysis, child):
                    return min(end, child.head.index + 1 if first <= child.head.index else first)
                if child.pos in ("VERB", "AUX"):
                    following = child
        current = following
    return end

"""Content clauses after the cue."""

from collections.abc import Iterator

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.token import Token

_JOINED = 8
"""Coordinated clauses looked through."""
_LONGEST_REMARK = 12
"""Words of a remark on evidence that ends a sentence."""
_MENTAL = frozenset({ClaimAct.BELIEVE, ClaimAct.INTEND})


def following_clause(analysis: Analysis, verb: Token) -> tuple[Range, ...]:
    """Find the clause the cue governs, up to where the narrator takes over again."""
    clause = next((child for child in verb.rights if child.dep == "ccomp"), None) or _misread_that(verb)
    if clause is None:
        return ()
    start, end = analysis.extents.range_of(clause)
    start = max(_with_lost_subject(analysis, verb, clause, start), verb.index + 1)
    end = _joined_end(analysis, verb, clause, end)
    end = _cut(analysis, clause, (start, end))
    start, end = analysis.trimmed((start, _before_reticence(analysis, (start, end))))
    return ((start, end),) if start < end else ()


def _before_reticence(analysis: Analysis, content: Range) -> int:
    """End the content before ", without providing evidence", which is the narrator's."""
    tokens = analysis.reading.tokens
    lexicon = analysis.lexicon
    for index in range(max(content[0] + 1, content[1] - _LONGEST_REMARK), content[1] - 2):
        if tokens[index].lower == "without" and tokens[index + 1].lemma in lexicon.reticence_verbs:
            nouns = (token.lemma for token in tokens[index + 2 : content[1]])
            if any(noun in lexicon.reticence_nouns for noun in nouns):
                return index
    return content[1]


def _with_lost_subject(analysis: Analysis, verb: Token, clause: Token, start: int) -> int:
    """Begin with the noun the parser took for the cue's object: "denied its troops had entered"."""
    if analysis.clauses.subjects[clause.index] is not None or not any(child.dep == "aux" for child in clause.lefts):
        return start
    if analysis.clauses.infinitive[clause.index]:
        return start
    thing = next((child for child in verb.rights if child.dep == "dobj"), None)
    if thing is None or analysis.extents.last[thing.index] + 1 != start:
        return start
    return analysis.extents.first[thing.index]


def _misread_that(verb: Token) -> Token | None:
    """Find the content clause that the parser hung on a noun after the verb: "told him in a call that it ...".

    A relative clause whose ``that`` stands beside a subject of its own is no relative clause.
    """
    for noun in _nouns_after(verb):
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


def _nouns_after(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        if child.dep in ("dobj", "dative"):
            yield child
        if child.dep in ("prep", "dative"):
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
    return entry is not None and entry.act not in _MENTAL and not analysis.clauses.passive[verb.index]


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


def _cut(analysis: Analysis, clause: Token, content: Range) -> int:
    """End the content before a narrator's clause that the parser drew into it."""
    start, end = content
    tokens = analysis.reading.tokens
    current: Token | None = clause
    for _ in range(_JOINED):
        if current is None:
            break
        following = None
        for child in current.rights:
            if not start < child.index < end:
                continue
            first = analysis.extents.first[child.index]
            before = tokens[first - 1] if first > start else None
            if child.dep == "conj":
                own = any(token.dep in ("nsubj", "nsubjpass", "expl") for token in child.lefts)
                if not own and child.tag in ("VBD", "VBZ", "VBP") and _reticent(analysis, child):
                    return min(end, child.head.index + 1 if first <= child.head.index else first)
                if child.pos in ("VERB", "AUX"):
                    following = child
            elif child.dep == "advcl" and child.tag == "VBG" and before is not None and before.text == ",":
                entry = analysis.lexicon.verbs.get(child.lemma)
                if entry is not None and any(grand.dep == "ccomp" for grand in child.rights):
                    return min(end, first)
        current = following
    return end

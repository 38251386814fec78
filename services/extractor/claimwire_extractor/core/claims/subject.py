"""Who does what a verb says."""

from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.token import Token

_CLIMB = 8
"""Verbs climbed over at most; deeper chains are parser noise."""
_SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "acl", "ccomp", "dep"})


def subject_of(verb: Token) -> Token | None:
    """Find the noun or pronoun that does the verb's action, climbing to the verb it hangs on where it has none."""
    current = verb
    for _ in range(_CLIMB):
        passive = any(child.dep == "auxpass" for child in current.children)
        for child in current.children:
            if child.dep == "nsubj" and not passive:
                return child
            if child.dep in ("nsubj", "nsubjpass") and (passive or child.dep == "nsubjpass"):
                return child if current is not verb else _agent(verb)
        if passive and current is verb:
            return _agent(verb)
        head = current.head
        if current.is_root or current.dep not in _SHARING:
            return None
        if current.dep == "acl":
            return head if current.tag == "VBG" or _to(current) else None
        if current.dep == "ccomp" and not (current.tag == "VBG" or _to(current)):
            return None
        if current.dep == "advcl" and current.tag not in ("VBG", "VBN", "VB"):
            return None
        current = head
    return None


def _to(verb: Token) -> bool:
    return any(child.tag == "TO" for child in verb.children)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep == "agent" or (child.dep == "prep" and child.lower == "by"):
            return next((noun for noun in child.children if noun.dep == "pobj"), None)
    return None


def source_range(analysis: Analysis, subject: Token, verb: Token) -> Range:
    """Range of the whole noun phrase, without what the verb itself hangs on it."""
    start, end = analysis.extents.range_of(subject)
    if verb.index < subject.index and start <= verb.index:
        start = verb.index + 1
    if subject.index < verb.index < end:
        end = max(subject.index + 1, min(verb.index, analysis.extents.first[verb.index]))
    start, end = analysis.trimmed((start, end))
    if not start <= subject.index < end:
        return subject.index, subject.index + 1
    return start, end


def appositive_subject(analysis: Analysis, verb: Token) -> Range | None:
    """Find the subject the parser took for an apposition of the clause before: ``..., the mayor, NAME, said``.

    Holds where the verb has no subject, a comma stands before it, and a chain of appositions ends there.
    """
    tokens = analysis.reading.tokens
    sentence_start, _ = analysis.sentence_range(verb)
    index = verb.index - 1
    while index > sentence_start and tokens[index].pos == "PUNCT":
        index -= 1
    last, top = index, None
    current = tokens[index]
    for _ in range(_CLIMB):
        if current.is_root or current.head.index < sentence_start:
            break
        if current.dep in ("appos", "conj") and current.pos in ("NOUN", "PROPN"):
            top = current
        if current.pos == "VERB":
            break
        current = current.head
    if top is None:
        return None
    start = analysis.extents.first[top.index]
    before = tokens[start - 1] if start > sentence_start else None
    if before is None or before.text not in (",", "”", '"', "''"):
        return None
    return start, last + 1

"""Content clauses before the cue, or around it."""

from claimwire_extractor.core.claims.analysis import Analysis, Range, is_mark
from claimwire_extractor.core.claims.cue_phrase import cue_phrase
from claimwire_extractor.core.claims.opener import without_opener
from claimwire_extractor.core.token import Token


def fronted_clause(analysis: Analysis, verb: Token, source: Range) -> tuple[Range, ...]:
    """Find content that stands before the cue, or around it."""
    clause = next((child for child in verb.lefts if child.dep == "ccomp"), None)
    sentence = analysis.sentence_range(verb)
    if clause is None:
        if verb.dep in ("parataxis", "advcl") and not verb.is_root and _interjected(analysis, verb, source):
            clause = verb.head
        elif _trailing(analysis, verb, source):
            phrase = cue_phrase(analysis, verb, source, None)
            return _left_of(analysis, (sentence[0], min(phrase[0], verb.index)))
        else:
            return ()
    first, last = analysis.extents.range_of(clause)
    last = _with_lost_object(analysis, verb, source, last)
    phrase = cue_phrase(analysis, verb, source, clause)
    if verb.is_root and clause.index < verb.index:
        first = min(first, sentence[0]) if _joins(analysis, sentence[0], first) else first
    left = _left_of(analysis, (first, min(phrase[0], last)))
    right = analysis.trimmed((max(phrase[1], first), last)) if last > phrase[1] else (0, 0)
    if right[0] >= right[1] and left:
        right = _resumed(analysis, verb, left[0])
    return left + ((right,) if right[0] < right[1] else ())


def _with_lost_object(analysis: Analysis, verb: Token, source: Range, last: int) -> int:
    """Reach over the object taken for the cue's subject: "They hit the home of NAME, an officer said"."""
    if source[0] < last + 2:
        return last
    before = analysis.reading.tokens[source[0] - 2]
    return source[0] - 1 if before.dep == "nsubj" and before.head is verb and before.index >= last else last


def _resumed(analysis: Analysis, verb: Token, left: Range) -> Range:
    """Find the clause that goes on after the cue: "The road is cut, he said, and the bridge has collapsed"."""
    joined = next((child for child in verb.rights if child.dep == "conj"), None)
    if joined is None or analysis.quotes.at(analysis.reading.tokens[left[1] - 1].start) is not None:
        return 0, 0
    first, last = analysis.extents.range_of(joined)
    between = analysis.tokens((first - 2, first))
    set_off = between[0].text == "," and between[1].pos == "CCONJ"
    subject = analysis.clauses.subjects.get(joined.index)
    if not set_off or subject is None or subject.index < first or joined.lemma in analysis.lexicon.verbs:
        return 0, 0
    return analysis.trimmed((first, last))


def _joins(analysis: Analysis, start: int, end: int) -> bool:
    """Whether the words before the clause belong to it: there are some beyond adverbs that open it."""
    return any(token.pos in ("VERB", "AUX", "NOUN", "PROPN", "PRON") for token in analysis.tokens((start, end)))


def _interjected(analysis: Analysis, verb: Token, source: Range) -> bool:
    """Whether the cue with its subject stands between commas inside or after another clause."""
    tokens = analysis.reading.tokens
    start = min(source[0], verb.index)
    mark = any(child.dep == "mark" for child in verb.lefts)
    as_mark = any(child.dep in ("mark", "advmod") and child.lower == "as" for child in verb.lefts)
    if mark and not as_mark:
        return False
    if as_mark:
        return True
    before = tokens[start - 1] if start > 0 else None
    return before is not None and (before.pos == "PUNCT" or is_mark(before))


def _trailing(analysis: Analysis, verb: Token, source: Range) -> bool:
    """Whether the cue ends its sentence and a comma or closing mark stands before it."""
    tokens = analysis.reading.tokens
    # What is told by an earlier cue does not tell that cue.
    if verb.dep == "ccomp" and verb.head.index < verb.index and verb.head.lemma in analysis.lexicon.verbs:
        return False
    sentence = analysis.sentence_range(verb)
    start = min(source[0], verb.index)
    end = cue_phrase(analysis, verb, source, None)[1]
    if start <= sentence[0] + 1 or any(
        token.pos in ("VERB", "AUX") and not _within(source, token) for token in analysis.tokens((verb.index + 1, end))
    ):
        return False
    before = tokens[start - 1]
    if before.text not in (",", "?", "!", "--", "-", "\u2013", "\u2014") and not is_mark(before):
        return False
    return analysis.clauses.has_verb(sentence[0], start)


def _within(found: Range, token: Token) -> bool:
    return found[0] <= token.index < found[1]


def _left_of(analysis: Analysis, content: Range) -> tuple[Range, ...]:
    start, end = analysis.trimmed(content)
    start = without_opener(analysis, (start, end))
    return ((start, end),) if start < end else ()

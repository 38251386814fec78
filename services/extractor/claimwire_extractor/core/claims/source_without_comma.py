"""Speakers behind what they said, with no comma before them: "Shelling killed two people a monitor said"."""

from claimwire_extractor.core.claims.analysis import Analysis, Range, is_mark
from claimwire_extractor.core.claims.opener import without_opener
from claimwire_extractor.core.claims.speaker_phrase import begins_phrase, phrase_before
from claimwire_extractor.core.token import Token

_TAIL = 16
"""Words behind the cue at most; those behind a participle ("adding that ...") are not counted."""
_TIMING = frozenset({"on", "in", "to", "via", "through", "by", "late", "early", "earlier", "later", "today", "yesterday", "overnight"})  # fmt: skip
_JOINING = frozenset({"as", "that", "what", "which", "who", "whom", "whether", "if", "because", "how", "where", "when", "than", "like", "and", "but", "or", "while", "to"})  # fmt: skip
"""Words before a speaker that say something else of him: "as the mayor said", "what the mayor said"."""
_WORDS = frozenset({"word", "thing", "everything", "anything", "nothing", "something", "all", "much", "statement", "reason", "way"})  # fmt: skip
_HEARING = frozenset({"DET", "NOUN", "PROPN", "ADJ", "PRON"})
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
_WINDOW = 60
"""Words before the cue among which no comma may stand."""


def source_without_comma(analysis: Analysis, verb: Token) -> tuple[Range, Range] | None:
    """Find source and content of a cue that ends its sentence, in one of the texts that have lost their commas.

    The parser takes such a cue for a relative clause ("people whom a monitor said") or its speaker for an object.
    """
    quoted = _quoted_as(analysis, verb)
    if verb.lemma not in analysis.lexicon.closing or (verb.tag in {"VB", "VBG"} and quoted is None):
        return None
    start, end = analysis.sentence_range(verb)
    if any(quote.dashed for quote in analysis.quotes.between(analysis.reading.tokens[start].start, verb.start)):
        return None
    if verb.index - start < _SHORTEST or not _without_marks(analysis, max(start, verb.index - _WINDOW), verb.index):
        return None
    if _ends(analysis, _behind_hearer(analysis, verb, end), end):
        source = phrase_before(analysis, start, _before_helpers(analysis, quoted or verb))
        content_end = source[0] if source else start
    else:
        source, content_end = _behind(analysis, verb, end), verb.index
    if source is None:
        return None
    if not analysis.clauses.has_verb(start, content_end):
        start = _torn_start(analysis, start)
    content = analysis.trimmed((without_opener(analysis, (start, content_end)), content_end))
    if not analysis.clauses.has_verb(*content) or not _may_be_said(analysis, content_end):
        return None
    return source, content


_SHORTEST = 5
_NAMED = 6
"""Words from "quoted" to "as saying" at most: "quoted by the state news agency as saying"."""
_CIRCUMSTANCES = frozenset({"as", "while", "after", "when", "amid", "amidst", "despite", "hours", "days"})
"""Behind a cue they tell when it was said."""


def _torn_start(analysis: Analysis, start: int) -> int:
    """Index of the sentence before, where only the parser ends it: no full stop stands there."""
    before = analysis.token(start - 1)
    if before is None or before.pos == "PUNCT" or before.text[-1:] == ".":
        return start
    reading = analysis.reading
    one = reading.sentence_of(before).paragraph == reading.sentence_of(reading.tokens[start]).paragraph
    first = analysis.sentence_range(before)[0]
    return first if one and _without_marks(analysis, max(first, start - _WINDOW), start) else start


def _without_marks(analysis: Analysis, start: int, end: int) -> bool:
    tokens = analysis.tokens((start, end))
    return not any(token.text in {",", ";", ":"} or (is_mark(token) and token.text not in "()[]") for token in tokens)


def _may_be_said(analysis: Analysis, index: int) -> bool:
    before = analysis.reading.tokens[index - 1]
    set_off = before.text in _DASHES or before.tag in {"IN", "PRP"}
    return before.lower not in _JOINING and before.lemma not in _WORDS and not set_off


def _before_helpers(analysis: Analysis, verb: Token) -> int:
    """Index of the verb's first auxiliary or adverb: "has also said"."""
    index = verb.index
    while index > 0 and analysis.reading.tokens[index - 1].pos in {"AUX", "ADV"}:
        index -= 1
    return index


def _quoted_as(analysis: Analysis, verb: Token) -> Token | None:
    """Find the participle of "an officer was quoted by the agency as saying"."""
    as_ = analysis.token(verb.index - 1) if verb.lower == "saying" else None
    if as_ is None or as_.lower != "as":
        return None
    before = analysis.tokens((max(0, as_.index - _NAMED), as_.index))
    return next((token for token in before if token.lower in {"quoted", "cited"} and token.tag == "VBN"), None)


def _behind_hearer(analysis: Analysis, verb: Token, end: int) -> int:
    """Index behind who was told: "a medic told the agency"."""
    index = verb.index + 1
    while verb.lemma == "tell" and index < end and analysis.reading.tokens[index].pos in _HEARING:
        index += 1
    return index


def _ends(analysis: Analysis, start: int, end: int) -> bool:
    """Tell whether nothing stands behind the cue but when and where it was said, or how the speaker went on."""
    tokens = analysis.reading.tokens
    while end > start and tokens[end - 1].pos == "PUNCT":
        end -= 1
    if start >= end:
        return True
    first = tokens[start]
    if first.lower not in _TIMING | _CIRCUMSTANCES | analysis.lexicon.days and not _goes_on(analysis, first):
        return False
    for token in analysis.tokens((start, min(end, start + _TAIL + 1))):
        if token.lower in _CIRCUMSTANCES or _goes_on(analysis, token):
            return True
        if token.lower == "that" or (token.pos in {"VERB", "AUX"} and token.tag not in {"VBG", "VBN"}):
            return False
    return end - start <= _TAIL


def _goes_on(analysis: Analysis, word: Token) -> bool:
    return word.tag == "VBG" and word.lemma in analysis.lexicon.going_on


def _behind(analysis: Analysis, verb: Token, end: int) -> Range | None:
    """Find the speaker behind the cue, up to the end of the sentence: "... said the head of the council"."""
    if verb.lemma == "tell":
        return None
    tokens = analysis.reading.tokens
    stop = verb.index + 1
    while stop < min(end, verb.index + 1 + _TAIL) and (
        tokens[stop].pos not in {"VERB", "AUX", "PUNCT", "SCONJ"} or "-" in {tokens[stop].text, tokens[stop - 1].text}
    ):
        stop += 1
    following = tokens[stop] if stop < end else None
    if following is not None and following.pos != "PUNCT" and not _goes_on(analysis, following):
        return None
    return (verb.index + 1, stop) if begins_phrase(analysis, verb.index + 1, stop) else None

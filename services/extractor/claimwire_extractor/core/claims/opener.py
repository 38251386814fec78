"""Words that open a sentence for the narrator."""

from claimwire_extractor.core.claims.analysis import Analysis, Range, is_mark
from claimwire_extractor.core.claims.phrase_at import phrase_at

_SHORTEST = 4
"""Words; shorter contents have no opening to spare."""
_LONGEST = 12
"""Words of an opening at most."""


def without_opener(analysis: Analysis, content: Range) -> int:
    """Index of the first word after an opening that belongs to the narrator: "Meanwhile,"."""
    start, end = content
    if end - start < _SHORTEST or (start < end and is_mark(analysis.reading.tokens[start])):
        return start
    tokens = analysis.reading.tokens
    lexicon = analysis.lexicon
    if tokens[start].lower in lexicon.openers or phrase_at(lexicon.opener_phrases, tokens, start):
        for index in range(start + 1, min(start + _LONGEST, end - 2)):
            if tokens[index].pos in ("VERB", "AUX"):
                break
            if tokens[index].text == ",":
                return analysis.trimmed((index + 1, end))[0]
    return start

"""Edges of content that is a noun phrase or an infinitive."""

from claimwire_extractor.core.claims.analysis import Analysis, Range

_AFTERTHOUGHTS = frozenset({"appos", "relcl", "advcl"})
_SET_OFF = frozenset({",", "-", "--", "\u2013", "\u2014"})
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_LONGEST_AFTERTHOUGHT = 60
"""Words looked through from the end."""
_LONGEST_REST = 6
"""Words of a noun phrase torn off behind "'s"."""


def thing_edges(analysis: Analysis, found: Range) -> Range:
    """Mend the end of the range: not in the middle of a name or word, and before the narrator's afterthought.

    ``mentioned the plant, which opened in 1970`` mentions the plant; ``denounced Kyiv's plan`` not Kyiv.
    """
    start, end = found
    return start, _before_afterthought(analysis, start, _whole(analysis, end))


def _whole(analysis: Analysis, end: int) -> int:
    tokens = analysis.reading.tokens
    following = analysis.token(end)
    if following is None or following.sentence != tokens[end - 1].sentence:
        return end
    possessive = following.tag == "POS" or tokens[end - 1].tag == "POS"
    hyphen = following.text == "-" and following.start == tokens[end - 1].end and not following.space_after
    if not possessive and not hyphen:
        return end
    last = end + 1 if following.tag == "POS" or hyphen else end
    limit = min(len(tokens), last + _LONGEST_REST)
    while last < limit and tokens[last].pos in _NOMINAL and tokens[last].sentence == following.sentence:
        last += 1
    return last


def _before_afterthought(analysis: Analysis, start: int, end: int) -> int:
    tokens = analysis.reading.tokens
    for token in analysis.tokens((max(start + 1, end - _LONGEST_AFTERTHOUGHT), end)):
        first = analysis.extents.first[token.index]
        if token.dep not in _AFTERTHOUGHTS or first <= start or analysis.extents.last[token.index] + 1 < end:
            continue
        participle = token.dep != "advcl" or token.tag == "VBG"
        if participle and tokens[first - 1].text in _SET_OFF and analysis.quotes.at(token.start) is None:
            return first - 1
    return end

"""The cue with its subject and adverbs."""

from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.token import Token


def cue_phrase(analysis: Analysis, verb: Token, source: Range, clause: Token | None) -> Range:
    """Range of the cue with its subject and the adverbs around it."""
    start, end = min(verb.index, source[0]), max(verb.index + 1, source[1])
    for child in verb.children:
        if clause is not None and (child is clause or child.index < clause.index < verb.index):
            continue
        first, last = analysis.extents.range_of(child)
        if child.index < verb.index and child.dep in ("aux", "neg", "advmod", "mark") and last <= verb.index:
            start = min(start, first) if last >= start - 1 else start
        elif child.index > verb.index and child.dep not in ("ccomp", "conj", "cc", "punct", "parataxis"):
            end = max(end, last)
    return start, end

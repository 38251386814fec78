"""Speech between dashes, as Polish and Ukrainian papers print it: "- We stay. - said the mayor"."""

import re
from collections.abc import Container, Iterator

from claimwire_extractor.core.claims.quote import Quote
from claimwire_extractor.core.reading import Paragraph, Reading

_OPENS = re.compile(r'[-\u2013\u2014](?:(?<=^.)|(?<=[.!?"\u201d].)|(?<=[.!?"\u201d] .)) ?(?=[A-Z\u201c\u201e"])')
"""A dash at the start of a paragraph or of a sentence; translation often drops the space before it."""
_CLOSES = re.compile(r'(?: [-\u2013\u2014] (?=\w)|(?<=[.!?"\u201d])[-\u2013\u2014] (?=[a-z]))')
_REACH = 8
"""Words behind the closing dash among which the cue stands."""
_WIDTH = 200
"""Code points that they take at most; were all words of a paragraph cut out for each dash, a long one would take quadratic time."""


def dashed(reading: Reading, paragraph: Paragraph, cues: Container[str]) -> Iterator[Quote]:
    """Find quotations that a dash opens, and another before a cue closes; ``cues`` are lemmas of verbs.

    A dash that no cue follows sets off an aside, and a list's dash is closed by none.
    """
    text = reading.text[paragraph.start : paragraph.end]
    opening = _OPENS.search(text)
    while opening is not None:
        closing = next(
            (
                found
                for found in _CLOSES.finditer(text, opening.end())
                if _is_cue(reading, paragraph.start + found.end(), paragraph.end, cues)
            ),
            None,
        )
        if closing is None:
            return
        start = paragraph.start
        yield Quote(
            start + opening.start(),
            start + closing.end() - 1,
            start + opening.end(),
            start + closing.start(),
            runs_on=False,
            dashed=True,
        )
        opening = _OPENS.search(text, closing.end())


def _is_cue(reading: Reading, start: int, end: int, cues: Container[str]) -> bool:
    """Whether the words from ``start`` say who spoke: "said the mayor", "he added"."""
    for position, token in enumerate(reading.tokens_between(start, min(end, start + _WIDTH))):
        if position >= _REACH or token.text in ".,;:?!" or token.pos in ("CCONJ", "SCONJ"):
            return False
        if token.lemma in cues and token.tag in ("VBD", "VBZ", "VBP", "VBN"):
            return True
    return False

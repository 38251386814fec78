"""Stretches of text with both or none of a pair of quotation marks."""

import re

_CLOSERS = {
    "\u201c": "\u201d",
    "\u201e": "\u201d\u201c",
    "\u00ab": "\u00bb",
    "\u2018": "\u2019",
    '"': '"',
    "'": "'",
}
"""Opening marks and the marks that close them."""
# Single marks inside a word are apostrophes. What a mark is told by stands behind it, or the search would take thrice the time.
_MARK = re.compile(
    "[\u201c\u201d\u201e\u00ab\u00bb\"\u2018\u2019'](?:(?<=[\u201c\u201d\u201e\u00ab\u00bb\"])|(?<=[\u2018'])(?<!\\w.)|(?<=[\u2019'])(?!\\w))"
)
_APOSTROPHES = "\u2019'"


def balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the edges of ``text[start:end]`` by one so that a quotation mark in it has its partner.

    A partner is taken in where it stands right outside; else a mark at the edge is left out, unless
    it may be an apostrophe ("the soldiers\u2019").
    """
    words = text[start:end]
    if words.isascii() and '"' not in words and "'" not in words:
        # Most stretches: to search them for every mark takes five times as long.
        return start, end
    unopened, unclosed = _halves(text, start, end)
    long = end - start > 1
    if unclosed is not None:
        if text[end : end + 1] and text[end] in _CLOSERS[text[unclosed]]:
            end += 1
        elif unclosed == start and long:
            start += 1
    if unopened is not None:
        if start and text[unopened] in _CLOSERS.get(text[start - 1], ""):
            start -= 1
        elif unopened == end - 1 and long and text[unopened] not in _APOSTROPHES:
            end -= 1
    return start, end


def _halves(text: str, start: int, end: int) -> tuple[int | None, int | None]:
    """Find the first mark that closes nothing and the one that is never closed."""
    unopened = opened = None
    for found in _MARK.finditer(text, start, end):
        at, mark = found.start(), found[0]
        if opened is not None and mark in _CLOSERS[text[opened]]:
            opened = None
        elif mark in _CLOSERS and not (at == end - 1 > start):
            opened = at if opened is None else opened
        elif opened is None and unopened is None:
            unopened = at
    return unopened, opened

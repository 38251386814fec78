"""How a long text is parsed piece by piece."""

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")
_SPACE = re.compile(r"\s+")


def windows(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Cut a text into consecutive windows of at most ``longest`` code points, given as start and end.

    A window ends at a paragraph break; inside a paragraph longer than a window, at the end of a
    sentence, else at white space, else anywhere.
    """
    start = 0
    while start < len(text):
        end = min(start + longest, len(text))
        if end < len(text):
            end = _last_break(text, start, end)
        yield start, end
        start = end


def _last_break(text: str, start: int, end: int) -> int:
    paragraph = text.rfind("\n", start, end) + 1
    if paragraph > start:
        return paragraph
    for boundary in (_SENTENCE_END, _SPACE):
        last = max((found.end() for found in boundary.finditer(text, start, end)), default=end)
        if last < end:
            return last
    return end

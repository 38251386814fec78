"""Where quotation marks open and close."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass

from claimwire_extractor.core.claims.dashed import dashed
from claimwire_extractor.core.claims.quote import Quote
from claimwire_extractor.core.claims.single_quoted import single_quoted
from claimwire_extractor.core.reading import Paragraph, Reading

# One by one, not as a set: the search then knows all the characters that a match begins with.
_MARK = re.compile("\u201c|\u201d|\u201e|\u00ab|\u00bb|\"|''|``")
_OPEN = " \t\n\r\u00a0([\u2014\u2013"
"""What stands before an opening mark."""
_PAIRS = {
    "\u201c": ("\u201d", '"'),
    "\u201e": ("\u201d", "\u201c"),
    "\u00ab": ("\u00bb",),
    '"': ('"',),
    "''": ("''",),
    "``": ("''",),
}
"""Opening marks and the marks that close them, the proper one first."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """All quotations of an article in order; they never nest and never cross a paragraph break."""

    all: tuple[Quote, ...]
    _starts: list[int]

    @classmethod
    def of(cls, reading: Reading, cues: Container[str] = ()) -> "Quotes":
        """Pair the marks of each paragraph; takes one pass over the text for each sort of mark.

        Dashes count as marks before one of the ``cues``, lemmas of verbs.
        """
        found: list[Quote] = []
        for paragraph in reading.paragraphs:
            if _is_bare(reading.text[paragraph.start : paragraph.end]):
                continue
            quotes = [
                *_paired(reading, paragraph),
                *dashed(reading, paragraph, cues),
                *single_quoted(reading, paragraph),
            ]
            if quotes:
                found.extend(_apart(sorted(quotes, key=lambda quote: quote.start)))
        return cls(tuple(found), [quote.start for quote in found])

    def index_at(self, offset: int) -> int | None:
        """Index of the quotation that holds the code point at ``offset``."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.all[index].end else None

    def at(self, offset: int) -> Quote | None:
        """The quotation that holds the code point at ``offset``."""
        index = self.index_at(offset)
        return None if index is None else self.all[index]

    def between(self, start: int, end: int) -> tuple[Quote, ...]:
        """Quotations that open at or after ``start`` and before ``end``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def overlap(self, start: int, end: int) -> bool:
        """Whether some of the words from ``start`` to ``end`` stand in a quotation."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and start < self.all[index].end

    def following(self, offset: int) -> int | None:
        """Index of the first quotation that opens at or after ``offset``."""
        index = bisect_left(self._starts, offset)
        return index if index < len(self.all) else None


def _is_bare(words: str) -> bool:
    """Tell a paragraph without any mark, as most are: to search it for each sort takes four times as long."""
    return words.isascii() and '"' not in words and "'" not in words and "`" not in words and "- " not in words


def _apart(quotes: list[Quote]) -> Iterator[Quote]:
    """Leave out what stands within a quotation, and dashes and single marks that others overlap."""
    last = 0
    for index, quote in enumerate(quotes):
        following = quotes[index + 1] if index + 1 < len(quotes) else None
        if quote.start < last:
            continue
        if (quote.dashed or quote.single) and following is not None and following.start < quote.end < following.end:
            continue
        yield quote
        last = quote.end


def _paired(reading: Reading, paragraph: Paragraph) -> Iterator[Quote]:
    marks = list(_MARK.finditer(reading.text, paragraph.start, paragraph.end))
    if not marks:
        return
    closers = _closers(marks)
    index = 0
    while index < len(marks):
        mark = marks[index]
        closer = closers[index] if _can_open(mark) else None
        if closer is not None:
            end = marks[closer]
            if end.start() > mark.end():
                yield Quote(mark.start(), end.end(), mark.end(), end.start(), runs_on=False)
            index = closer + 1
            continue
        if (
            mark.group() in _PAIRS
            and _can_open(mark)
            and _left_open(reading, paragraph, mark, last=index == len(marks) - 1)
        ):
            runs_on = _next_opens(reading, paragraph)
            yield Quote(mark.start(), paragraph.end, mark.end(), paragraph.end, runs_on)
            return
        index += 1


def _closers(marks: list[re.Match[str]]) -> list[int | None]:
    """For each mark the index of the next mark that closes it, found from the right in one pass."""
    nearest: dict[str, int] = {}
    closers: list[int | None] = []
    for index in range(len(marks) - 1, -1, -1):
        kind = marks[index].group()
        closers.append(next((nearest[end] for end in _PAIRS.get(kind, ()) if end in nearest), None))
        if _can_close(marks[index]):
            nearest[kind] = index
    return closers[::-1]


def _can_open(mark: re.Match[str]) -> bool:
    """Whether it may open a quotation; a straight mark behind a word and before a space only closes one."""
    before, after = _around(mark)
    return mark.group() != '"' or before in _OPEN or not (after in _OPEN or after in ".,;:?!)")


def _can_close(mark: re.Match[str]) -> bool:
    """Whether it may close a quotation; a straight mark behind a space and before a word only opens one.

    If this is removed, one mark too many turns all quotations of the paragraph inside out.
    """
    before, after = _around(mark)
    return mark.group() != '"' or before not in _OPEN or after in _OPEN


def _around(mark: re.Match[str]) -> tuple[str, str]:
    text = mark.string
    return text[mark.start() - 1 : mark.start()] or " ", text[mark.end() : mark.end() + 1] or " "


def _left_open(reading: Reading, paragraph: Paragraph, mark: re.Match[str], *, last: bool) -> bool:
    """Whether the mark opens a quotation that runs to the paragraph's end, and is no stray mark."""
    if not last or mark.end() >= paragraph.end:
        return False
    return mark.group() in "\u201c\u00ab" or _next_opens(reading, paragraph)


def _next_opens(reading: Reading, paragraph: Paragraph) -> bool:
    following = paragraph.index + 1
    if following >= len(reading.paragraphs):
        return False
    mark = _MARK.match(reading.text, reading.paragraphs[following].start)
    return mark is not None and mark.group() in _PAIRS

"""Content stretched over the quotations it belongs to."""

from collections.abc import Sequence

from claimwire.events import Quotation
from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.quote import Quote

Stretch = tuple[int, int]
"""Offsets of the article."""

_BREAKS = frozenset(",:;.?!\u2014")
"""Marks after which a quotation is speech and no name."""


def stretch_contents(analysis: Analysis, attributions: Sequence[Attribution]) -> list[tuple[Stretch, ...]]:
    """Turn each attribution's content from tokens into offsets, over whole quotations and the ones that go on.

    A quotation that starts right after the attribution, in the same paragraph or in the next one when
    the quotation was left open, goes on with the same speaker unless another cue claims it.
    """
    settled = [_whole_quotes(analysis, attribution) for attribution in attributions]
    claimed = {
        index for stretches in settled for start, end in stretches for index in _quote_indices(analysis, start, end)
    }
    return [
        _with_continuations(analysis, attribution, stretches, claimed)
        for attribution, stretches in zip(attributions, settled, strict=True)
    ]


def quotation_kind(analysis: Analysis, stretches: Sequence[Stretch]) -> Quotation:
    """Tell direct from indirect speech by how much of the content stands between quotation marks."""
    if not any(analysis.quotes.overlap(start, end) for start, end in stretches):
        return Quotation.INDIRECT
    words = inside = 0
    for start, end in stretches:
        for token in analysis.reading.tokens_between(start, end):
            if token.pos != "PUNCT":
                words += 1
                inside += analysis.quotes.at(token.start) is not None
    if inside == 0:
        return Quotation.INDIRECT
    return Quotation.DIRECT if inside == words else Quotation.MIXED


def without_marks(analysis: Analysis, stretch: Stretch) -> Stretch:
    """Cut the quotation marks around a wholly quoted stretch, and the comma before the closing one."""
    start, end = stretch
    quote = analysis.quotes.at(start)
    if quote is not None and end <= quote.end:
        start, end = max(start, quote.inner_start), min(end, quote.inner_end)
    text = analysis.reading.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


def _offsets(analysis: Analysis, found: Range) -> Stretch:
    tokens = analysis.reading.tokens
    return tokens[found[0]].start, tokens[found[1] - 1].end


def _quote_indices(analysis: Analysis, start: int, end: int) -> range:
    quotes = analysis.quotes
    first = quotes.index_at(start)
    inside = quotes.between(start, end)
    if first is None:
        first = quotes.index_at(inside[0].start) if inside else None
    if first is None:
        return range(0)
    count = len(inside) + (0 if inside and quotes.all[first] is inside[0] else 1)
    return range(first, first + count)


def _whole_quotes(analysis: Analysis, attribution: Attribution) -> tuple[Stretch, ...]:
    cue = analysis.reading.tokens[attribution.cue[0]].start
    cue_quote = analysis.quotes.index_at(cue)
    made: list[Stretch] = []
    for found in attribution.content:
        start, end = _without_dashed(analysis, *_offsets(analysis, found), cue)
        for index in (analysis.quotes.index_at(start), analysis.quotes.index_at(end - 1)):
            if index is not None and index != cue_quote:
                quote = analysis.quotes.all[index]
                start, end = min(start, quote.start), max(end, quote.end)
        if made and start <= made[-1][1]:
            before = made.pop()
            start, end = before[0], max(end, before[1])
        made.append((start, end))
    return tuple(made)


def _without_dashed(analysis: Analysis, start: int, end: int, cue: int) -> Stretch:
    """Cut off speech between dashes that another cue tells, where the parser saw no end of a sentence before it."""
    quote = next((quote for quote in analysis.quotes.between(start + 1, end) if quote.dashed), None)
    if quote is None or quote.start <= cue < quote.end:
        return start, end
    return (start, quote.start) if cue < quote.start else (quote.start, end)


def _with_continuations(
    analysis: Analysis, attribution: Attribution, stretches: tuple[Stretch, ...], claimed: set[int]
) -> tuple[Stretch, ...]:
    if analysis.quotes.at(stretches[-1][1] - 1) is None:
        return stretches
    reading, quotes = analysis.reading, analysis.quotes
    _, sentence_end = analysis.sentence_range(attribution.anchor)
    last = max(stretches[-1][1], reading.tokens[sentence_end - 1].start)
    open_quote = quotes.at(stretches[-1][1] - 1)
    made = list(stretches)
    paragraph = reading.paragraph_of(attribution.anchor).index
    index = quotes.following(stretches[-1][1])
    while index is not None and index not in claimed:
        quote = quotes.all[index]
        same = reading.text.find("\n", last, quote.start) < 0
        runs_on = (open_quote is not None and open_quote.runs_on) or _is_paragraph(analysis, paragraph + 1, quote)
        # Between other marks stands a heading or a name, not more of the same speech.
        other = open_quote is not None and open_quote.single is not quote.single
        if other or not (same or runs_on) or not _bare(analysis, last, quote):
            break
        claimed.add(index)
        made.append((quote.start, quote.end))
        last, open_quote = quote.end, quote
        paragraph += not same
        index = index + 1 if index + 1 < len(quotes.all) else None
    return tuple(made)


def _is_paragraph(analysis: Analysis, index: int, quote: Quote) -> bool:
    """Whether the quotation is the whole of a paragraph."""
    paragraphs = analysis.reading.paragraphs
    if index >= len(paragraphs):
        return False
    return (paragraphs[index].start, paragraphs[index].end) == (quote.start, quote.end)


def _bare(analysis: Analysis, last: int, quote: Quote) -> bool:
    """Whether no word stands between, and the quotation is no name in the cue's own sentence."""
    if quote.start <= last:
        return analysis.reading.text[max(0, quote.start - 2) : quote.start].strip()[-1:] in _BREAKS
    return not any(token.pos not in ("PUNCT", "SPACE") for token in analysis.reading.tokens_between(last, quote.start))

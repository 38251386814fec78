"""Quotations right before and after a cue."""

from claimwire_extractor.core.claims.analysis import Analysis, Range
from claimwire_extractor.core.claims.cue_phrase import cue_phrase
from claimwire_extractor.core.claims.quote import Quote
from claimwire_extractor.core.token import Token

_SENTENCE_END = frozenset({".", "?", "!", "\u201d"})


def quotation_after(analysis: Analysis, verb: Token, source: Range) -> tuple[Range, ...]:
    """Find the quotation that follows the cue, in the next paragraph after a colon."""
    reading = analysis.reading
    if analysis.quotes.at(verb.start) is not None or any(child.dep == "ccomp" for child in verb.lefts):
        return ()
    _, end = cue_phrase(analysis, verb, source, None)
    paragraph = reading.paragraph_of(verb)
    last = reading.tokens[end - 1]
    found = analysis.quotes.between(verb.end, last.end + 3)
    colon = analysis.token(end)
    if not found and colon is not None and colon.text == ":" and colon.start < paragraph.end:
        following = reading.paragraphs[paragraph.index + 1] if paragraph.index + 1 < len(reading.paragraphs) else None
        found = analysis.quotes.between(colon.end, following.start + 1 if following is not None else paragraph.end)
    if not found or not _adjoins(analysis, verb, source, found[0].start):
        return ()
    return _tokens_of(analysis, found[0])


def quotation_before(analysis: Analysis, verb: Token, source: Range) -> tuple[Range, ...]:
    """Find the quotation that ends where the cue and its subject begin."""
    reading = analysis.reading
    if analysis.quotes.at(verb.start) is not None:
        return ()
    start = min(cue_phrase(analysis, verb, source, None)[0], verb.index)
    for index in (start - 1, start - 2):
        before = analysis.token(index)
        if before is None or before.start < reading.paragraph_of(verb).start:
            return ()
        quote = analysis.quotes.at(before.start)
        if quote is not None:
            return _tokens_of(analysis, quote)
        if before.pos != "PUNCT":
            return ()
    return ()


def with_opening_quotation(
    analysis: Analysis, verb: Token, source: Range, content: tuple[Range, ...]
) -> tuple[Range, ...]:
    """Put the quotation before the cue in front of the one after it: "A," he said, "B."."""
    if content[0][0] < verb.index or analysis.quotes.at(analysis.reading.tokens[content[0][0]].start) is None:
        return content
    before = quotation_before(analysis, verb, source)
    if not before:
        return content
    quote = analysis.quotes.at(analysis.reading.tokens[before[0][0]].start)
    ended = quote is not None and analysis.reading.text[quote.inner_end - 1] == "."
    return content if ended else before + content


def _tokens_of(analysis: Analysis, quote: Quote) -> tuple[Range, ...]:
    inside = analysis.reading.tokens_between(quote.start, quote.end)
    return ((inside[0].index, inside[-1].index + 1),) if inside else ()


def _adjoins(analysis: Analysis, verb: Token, source: Range, quote_start: int) -> bool:
    """Whether nothing but the subject, the hearer or an adverb stands between the cue and a quotation."""
    between = analysis.reading.tokens_between(verb.end, quote_start)
    if any(token.text in _SENTENCE_END for token in between):
        return False
    if not between or between[-1].pos == "PUNCT":
        return True
    return all(
        token.pos in ("ADV", "SCONJ", "ADP", "PART") or source[0] <= token.index < source[1] for token in between
    )

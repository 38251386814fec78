"""Speakers whom the parser reads together with the last words of what they said."""

from claimwire_extractor.core.claims.analysis import Analysis, Range

_FEW = 3
"""Words between quotation marks that are a name and no speech."""


def clear_of_quotation(analysis: Analysis, source: Range) -> Range:
    """Cut off what of a source stands in a quotation that ends within it: '"We saw two jets" a doctor said'."""
    tokens = analysis.reading.tokens
    start, end = source
    quote = analysis.quotes.at(tokens[start].start)
    if quote is None or quote.dashed or tokens[end - 1].start < quote.end:
        return source
    if len(analysis.reading.tokens_between(quote.inner_start, quote.inner_end)) <= _FEW:
        return source
    while start < end - 1 and (tokens[start].start < quote.end or tokens[start].pos == "PUNCT"):
        start += 1
    return start, end

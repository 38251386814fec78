"""Names behind a quotation whose commas got lost: '"..." Olha Marchuk a local doctor told the agency'."""

from claimwire_extractor.core.claims.analysis import Analysis, Range

_LONGEST = 5
_NAMES = frozenset({"NNP", "NNPS"})
_PARTICLES = frozenset({"al", "el", "abu", "ibn", "bin", "van", "de", "-"})


def name_before(analysis: Analysis, source: Range, content: tuple[Range, ...]) -> int | None:
    """Find where a name begins that stands between a quotation and who the parser takes for its speaker."""
    start, end = content[-1]
    if end != source[0]:
        return None
    tokens = analysis.reading.tokens
    first = end
    while first > max(start, end - _LONGEST) and (
        tokens[first - 1].tag in _NAMES or tokens[first - 1].lower in _PARTICLES
    ):
        first -= 1
    if not start < first < end or not tokens[first].text[:1].isupper():
        return None
    quote = analysis.quotes.at(tokens[first - 1].start)
    return first if quote is not None and not quote.dashed and quote.end <= tokens[first].start else None

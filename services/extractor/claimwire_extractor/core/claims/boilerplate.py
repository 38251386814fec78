"""Lines that are the publisher's own."""

from claimwire_extractor.core.claims.lexicon import ClaimLexicon
from claimwire_extractor.core.reading import Reading

_LONGEST = 600
"""Code points; longer paragraphs are never boilerplate, and the patterns need not read them."""


def boilerplate_paragraphs(reading: Reading, lexicon: ClaimLexicon) -> frozenset[int]:
    """Indices of paragraphs that are newsletter lines, agency credits, captions and teasers."""
    return frozenset(
        paragraph.index
        for paragraph in reading.paragraphs
        if paragraph.end - paragraph.start <= _LONGEST
        and lexicon.boilerplate.search(reading.text[paragraph.start : paragraph.end].replace("'", "\u2019"))
    )

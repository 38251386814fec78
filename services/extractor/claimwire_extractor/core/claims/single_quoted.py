"""Speech between single quotation marks, as British papers print it: ‘We stay,’ said the mayor."""

import re
from collections.abc import Iterator

from claimwire_extractor.core.claims.quote import Quote
from claimwire_extractor.core.reading import Paragraph, Reading

_OPENS = re.compile(r"['\u2018](?=\w)(?<![^\s(\[\u2014\u2013].)(?!\d\ds?\b|(?:em|til|tis|twas|cause|n|round|bout)\b)")
"""A mark before a word and behind none; not those of "'90s" and "'til"."""
_CLOSES = re.compile(r"(?:(?<=[.,!?\u2026]).|(?<=[^\W\ds]).|(?<=[s\d)]).(?!\s\w))(?<=['\u2019])(?!\w)")
"""A mark behind a word or a stop and before no letter; behind an s and before another word it marks an owner."""
_SHORTEST = 2
"""Words; a single one is called so, not said."""


def single_quoted(reading: Reading, paragraph: Paragraph) -> Iterator[Quote]:
    """Find the quotations between single marks; one that the next opens before it is closed is none."""
    text, end = reading.text, paragraph.end
    opening = _OPENS.search(text, paragraph.start, end)
    while opening is not None:
        following = _OPENS.search(text, opening.end(), end)
        closing = _CLOSES.search(text, opening.end(), following.start() if following else end)
        if closing is not None and len(text[opening.end() : closing.start()].split()) >= _SHORTEST:
            yield Quote(opening.start(), closing.end(), opening.end(), closing.start(), runs_on=False, single=True)
        opening = following

"""An article with everything marked that was read in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from claimwire.events import ClaimReported, StrikeReported
from claimwire.rendering.highlighting import Segment, fact_marks, highlighted


@dataclass(frozen=True, slots=True)
class HighlightedArticle:
    """An article's headline and the text below it."""

    headline: tuple[Segment, ...]
    """Empty for an article without a headline."""
    text: tuple[Segment, ...]


def highlighted_article(
    text: str,
    headline: str | None,
    claims: Iterable[ClaimReported],
    strikes: Iterable[StrikeReported],
    cuts: Iterable[int] = (),
) -> HighlightedArticle:
    """Mark everything that was read in an article; a segment begins at each of ``cuts``.

    Ingest makes the headline the first words of the text: they are shown once, above it.
    """
    headline = headline or ""
    marks = fact_marks(claims, strikes)
    if not text.startswith(headline):
        return HighlightedArticle((Segment(headline),), tuple(highlighted(text, marks, cuts)))
    segments = highlighted(text, marks, {len(headline), *cuts})
    above: list[Segment] = []
    left = len(headline)
    while left > 0:
        above.append(next(segments))
        left -= len(above[-1].text)
    return HighlightedArticle(tuple(above), tuple(segments))

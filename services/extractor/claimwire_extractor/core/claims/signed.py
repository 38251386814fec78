"""Quotations with the speaker's name behind a dash."""

from collections.abc import Iterator

from claimwire.events import ClaimAct
from claimwire_extractor.core.claims.analysis import Analysis
from claimwire_extractor.core.claims.attribution import Attribution
from claimwire_extractor.core.claims.quote import Quote
from claimwire_extractor.core.token import Token

_DASHES = frozenset({"-", "--", "\u2013", "\u2014", "\u2015"})
_LONGEST_NAME = 12
_SHORTEST_CONTENT = 3
"""Words; a shorter quotation is a title."""


def signed_attributions(analysis: Analysis) -> Iterator[Attribution]:
    """Find quotations that a dash and a name follow, to the end of the paragraph: ``"We stay." \u2014 Anna Orlova, 40``."""
    for quote in analysis.quotes.all:
        found = _attribution(analysis, quote)
        if found is not None:
            yield found


def _attribution(analysis: Analysis, quote: Quote) -> Attribution | None:
    reading = analysis.reading
    said = reading.tokens_between(quote.inner_start, quote.inner_end)
    if len(said) < _SHORTEST_CONTENT:
        return None
    dash = analysis.token(reading.tokens_between(quote.start, quote.end)[-1].index + 1)
    if dash is None or dash.text not in _DASHES:
        return None
    paragraph = reading.paragraph_of(dash)
    if paragraph.index - reading.paragraph_of(said[0]).index > 1:
        return None
    end = paragraph.sentences[-1].tokens[-1].index + 1
    name = reading.tokens[dash.index + 1 : end]
    head = _name(name)
    if head is None:
        return None
    source = analysis.trimmed((dash.index + 1, end))
    cue = dash.index, dash.index + 1
    content = said[0].index, said[-1].index + 1
    return Attribution(
        source=source,
        head=head,
        cue=cue,
        anchor=dash,
        lemma=dash.text,
        act=ClaimAct.SAY,
        content=(content,),
        reasons=(
            analysis.reason("source.signature", source),
            analysis.reason("cue.dash", cue),
            analysis.reason("content.quotation-signed", content),
        ),
    )


def _name(words: tuple[Token, ...]) -> Token | None:
    """Last word of the name that opens the words, if they are a name with no verb behind it."""
    if not 0 < len(words) <= _LONGEST_NAME or any(word.pos in ("VERB", "AUX") for word in words):
        return None
    name: list[Token] = []
    for word in words:
        if word.pos != "PROPN" or not word.text[:1].isupper():
            break
        name.append(word)
    return name[-1] if name else None

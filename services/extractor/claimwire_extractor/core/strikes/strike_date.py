"""When it happened."""

from datetime import timedelta

from claimwire.events import DatePrecision, Occurred, Span
from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.token import Token

_LONG_AGO = timedelta(days=45)
"""How long before publication a strike is background."""


def strike_date(background: Background, sentence: Sentence, evidence: Span, leading: Token) -> Occurred | None:
    """Pick the date nearest in the clause; the day on which somebody spoke only where there is no other."""
    dates = background.dates(sentence)
    told = [found for found in dates if not _tells_when_said(background, found)]
    inside = [found for found in told if evidence.start <= found.start and found.end <= evidence.end]
    chosen = inside or told or [found for found in dates if found.precision is DatePrecision.DAY]
    return min(chosen, key=lambda found: abs(found.start - leading.start), default=None)


def _tells_when_said(background: Background, found: Occurred) -> bool:
    tokens = background.reading.tokens_between(found.start, found.end)
    inside = set(tokens)
    top = next((token for token in tokens if token.head not in inside), None)
    if top is None:
        return False
    above = top.head.head if top.head.dep == "prep" else top.head
    return above.lemma in background.lexicon.modality.reporting and above.pos == "VERB"


def is_historical(background: Background, sentence: Sentence, occurred: Occurred | None) -> bool:
    """Tell whether the words or the date put it into the past of the war, or of another one."""
    text = background.reading.text[sentence.start : sentence.end].lower()
    if any(words in text for words in background.lexicon.modality.historical_phrases):
        return True
    if occurred is None or occurred.date_to is None or background.published is None:
        return False
    return occurred.date_to < background.published - _LONG_AGO

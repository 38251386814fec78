"""Words of time that only measure how bad a strike was."""

from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background

_SINCE = "since"
_FIRST = frozenset({"first", "unprecedented", "unseen", "record"})


def is_compared(background: Background, sentence: Sentence, at: int) -> bool:
    """Tell "the worst raid since 2014" and "the first since the start of the war" from "shelled since 2014"."""
    if background.reading.text[at : at + len(_SINCE)].lower() != _SINCE:
        return False
    return any(
        token.tag in {"JJS", "RBS"} or token.lower in _FIRST
        for token in background.reading.tokens_between(sentence.start, at)
    )

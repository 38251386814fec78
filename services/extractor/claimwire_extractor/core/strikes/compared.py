"""Words of time that only measure how bad a strike was."""

from collections.abc import Sequence

from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.token import Token

_SINCE = "since"
_FIRST = frozenset({"first", "unprecedented", "unseen", "record"})


def is_compared(background: Background, sentence: Sentence, at: int) -> bool:
    """Tell "the worst raid since 2014" and "the first since the start of the war" from "shelled since 2014"."""
    if background.reading.text[at : at + len(_SINCE)].lower() != _SINCE:
        return False
    before = background.reading.tokens_between(sentence.start, at)
    return any(
        token.lower in _FIRST or (token.tag in {"JJS", "RBS"} and not _bounds_number(before, position))
        for position, token in enumerate(before)
    )


def _bounds_number(tokens: Sequence[Token], position: int) -> bool:
    """Tell "at least ten have died since Friday" from "the deadliest raid since Friday"."""
    return position > 0 and tokens[position - 1].lower == "at"

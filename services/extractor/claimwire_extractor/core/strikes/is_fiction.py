"""Works that tell of what was made up."""

from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.token import Token


def is_fiction(work: Token, words: Modality) -> bool:
    """Tell a novel and a video game from a game of football and from "a drama that lasted six hours"."""
    return work.lemma in words.fiction or (work.lemma == "game" and any(part.lower in _PLAYED for part in work.lefts))


_PLAYED = frozenset({"video", "computer"})

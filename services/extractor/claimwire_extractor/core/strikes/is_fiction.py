"""Works that tell of what was made up."""

from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.token import Token


def is_fiction(work: Token, words: Modality) -> bool:
    """Tell a novel, a video game and a fake video from a game of football and from "a drama that lasted six hours"."""
    if work.lemma in words.fiction or (work.lemma == "game" and any(part.lower in _PLAYED for part in work.lefts)):
        return True
    return work.lemma in _SHOWING and any(part.lower in _MADE_UP for part in work.lefts)


_PLAYED = frozenset({"video", "computer"})
_SHOWING = frozenset({"video", "footage", "clip", "photo", "photograph", "picture", "image", "film", "post", "report"})
_MADE_UP = frozenset(
    {"fake", "faked", "fabricated", "doctored", "manipulated", "bogus", "invented", "simulated", "false"}
)

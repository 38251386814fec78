"""Whether the words put a strike on nobody's word in particular."""

from collections.abc import Sequence
from itertools import islice

from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.token import Token

_HEIGHT = 5


def is_hearsay(trigger: Token, clause: Sequence[Token], words: Modality) -> bool:
    """Find a word like "reportedly" in the strike's clause, or in one above that the clause completes."""
    if any(token.lower in words.hearsay for token in clause):
        return True
    below = trigger
    for above in islice(trigger.ancestors(), _HEIGHT):
        # A clause of time or manner is told beside what is hearsay.
        if below.dep in {"advcl", "relcl"} and below.pos in {"VERB", "AUX"}:
            return False
        if above.lower in words.hearsay or any(part.lower in words.hearsay for part in above.children):
            return True
        below = above
    return False

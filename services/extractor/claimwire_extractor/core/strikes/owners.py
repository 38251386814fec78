"""Who owned up to strikes behind their mentions."""

from collections.abc import Mapping, Sequence

from claimwire.events import Side
from claimwire_extractor.core.strikes.aftermath import Aftermath
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.owning_up import OWNED_UP, owning_up
from claimwire_extractor.core.strikes.syntax import phrase
from claimwire_extractor.core.token import Token


def owners(background: Background, aftermath: Aftermath) -> Mapping[int, Sequence[Token]]:
    """Find for strikes, by index, the words for a side that says they were its own: "ISIS claimed responsibility"."""
    found: dict[int, Sequence[Token]] = {}
    for sentence in aftermath.sentences:
        if not background.has_words(sentence, OWNED_UP):
            continue
        for token in background.tokens(sentence):
            strike = aftermath.strike_at(token) if token.lemma in OWNED_UP and token.dep == "dobj" else None
            sided = (
                name for who in owning_up(token.head) if background.side_of(name := phrase(who)) is not Side.UNKNOWN
            )
            if strike is not None and (named := next(sided, None)):
                found.setdefault(strike, named)
    return found

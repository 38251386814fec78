"""Fighters that a strike killed or wounded."""

from collections.abc import Iterator, Sequence

from claimwire.events import Quantity, Span
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.target_phrases import target_phrases
from claimwire_extractor.core.token import Token

_FEW = 8
"""Mentions of a strike that are looked at."""


def fallen_fighters(background: Background, group: Sequence[Mention]) -> Iterator[Span]:
    """Name the fighters hurt, who are what was aimed at where nothing else is said to be hit; civilians are not."""
    counted = (mention.casualties for mention in group[:_FEW])
    for hurt in (quantity for told in counted for quantity in (told.killed, told.wounded) if quantity):
        head = _counted(background, hurt)
        if head and head.lemma in background.lexicon.force_nouns:
            for words in target_phrases(background, [head]):
                uncounted = [token for token in words if token.end > hurt.end] or words
                yield background.reading.span_of(uncounted)
            return


def _counted(background: Background, hurt: Quantity) -> Token | None:
    """Find the noun that a number counts: "50" in "killed at least 50 rebel fighters"."""
    tokens = background.reading.tokens_between(hurt.start, hurt.end)
    last = tokens[-1] if tokens else None
    if last and last.pos == "NOUN":
        return last
    return last.head if last and last.dep == "nummod" else None

"""Fighters that a strike killed or wounded."""

from collections.abc import Iterator, Sequence

from claimwire.events import Quantity, Side, Span
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.syntax import phrase, prepositions
from claimwire_extractor.core.strikes.target_phrases import target_phrases
from claimwire_extractor.core.token import Token

_FEW = 8
"""Mentions of a strike that are looked at."""
_OF_BODIES = frozenset(
    {"member", "leader", "commander", "chief", "emir", "operative", "element", "official", "officer"}
)
"""People of whom only whose they are says that they fight."""


def fallen_fighters(background: Background, group: Sequence[Mention]) -> Iterator[Span]:
    """Name the fighters hurt, who are what was aimed at where nothing else is said to be hit; civilians are not."""
    counted = (mention.casualties for mention in group[:_FEW])
    for hurt in (quantity for told in counted for quantity in (told.killed, told.wounded) if quantity):
        head = next((noun for noun in _counted(background, hurt) if _fights(background, noun)), None)
        if head is not None:
            for words in target_phrases(background, [head]):
                numbered = max((part.end for part in head.lefts if part.dep == "nummod"), default=hurt.start)
                number = hurt.end if hurt.end <= head.start else numbered
                uncounted = [token for token in words if token.end > number] or words
                yield background.reading.span_of(uncounted)
            return


def _fights(background: Background, noun: Token) -> bool:
    """Tell fighters by their noun, and "members of the Front" and "leaders of the group" by whose they are."""
    if noun.lemma in background.lexicon.force_nouns:
        return True
    if noun.lemma not in _OF_BODIES:
        return False
    whose = [held for preposition, held in prepositions(noun) if preposition.lower == "of"] + noun.lefts
    return any(background.side_of([part]) is not Side.UNKNOWN or background.is_force(phrase(part)) for part in whose)


def _counted(background: Background, hurt: Quantity) -> Iterator[Token]:
    """List the nouns that numbers count: "50" in "killed at least 50 rebel fighters"; of "50 fighters' wives" the wives."""
    for token in background.reading.tokens_between(hurt.start, hurt.end):
        noun = token.head if token.dep == "nummod" else token
        if noun.pos == "NOUN" and noun.dep not in {"poss", "compound", "nmod"}:
            yield noun

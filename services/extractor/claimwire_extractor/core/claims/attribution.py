"""An attribution as token ranges, before anybody asks who the speaker is."""

from typing import NamedTuple

from claimwire.events import ClaimAct
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.token import Token


class Attribution(NamedTuple):
    """Who, by which words, said what; ranges count tokens of the article, the end excluded."""

    source: tuple[int, int]
    head: Token
    """Head noun or pronoun of the source."""
    cue: tuple[int, int]
    anchor: Token
    """The cue's own word: the verb, noun or preposition."""
    lemma: str
    act: ClaimAct
    content: tuple[tuple[int, int], ...]
    reasons: tuple[Reason, ...] = ()
    """Why the words are its source, cue and content."""

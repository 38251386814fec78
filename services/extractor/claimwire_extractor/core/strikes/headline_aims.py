"""What headlines say was hit, leaving out the auxiliary."""

from collections.abc import Iterator

from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.strike_lexicon import Frame
from claimwire_extractor.core.strikes.syntax import child
from claimwire_extractor.core.token import Token

_BOMBING = frozenset({"shell", "bomb", "bombard"})
"""Verbs that seldom go without saying what was hit."""


def headline_aims(candidate: Candidate) -> Iterator[Token]:
    """Find what may be hit rather than hitting: "Hospital bombed in X", "X shelled again".

    Who fires stands in the same place, so the caller has to tell that the word is a building or a town.
    """
    for verb, trigger in zip(candidate.tokens, candidate.triggers, strict=True):
        passive = verb.tag == "VBN" or (verb.tag == "VBD" and verb.lemma in _BOMBING)
        if trigger.frame is not Frame.HITS or not passive or not verb.is_root or child(verb, "dobj", "aux", "auxpass"):
            continue
        aim = child(verb, "nsubj")
        if aim and not child(aim, "det"):
            yield aim

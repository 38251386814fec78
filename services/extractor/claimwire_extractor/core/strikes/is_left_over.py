"""What is left of weapons that were named before."""

from claimwire_extractor.core.strikes.syntax import prepositions
from claimwire_extractor.core.token import Token

_REST = frozenset({"rest", "remainder", "other", "another", "one", "first", "second", "third", "fourth", "fifth", "sixth"})  # fmt: skip
_HITTING = frozenset({"hit", "strike", "land", "slam", "smash", "explode", "detonate", "damage", "destroy", "target", "impact", "pierce"})  # fmt: skip
"""What munitions do; of people "two others were killed" and "one fell" are told in the same way."""
_OWN = frozenset({"compound", "poss", "amod"})


def is_left_over(head: Token) -> bool:
    """Tell "the rest hit Y", "the remaining eight" and "two of them", which may be weapons, from "one rocket" and "two of the rockets"."""
    if head.dep != "nsubj" or not (head.tag == "CD" or head.lemma in _REST) or head.head.lemma not in _HITTING:
        return False
    held = [noun for preposition, noun in prepositions(head) if preposition.lower == "of"]
    if held:
        return held[0].lower == "them"
    return not any(part.dep in _OWN and part.lower != "remaining" for part in head.lefts)

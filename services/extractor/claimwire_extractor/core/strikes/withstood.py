"""How fire in the air ended."""

from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.token import Token


def withstood(trigger: Token, words: Modality) -> Token | None:
    """Find the verb that says of fire in the air how it ended: "repelled a missile attack", "a drone raid was thwarted"."""
    noun = trigger
    while noun.dep == "conj" and not noun.is_root:
        noun = noun.head
    ends = noun.dep in {"dobj", "nsubjpass"} and noun.head.lemma in words.withstanding
    return noun.head if ends else None

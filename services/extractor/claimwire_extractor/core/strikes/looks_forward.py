"""Words that relate to a strike that may come, or that something is able to do."""

from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.token import Token


def looks_forward(above: Token, below: Token, words: Modality) -> bool:
    """Read what only relates to a strike that may come: "used for striking X", "protect Y from strikes"."""
    if below.dep == "pcomp" and above.dep == "prep":
        if above.lower == "for":
            return above.head.lemma not in words.answered | words.answering
        return _is_of_range(above, below)
    if below.dep == "prep" and below.lower == "for" and above.pos == "NOUN":
        return above.lemma not in words.answering
    if below.dep == "prep" and below.lower in {"from", "against"}:
        shielding = above if above.pos == "VERB" else above.head
        return shielding.lemma in words.shielding
    if below.dep in {"acl", "relcl"} and above.dep in {"nsubj", "nsubjpass"}:
        able = any(part.dep == "aux" and part.lower in {"can", "could"} for part in above.head.children)
        return able and above.head.lemma in words.reaching and above.tag in {"NNS", "NNPS"}
    return False


def _is_of_range(preposition: Token, verb: Token) -> bool:
    """Read "from firing X to dropping Y", which lists what something is for."""
    if preposition.lower == "to":
        outer = preposition.head
        return outer.dep == "pcomp" and outer.head.lower == "from"
    others = (*preposition.children, *verb.children, *preposition.head.children)
    return preposition.lower == "from" and any(
        other.lower == "to" and any(part.dep == "pcomp" for part in other.children) for other in others
    )

"""Words that relate to a strike that may come, or that something is able to do."""

from collections.abc import Iterator
from itertools import islice

from claimwire_extractor.core.strikes.is_fiction import is_fiction
from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.token import Token


def looks_forward(above: Token, below: Token, words: Modality) -> bool:
    """Read what only relates to a strike: "used for striking X", "protect Y from strikes", "the novel opens with one"."""
    if below.dep == "pcomp" and above.pos in {"ADP", "SCONJ"}:
        return _is_use(above, below, words)
    if above.pos == "VERB" and any(is_fiction(part, words) for part in above.children if part.dep == "nsubj"):
        return True
    if below.dep == "prep" and below.lower == "for" and above.pos == "NOUN":
        # "blamed the army for the strikes": the parser hangs "for" on the army.
        answered = above.dep == "dobj" and above.head.lemma in words.answered
        return above.lemma not in words.answering and not answered
    if below.dep == "prep" and below.lower in {"from", "against"}:
        shielding = above if above.pos == "VERB" else above.head
        return shielding.lemma in words.shielding or above.lemma in _SAFE
    if below.dep in {"acl", "relcl"} and above.dep in {"nsubj", "nsubjpass"}:
        able = any(part.dep == "aux" and part.lower in {"can", "could"} for part in above.head.children)
        return able and above.head.lemma in words.reaching and above.tag in {"NNS", "NNPS"}
    return False


_SAFE = frozenset({"safe", "immune", "secure"})


def _is_use(above: Token, below: Token, words: Modality) -> bool:
    """Read a gerund behind a preposition: "used for striking X", "a pretext for bombing Y"."""
    if above.lower == "for":
        # "a pretext for accusing them and for bombing the port"
        first = above
        if above.dep == "conj":
            # It may be beside another preposition, below the one that it repeats.
            first = next((part for part in islice(above.ancestors(), _STEPS) if part.lower == "for"), above.head)
        governor = first.head
        return governor.lemma not in words.answered | words.answering
    return _is_of_range(above, below)


def _is_of_range(preposition: Token, verb: Token) -> bool:
    """Read "from firing X to dropping Y", which lists what something is for, wherever the parser hangs its parts."""
    if preposition.lower == "to":
        return any(_leads_gerund(part, "from") for part in _around(preposition))
    near = (*_around(preposition), *(part for part in verb.rights if part.lower == "to"))
    return preposition.lower == "from" and any(_leads_gerund(part, "to") for part in near)


def _around(preposition: Token) -> Iterator[Token]:
    """List the words that govern a preposition, a few steps up, and those beside it on the way."""
    for above in islice(preposition.ancestors(), _STEPS):
        yield above
        for beside in above.children:
            yield beside
            for held in (part for part in beside.children if part.dep == "pobj"):
                yield from held.children


_STEPS = 3


def _leads_gerund(token: Token, preposition: str) -> bool:
    return token.lower == preposition and any(part.dep == "pcomp" for part in token.children)

"""Who is blamed for a strike."""

from collections.abc import Iterator

from claimwire_extractor.core.strikes.syntax import prepositions, with_conjuncts
from claimwire_extractor.core.token import Token

_ON = {"blame": "on", "pin": "on", "attribute": "to", "ascribe": "to"}
"""Verbs that put a strike on somebody, and the preposition behind which he stands."""
_BESIDE = frozenset({"nsubjpass", "dobj"})


def blamed_for(strike: Token) -> Iterator[Token]:
    """Read "a raid blamed on X", "the raid was blamed on X" and "attributed the raid to X"."""
    verbs = [part for part in strike.rights if part.dep == "acl"]
    if strike.dep in _BESIDE:
        verbs.append(strike.head)
    for verb in verbs:
        for preposition, held in prepositions(verb) if verb.lemma in _ON else ():
            if preposition.lower == _ON[verb.lemma]:
                yield from with_conjuncts(held)

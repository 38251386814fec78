"""Strikes that somebody only weighs, awaits or gives up."""

from claimwire_extractor.core.strikes.is_known import is_known
from claimwire_extractor.core.strikes.syntax import child, prepositions
from claimwire_extractor.core.token import Token

_ENDING = frozenset({"cancel", "abort", "postpone", "shelve", "scrap", "veto", "ban", "bar", "forbid", "prohibit", "outlaw", "rule out", "call off", "put off"})  # fmt: skip
_GIVING_UP = _ENDING | {"avoid"}
_WEIGHING = _ENDING | {"approve", "mull", "weigh", "contemplate", "ponder", "debate", "advocate", "propose", "recommend", "oppose", "vote", "hold off"}  # fmt: skip
"""Verbs whose object, where it is not a known strike, has not come: "approved air strikes on X"."""
_AWAITING = frozenset({"expect", "fear", "anticipate", "predict", "foresee", "threaten", "mull", "plan"})
_TO_COME = frozenset({"possible", "impossible", "likely", "unlikely", "probable", "improbable", "imminent", "inevitable", "conceivable", "inconceivable", "unthinkable", "feasible"})  # fmt: skip
_SEEMING = frozenset({"be", "seem", "become", "remain"})
_CONCERNED = frozenset(verb.partition(" ")[0] for verb in _WEIGHING | _AWAITING | _GIVING_UP | _SEEMING | {"spare"})
"""Lemmas of all these, for a first look."""
_PAST = frozenset({"VBD", "VBN"})
_PARTICLES = frozenset({"off", "out"})


def is_ahead(above: Token, below: Token) -> bool:
    """Tell "mulled a strike on X", "strikes on X are expected" and "the raid was called off" from strikes that came.

    What is said of a known strike tells that it came: "parliament opposed the bombing", "the attack was inevitable";
    but a known one that is called off did not.
    """
    if above.lemma not in _CONCERNED:
        return False
    verb = _with_particle(above)
    known = is_known(below)
    if below.dep == "nsubjpass":
        told = any(
            part.dep in {"xcomp", "advcl"} or (part.dep == "conj" and part.tag in _PAST) for part in above.rights
        )
        return verb in _GIVING_UP or (verb in _AWAITING and not (known or told))
    if below.dep == "nsubj" and above.lemma in _SEEMING:
        return not known and any(
            part.dep == "acomp" and part.lemma in _TO_COME and child(part, "xcomp") is None for part in above.rights
        )
    if above.pos != "VERB" or verb not in _WEIGHING:
        return below.dep == "oprd" and verb == "spare"
    if below.dep == "prep":
        return above.lemma == "vote" and below.lower in {"for", "against", "on"} and not _holds_known(below)
    weighed = below.dep in {"xcomp", "ccomp"} or (below.dep == "dobj" and not _is_told(below))
    return weighed and (not known or verb in _GIVING_UP)


def _is_told(strike: Token) -> bool:
    """Read "approved a strike on X that killed two", which came."""
    heads = (strike, *(held for _, held in prepositions(strike)))
    return any(part.dep == "relcl" and part.tag == "VBD" for head in heads for part in head.rights)


def _with_particle(verb: Token) -> str:
    particle = next((part.lower for part in verb.rights if part.dep == "prt" and part.lower in _PARTICLES), None)
    return f"{verb.lemma} {particle}" if particle else verb.lemma


def _holds_known(preposition: Token) -> bool:
    held = child(preposition, "pobj")
    return held is not None and is_known(held)

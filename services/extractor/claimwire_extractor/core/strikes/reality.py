"""Whether the words say that a strike happened."""

from enum import StrEnum

from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.strikes.syntax import ancestors
from claimwire_extractor.core.token import Token

_HEIGHT = 6
_GOVERNED = frozenset({"of", "for", "against", "from", "to", "about", "on", "in"})


class Reality(StrEnum):
    """What a mention says of its strike."""

    HAPPENED = "happened"
    PLANNED = "planned"
    DENIED = "denied"
    UNREAL = "unreal"
    """Hypothetical, conditional, negated, or something somebody is able to do."""


def reality_of(trigger: Token, words: Modality) -> Reality:
    """Read modal verbs, negation, conditions and governing words around a trigger.

    The walk up ends at a verb of speech: what governs that says nothing about the strike.
    """
    own = _of_verb(trigger, words) if trigger.pos == "VERB" else _of_modifiers(trigger, words)
    if own is not Reality.HAPPENED:
        return own
    for height, (above, below) in enumerate(ancestors(trigger)):
        if height == _HEIGHT:
            break
        found = _under(above, below, words)
        if found is not Reality.HAPPENED:
            return found
        if _ends_walk(above, below, words):
            break
    return Reality.HAPPENED


def _ends_walk(above: Token, below: Token, words: Modality) -> bool:
    if above.lemma in words.reporting and above.pos == "VERB":
        return True
    # A word beside, or a clause of time or reason, is not governed by the main verb's mood.
    return below.dep in {"advcl", "conj", "appos", "nsubj", "relcl", "parataxis"} and below.pos in {"VERB", "AUX"}


def _of_modifiers(noun: Token, words: Modality) -> Reality:
    for other in noun.children:
        if other.index > noun.index and other.dep not in {"relcl", "acl"}:
            continue
        if other.lower in words.planned_modifiers:
            return Reality.PLANNED
        if other.lower in words.hypothetical_modifiers or (
            other.dep in {"det", "neg"} and other.lower in words.negations
        ):
            return Reality.UNREAL
        if other.lower in words.negated_modifiers:
            return Reality.UNREAL
    return Reality.HAPPENED


def _of_verb(verb: Token, words: Modality) -> Reality:
    perfect = any(other.lemma == "have" and other.dep == "aux" for other in verb.children)
    for other in verb.children:
        if other.dep == "neg" or (other.dep in {"advmod", "preconj"} and other.lower in words.negations):
            return Reality.UNREAL
        if (
            other.dep == "aux"
            and other.lower in words.hypothetical_auxiliaries
            and not (perfect and other.lower in {"may", "might", "must", "could"})
        ):
            return Reality.UNREAL
        if other.dep == "aux" and other.lower in words.planned_auxiliaries:
            return Reality.PLANNED
        if other.dep == "mark" and other.lower in words.conditions:
            return Reality.UNREAL
    return Reality.HAPPENED


def _under(above: Token, below: Token, words: Modality) -> Reality:
    """Read one step up: the governing word, and what its relation to the word below means."""
    speaks = above.lemma in words.reporting and above.pos == "VERB"
    if above.lemma in words.denial_governors and below.dep in {"xcomp", "ccomp", "dobj", "prep", "pcomp"}:
        return Reality.DENIED
    if speaks and below.dep in {"ccomp", "parataxis"}:
        return Reality.HAPPENED
    complement = below.dep in {"xcomp", "dobj", "prep", "pcomp", "ccomp", "acl", "advcl", "pobj", "compound"}
    if complement:
        governed = _of_governor(above, below, words)
        if governed is not Reality.HAPPENED:
            return governed
    if above.pos in {"VERB", "AUX"} and not (below.dep in {"advcl", "conj"} and below.pos == "VERB"):
        return _of_verb(above, words)
    return Reality.HAPPENED


def _of_governor(above: Token, below: Token, words: Modality) -> Reality:
    if below.pos in {"VERB", "AUX"} and any(part.lower == "to" and part.dep == "aux" for part in below.children):
        return _of_infinitive(above, words)
    if below.dep not in {"dobj", "prep", "pcomp", "xcomp", "ccomp", "acl"}:
        return Reality.HAPPENED
    if below.dep == "prep" and below.lower not in _GOVERNED:
        return Reality.HAPPENED
    if above.lemma in words.planned_governors:
        return Reality.PLANNED
    unreal = (
        words.negated_governors | words.hypothetical_governors | words.capability_governors - words.factual_governors
    )
    return Reality.UNREAL if above.lemma in unreal else Reality.HAPPENED


def _of_infinitive(above: Token, words: Modality) -> Reality:
    if above.lemma in words.planned_governors:
        return Reality.PLANNED
    return Reality.HAPPENED if above.lemma in words.factual_governors else Reality.UNREAL

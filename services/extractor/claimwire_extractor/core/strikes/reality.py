"""Whether the words say that a strike happened."""

from enum import StrEnum

from claimwire_extractor.core.standing_denial import (
    is_called_untrue,
    is_left_open,
    is_standing_denial,
    is_untrue_report,
)
from claimwire_extractor.core.strikes.date_tie import happens
from claimwire_extractor.core.strikes.falls_short import falls_short
from claimwire_extractor.core.strikes.is_ahead import is_ahead
from claimwire_extractor.core.strikes.is_denied_aside import is_denied_aside
from claimwire_extractor.core.strikes.is_fiction import is_fiction
from claimwire_extractor.core.strikes.is_only import is_only
from claimwire_extractor.core.strikes.is_passed_over import is_passed_over
from claimwire_extractor.core.strikes.looks_forward import looks_forward
from claimwire_extractor.core.strikes.strike_lexicon import Modality
from claimwire_extractor.core.strikes.syntax import ARE, ancestors, child, is_passive, prepositions, subject
from claimwire_extractor.core.token import Token

_HEIGHT = 6
_OF_THE_PAST = frozenset({"may", "might", "must", "could"})
"""Modal verbs that only doubt with "have": "may have been hit"."""
_TOLD = frozenset({"know", "report", "say", "believe", "think", "confirm", "claim", "appear", "seem", "find", "see", "acknowledge", "understand", "estimate", "suspect", "allege", "presume", "likely"})  # fmt: skip
"""Verbs under which "to have hit" tells what happened, be it doubted."""
_SUPPOSING = frozenset({"had", "should", "were"})
_ANSWERING = frozenset({"meet", "answer", "treat", "consider", "regard", "view", "punish", "avenge"})
"""Verbs for what a strike would lead to: "an attack on X will be met with force"."""
_MEASURED = frozenset({"of", "in", "with"})
_GOVERNED = frozenset({"of", "for", "against", "from", "to", "about", "on", "in"})


class Reality(StrEnum):
    """What a mention says of its strike."""

    HAPPENED = "happened"
    PLANNED = "planned"
    DENIED = "denied"
    UNREAL = "unreal"
    """Hypothetical, conditional, negated, or something somebody is able to do."""


def reality_of(trigger: Token, words: Modality, *, dated: bool) -> Reality:
    """Read modal verbs, negation, conditions and governing words around a trigger.

    ``dated`` tells that the text gives it a time: what somebody fears for a certain day is planned, what he
    fears for some day is not real.
    """
    own = _of_verb(trigger, words) if trigger.pos == "VERB" else _of_modifiers(trigger, words)
    if own is Reality.UNREAL and dated and _is_announced(trigger, words):
        return Reality.PLANNED
    if own is Reality.UNREAL or own is Reality.DENIED or (own is Reality.PLANNED and dated):
        return own
    governed = _governed(trigger, words, dated=dated)
    return own if governed is Reality.HAPPENED else governed


def _is_announced(verb: Token, words: Modality) -> bool:
    """Read "said it would bomb the tunnels on Friday"."""
    would = any(part.lower == "would" and part.dep == "aux" for part in verb.children)
    negated = any(part.dep in {"neg", "mark"} and part.lower != "that" for part in verb.children)
    return would and not negated and verb.dep == "ccomp" and verb.head.lemma in words.reporting


def _governed(trigger: Token, words: Modality, *, dated: bool) -> Reality:
    """Walk up to a verb of speech, whose own mood says nothing about the strike, or to a noun that does not govern it.

    In "news of the attack" the noun ends the walk.
    """
    reached = Reality.HAPPENED
    for height, (above, below) in enumerate(ancestors(trigger)):
        if height == _HEIGHT or _is_granted(below, words) or is_passed_over(above, below):
            break
        found = _under(above, below, words)
        if found is Reality.UNREAL and below is trigger and _is_known_subject(trigger):
            # "The bombing of the port should lead to sanctions" doubts what comes of it, not the bombing.
            break
        if found is Reality.PLANNED and not dated:
            # What is feared to come is not planned: "warns that they will repeat the shelling".
            reached = found
        elif found is not Reality.HAPPENED:
            return found
        if looks_forward(above, below, words):
            return Reality.UNREAL
        if _ends_walk(above, below, words):
            break
    return reached


def _is_granted(below: Token, words: Modality) -> bool:
    return below.dep == "prep" and below.lower in words.factual_prepositions


def _ends_walk(above: Token, below: Token, words: Modality) -> bool:
    if (above.lemma in words.reporting and above.pos == "VERB") or below.dep in {
        "ccomp",
        "parataxis",
        "relcl",
        "appos",
    }:
        return True
    if _is_gerund(above, below) or _is_doing(above, below):
        return False
    if above.pos in {"NOUN", "PROPN", "PRON"} and below.dep != "conj":
        # "a wave of strikes" is the strikes; "action over strikes" is not.
        return above.lemma not in words.measures or (below.dep == "prep" and below.lower not in _MEASURED)
    # A clause of time or reason, or one beside it, is not governed by the main verb's mood.
    return below.dep in {"advcl", "conj"} and below.pos in {"VERB", "AUX"}


def _is_gerund(above: Token, below: Token) -> bool:
    """Read "denied bombing schools" and "bombing Kyiv would", where the parser makes the gerund a part of what it hits."""
    if below.dep != "compound" or not below.lower.endswith("ing"):
        return False
    if above.dep in {"dobj", "pobj"}:
        return below.index == above.head.index + 1
    return above.dep == "nsubj" and above.pos == "PROPN" and below.index + 1 == above.index and len(above.lefts) == 1


def _is_doing(above: Token, below: Token) -> bool:
    """Read "the chance of a missile hitting X", where the missile does not end what governs its hitting."""
    return below.dep == "acl" and below.tag == "VBG" and above.dep in {"pobj", "dobj"} and above.index < below.index


def _of_modifiers(noun: Token, words: Modality) -> Reality:
    for other in noun.children:
        if other.index > noun.index and other.dep not in {"relcl", "acl"}:
            continue
        if other.lower in words.planned_modifiers:
            return Reality.PLANNED
        if other.lower in words.hypothetical_modifiers or (
            other.dep in {"det", "neg"} and (other.lower in words.negations or other.lower == "any")
        ):
            return Reality.UNREAL
        if other.lower in words.negated_modifiers:
            return Reality.UNREAL
    return Reality.DENIED if is_denied_aside(noun) else Reality.HAPPENED


def _of_verb(verb: Token, words: Modality) -> Reality:
    for other in verb.children:
        if other.dep in {"nsubj", "nsubjpass"} and _is_nobody(other, words):
            return Reality.UNREAL
        if other.dep == "neg" or (other.dep in {"advmod", "preconj"} and other.lower in words.negations):
            return Reality.UNREAL
        if other.dep == "advmod" and other.lower in words.hypothetical_adverbs and not _is_past(verb):
            return Reality.UNREAL
        if verb.tag in _OF_NOW and is_only(other):
            return Reality.UNREAL
        if other.lower == "in" and any(held.dep == "pobj" and is_fiction(held, words) for held in other.rights):
            return Reality.UNREAL
    return Reality.UNREAL if _is_inverted(verb) else _of_auxiliaries(verb, words)


_OF_NOW = frozenset({"VBZ", "VBP"})


def _is_inverted(verb: Token) -> bool:
    """Tell "had the missile hit the dam, ..." and "did a missile hit the dam?", where the auxiliary stands before the subject."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None or not verb.lefts:
        return False
    before = {part.lower for part in verb.lefts if part.dep in {"aux", "auxpass"} and part.index < subject.index}
    return bool(before) and (bool(before & _SUPPOSING) or any(part.text == "?" for part in verb.rights))


def _is_past(verb: Token) -> bool:
    """Tell "they likely struck it", which doubts a report, from "they will likely strike it", which predicts."""
    if verb.tag == "VBD":
        return True
    aux = [part for part in verb.children if part.dep in {"aux", "auxpass"}]
    return verb.tag == "VBN" and any(part.lower in {"was", "were", "has", "have", "had"} for part in aux)


def _of_auxiliaries(verb: Token, words: Modality) -> Reality:
    for other in verb.children:
        modal = other.dep == "aux" and other.lower in words.hypothetical_auxiliaries
        if modal and not (other.lower in _OF_THE_PAST and _is_perfect(verb)):
            return Reality.UNREAL
        if other.dep == "aux" and other.lower in words.planned_auxiliaries:
            return Reality.UNREAL if verb.lemma in _ANSWERING and is_passive(verb) else Reality.PLANNED
        if other.dep == "mark" and (other.lower in words.conditions or _is_likening(other, verb)):
            return Reality.UNREAL
    return Reality.HAPPENED


def _is_likening(mark: Token, verb: Token) -> bool:
    """Read "as though a bomb had hit it" and "felt like a bomb had hit it"."""
    return mark.lower == "like" or (mark.lower == "though" and any(part.lower == "as" for part in verb.lefts))


def _under(above: Token, below: Token, words: Modality) -> Reality:
    """Read one step up: the governing word, and what its relation to the word below means."""
    speaks = above.lemma in words.reporting and above.pos == "VERB"
    untrue = (below.dep == "ccomp" and is_called_untrue(above)) or (
        _is_reported(below, words) and is_untrue_report(above)
    )
    if untrue or (above.lemma in words.denial_governors and below.dep in _DENIED):
        return Reality.DENIED if untrue else _denied_by(above)
    if _is_only_thought_of(above, below, words) or _is_kept_from(above, below, words):
        return Reality.UNREAL
    if (speaks or above.lemma in _HOLDING) and below.dep in {"ccomp", "parataxis"}:
        return Reality.UNREAL if _is_held_by_nobody(above, below, words) and not _asks(below) else Reality.HAPPENED
    complement = below.dep in {"xcomp", "dobj", "prep", "pcomp", "ccomp", "acl", "advcl", "pobj", "compound"}
    if complement:
        governed = _of_governor(above, below, words)
        if governed is not Reality.HAPPENED:
            return governed
    clause = below.dep in {"advcl", "conj", "ccomp", "parataxis"} and below.pos in {"VERB", "AUX"}
    if above.pos in {"VERB", "AUX"} and not clause:
        harmless = below.dep == "prep" and hurts_nobody(above, words)
        found = Reality.HAPPENED if harmless else _of_verb(above, words)
        # "Further attacks will show how strong they are" announces none.
        only_meant = found is Reality.PLANNED and below.dep == "nsubj" and above.lemma not in words.following
        return Reality.UNREAL if only_meant else found
    return Reality.HAPPENED


def _is_reported(below: Token, words: Modality) -> bool:
    """Tell "reports that they bombed X" and "of a strike" from "reports that the strike killed 20", of which the toll is in question."""
    if below.dep == "prep":
        return below.lower == "of" and any(held.lemma in words.strike_nouns for held in below.rights)
    toll = below.lemma in _HURTING and any(
        part.dep == "nsubj" and part.lemma in words.strike_nouns for part in below.lefts
    )
    return below.pos == "VERB" and not toll


def _is_held_by_nobody(speech: Token, clause: Token, words: Modality) -> bool:
    """Read "nobody said that rockets hit X" and "officials do not believe that they did".

    Who "did not say so until Friday" then did.
    """
    doubted = speech.lemma in words.unsaying and any(part.dep == "neg" for part in speech.lefts)
    if doubted:
        doubted = not any(part.lower in _UNTIL for part in (*speech.rights, *clause.rights))
    return doubted or any(_is_nobody(part, words) for part in speech.lefts if part.dep == "nsubj")


_UNTIL = frozenset({"until", "till"})
_HOLDING = frozenset({"believe", "think"})
_DENIED = frozenset({"xcomp", "ccomp", "dobj", "prep", "pcomp"})


def _asks(clause: Token) -> bool:
    """Tell "how many rockets hit X", which takes for granted that some did."""
    return clause.left_edge().tag in {"WRB", "WP", "WP$", "WDT"}


def _denied_by(denial: Token) -> Reality:
    """Tell what is denied from what is left open, and from what is denied at any time, which is no strike of the day."""
    if is_left_open(denial):
        return Reality.HAPPENED
    return Reality.UNREAL if is_standing_denial(denial) else Reality.DENIED


def _is_kept_from(above: Token, below: Token, words: Modality) -> bool:
    """Read "ruled out an attack", "the attack was foiled", "short of bombing", "strikes are expected" and "shot six suicide bombers"."""
    if falls_short(above, below) or is_ahead(above, below):
        return True
    if below.dep == "nsubjpass" and (above.lemma in words.averted or above.lemma in words.withstanding):
        return True
    return below.lemma == "bomber" and below.dep in {"dobj", "nsubjpass"} and above.lemma in _CATCHING


_CATCHING = frozenset({"shoot", "kill", "arrest", "detain", "capture", "apprehend", "seize", "catch", "intercept", "neutralise", "neutralize", "stop", "recruit", "train"})  # fmt: skip


def hurts_nobody(verb: Token, words: Modality) -> bool:
    """Read "nobody was killed in the strike" and "the strike did not kill anyone", which took place."""
    if verb.lemma not in _HURTING:
        return False
    if any(part.dep in {"nsubj", "nsubjpass"} and _is_nobody(part, words) for part in verb.children):
        return True
    doing = subject(verb) if any(part.dep == "neg" for part in verb.children) else None
    # "The army did not kill them in a raid" denies one.
    return doing is not None and doing.lemma in words.strike_nouns


_HURTING = frozenset({"kill", "die", "wound", "injure", "hurt", "harm"})


def _is_nobody(part: Token, words: Modality) -> bool:
    """Read "none of them", "no shell", "neither side", "neither X nor Y" and "hardly any shells"."""
    if part.lower in words.nobody or any(other.lower in _HARDLY for other in part.lefts):
        return True
    return bool(part.lefts) and any(
        other.lower in _NOT_ONE or (other.lower in {"a", "any"} and _is_hardly_any(part, other))
        for other in part.lefts
        if other.dep in {"det", "preconj"}
    )


def _is_hardly_any(part: Token, determiner: Token) -> bool:
    return any(other.lower in _HARDLY for head in (part, determiner) for other in head.lefts)


_NOT_ONE = frozenset({"no", "neither"})
_HARDLY = frozenset({"hardly", "barely", "scarcely"})


def _is_known_subject(noun: Token) -> bool:
    """Tell "the strikes", of which something is doubted, from "a strike" and "the strike never happened", doubted themselves."""
    if happens(noun.head) and not any(part.lower == "by" for part in noun.head.rights):
        # "It did not happen by chance" tells that it did.
        return False
    whether = any(part.lower == "whether" for part in noun.head.children)
    known = any(part.lower in {"the", "this", "these", "that", "those"} for part in noun.lefts)
    if noun.dep == "nsubj" and any(part.dep == "attr" and _is_rated(part) for part in noun.head.rights):
        return True
    return known and (noun.dep == "nsubj" or (noun.dep == "nsubjpass" and whether))


def _is_rated(attribute: Token) -> bool:
    """Tell what a strike is doubted to be: "airstrikes on a school may be the deadliest yet"."""
    return attribute.lemma in {"crime", "violation"} or any(part.tag in {"JJS", "RBS"} for part in attribute.subtree())


def _is_only_thought_of(above: Token, below: Token, words: Modality) -> bool:
    """Read "worries grow that X will attack", "one of the scenarios is an attack" and "imagine that X attacked"."""
    if above.lemma in words.inventing and below.dep in {"ccomp", "xcomp", "dobj", "prep"}:
        return not is_passive(above)
    if below.dep in {"ccomp", "acl"} and above.lemma in words.growing:
        return any(part.dep == "nsubj" and part.lemma in words.hypothetical_governors for part in above.children)
    if below.dep == "ccomp" and any(part.dep == "acomp" and part.lemma in _DOUBTING for part in above.rights):
        return True
    if below.dep == "attr":
        subjects = [part for part in above.children if part.dep == "nsubj"]
        behind = (held for part in subjects for _, held in prepositions(part))
        return any(part.lemma in words.hypothetical_governors for part in (*subjects, *behind))
    return False


def _of_governor(above: Token, below: Token, words: Modality) -> Reality:
    if below.pos in {"VERB", "AUX"} and any(part.lower == "to" and part.dep == "aux" for part in below.children):
        told = above.lemma in _TOLD and _is_perfect(below)
        return Reality.HAPPENED if told else _of_infinitive(above, words)
    if below.dep in {"ccomp", "acl"} and below.tag == "VBD":
        # "It is likely that they were behind it" doubts who, of something past.
        doubted = above.lemma in _DOUBTING and not _is_undoubted(above, words)
        return Reality.UNREAL if doubted else Reality.HAPPENED
    if below.dep not in {"dobj", "prep", "pcomp", "xcomp", "ccomp", "acl"}:
        return Reality.HAPPENED
    if below.dep == "prep" and below.lower not in _GOVERNED:
        return Reality.HAPPENED
    if above.lemma in words.planned_governors:
        return Reality.PLANNED
    # "called the strikes an outrage" asks for none.
    named = above.lemma == "call" and below.dep == "dobj"
    unreal = above.lemma in words.negated_governors or (above.lemma in words.hypothetical_governors and not named)
    able = above.lemma in words.capability_governors and above.lemma not in words.factual_governors
    return Reality.UNREAL if unreal or able else Reality.HAPPENED


def _is_undoubted(doubt: Token, words: Modality) -> bool:
    """Read "there is no doubt that" and "nobody doubts that"."""
    return any(part.lower == "no" or part.dep == "neg" or _is_nobody(part, words) for part in doubt.lefts)


_DOUBTING = frozenset({"unlikely", "improbable", "implausible", "doubtful", "doubt", "imagine", "pretend"})


def _is_perfect(verb: Token) -> bool:
    """Tell "may have hit the port" and "known to have hit the port" from "known to hit ports"."""
    return any(part.lemma == "have" and part.dep == "aux" for part in verb.children)


def _of_infinitive(above: Token, words: Modality) -> Reality:
    if above.lemma == "able" and any(part.lemma == "have" for part in above.head.children):
        return Reality.HAPPENED
    if above.lemma in words.planned_governors:
        return Reality.PLANNED
    if above.lemma == "go" and above.tag == "VBG":
        # "Is going to bomb", not "went on to bomb"; who "was going to" did not.
        return Reality.PLANNED if any(part.lower in ARE for part in above.lefts) else Reality.UNREAL
    done = above.lemma in words.factual_governors or _has_enabled(above)
    return Reality.HAPPENED if done else Reality.UNREAL


def _has_enabled(verb: Token) -> bool:
    """Tell "the rockets have allowed them to strike depots", which they did, from what a government allowed."""
    means = subject(verb) if verb.lemma in _ENABLING and verb.tag in _DONE and not child(verb, "neg") else None
    return means is not None and means.lemma.lower() in _MEANS and _of_past(verb)


def _of_past(verb: Token) -> bool:
    return verb.tag == "VBD" or any(part.lemma == "have" and part.dep == "aux" for part in verb.children)


_ENABLING = frozenset({"allow", "enable", "help", "let", "permit"})
_DONE = frozenset({"VBD", "VBN"})
_MEANS = frozenset({"rocket", "missile", "drone", "artillery", "howitzer", "gun", "launcher", "weapon", "system", "munition", "shell", "bomb", "himars", "atacms", "jet", "aircraft", "intelligence", "weaponry"})  # fmt: skip

"""What a sentence says was damaged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.did_happen import did_happen
from claimwire_extractor.core.strikes.listed_things import listed_behind, listed_beyond_place, may_say_so
from claimwire_extractor.core.strikes.object_behind import object_behind
from claimwire_extractor.core.strikes.syntax import child, is_passive, prepositions, subject, with_conjuncts
from claimwire_extractor.core.strikes.target_phrases import is_counted_person, target_phrases
from claimwire_extractor.core.token import Token

_NEAR = 5
"""Words behind "left" or "set" among which the state stands."""
_INFLICTING = frozenset({"inflict", "cause", "do", "deal", "sustain", "suffer"})
_TO = frozenset({"to", "on", "of", "upon"})
_IN = frozenset({"in", "at", "inside"})
_LOST = frozenset({"on", "upon"})
"""Of "the loss of X" anything may be the cause."""


@dataclass(frozen=True, slots=True)
class Damage:
    """Something destroyed, damaged or set on fire."""

    cue: Token
    """The word that says so."""
    phrase: Sequence[Token]


def damage_in(background: Background, sentence: Sentence, *, told_here: bool) -> Iterator[Damage]:
    """Read what was damaged; ``told_here`` tells that the sentence itself speaks of a strike.

    Without it only fire, blasts and weapons damage things: that soldiers destroyed a bridge is no strike.
    """
    telling = background.lexicon.targets.telling
    for token in sentence.tokens:
        if token.lemma not in telling or token.pos not in {"VERB", "NOUN"}:
            continue
        damaged = _damaged(background, token, told_here=told_here)
        if not damaged:
            continue
        heads = [head for known in damaged for head in _all(background, known)]
        kept = [head for head in heads if not _is_person(background, head)]
        for words in target_phrases(background, kept) if kept else ():
            yield Damage(token, words)
        owned = (_owned_by(background, head) for head in heads)
        yield from (Damage(token, words) for words in owned if words)


def _all(background: Background, head: Token) -> list[Token]:
    listed = with_conjuncts(head)
    behind = (other for known in listed for other in listed_behind(background, known))
    return [*listed, *behind, *listed_beyond_place(background, head)]


def _owned_by(background: Background, owners: Token) -> Sequence[Token]:
    """Read "the citizens houses", which lost its apostrophe: the parser takes the houses for what the citizens do."""
    words = background.reading.tokens
    behind = words[owners.index + 1 : owners.index + 2]
    if not behind or owners.tag != "NNS" or owners.lemma not in background.lexicon.people.people:
        return ()
    thing = behind[0].lower.removesuffix("s")
    if behind[0].tag not in {"VBZ", "NNS"} or thing not in background.lexicon.places.buildings:
        return ()
    return words[owners.left_edge().index : behind[0].index + 1]


def _damaged(background: Background, token: Token, *, told_here: bool) -> list[Token]:
    words = background.lexicon.targets
    if token.pos == "NOUN":
        return _of_noun(background, token) if token.lemma in words.damage_nouns else []
    damages = token.lemma in words.damaging_verbs or (token.lemma in words.turning_verbs and _turns(background, token))
    return _of_verb(background, token, told_here=told_here) if damages and did_happen(token) else []


def _of_noun(background: Background, noun: Token) -> list[Token]:
    """Read "damage to X", "losses on X", "the destruction of X", "damage inflicted upon X", "X suffered damage"."""
    inflicted = (verb for verb in noun.rights if verb.dep == "acl" and verb.lemma in _INFLICTING)
    to = _LOST if noun.lemma == "loss" else _TO
    held = [held for word in (noun, *inflicted) for preposition, held in prepositions(word) if preposition.lower in to]
    inside = [noun]
    above = noun.head
    if noun.dep == "dobj" and above.pos == "VERB" and did_happen(above):
        if above.lemma in {"suffer", "sustain"}:
            sufferer = subject(above)
            held += [sufferer] if sufferer else []
        held += [held for preposition, held in prepositions(above) if preposition.lower in _TO - {"of"}]
        inside.append(above)
    # "caused damage in the houses"
    within = (held for word in inside for preposition, held in prepositions(word) if preposition.lower in _IN)
    return held + [head for head in within if _is_built(background, head)]


def _is_built(background: Background, head: Token) -> bool:
    """Tell "one of the houses" and "residential districts" from where they are."""
    of = (held for preposition, held in prepositions(head) if preposition.lower == "of")
    words = background.lexicon.places
    return any(word.lemma in words.buildings and word.lemma not in words.settlement_nouns for word in (head, *of))


def _of_verb(background: Background, verb: Token, *, told_here: bool) -> list[Token]:
    doer, hit = subject(verb), child(verb, "dobj")
    if told_here and (behind := object_behind(background, verb)):
        return [behind]
    if is_passive(verb):
        by = [held for preposition, held in prepositions(verb) if preposition.dep == "agent"]
        does = told_here or not by or any(_does_damage(background, head) for head in by)
        # "Dozens of houses and some of the mills were burnt" seems to have two subjects.
        others = [part for part in verb.lefts if part.dep == "nsubjpass"][1:]
        return [doer, *others] if doer and does else []
    if hit is None:
        fails = verb.lemma in background.lexicon.targets.failing_verbs or verb.lemma == "catch"
        return [doer] if doer and fails else []
    does = told_here or doer is None or _does_damage(background, doer)
    if not does:
        return []
    # "destroyed three shops a school and a mill" lost its commas, and seems to have two objects.
    objects = [part for part in verb.rights if part.dep == "dobj"]
    return objects if hit.lemma not in background.lexicon.targets.states else [doer] if doer else []


def _turns(background: Background, verb: Token) -> bool:
    states = background.lexicon.targets.states
    behind = background.reading.tokens[verb.index + 1 : verb.index + 1 + _NEAR]
    return any(other.lower in states and other.sentence == verb.sentence for other in behind)


def _does_damage(background: Background, doer: Token) -> bool:
    return (
        doer.lemma in background.lexicon.targets.damagers
        or doer.lower in background.lexicon.targets.damagers
        or doer.index in background.weapons
        or (doer.lemma, "NOUN") in background.lexicon.triggers
    )


def _is_person(background: Background, head: Token) -> bool:
    return head.lemma in background.lexicon.people.people or is_counted_person(background, head) or may_say_so(head)

"""Whether the words speak of a strike or a place already told of, or of a new one."""

from collections.abc import Iterable, Iterator
from itertools import islice

from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.strike_lexicon import Frame, Trigger, WeaponClass
from claimwire_extractor.core.strikes.syntax import ARE, is_singled_out, phrase
from claimwire_extractor.core.token import Token

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_IT = frozenset({"it", "them", "there"})
_SITES = frozenset({"compound", "building", "facility", "site", "complex", "structure", "premise", "scene", "target"})
"""Nouns that with "the" stand for what was named before."""
_NEW = frozenset({"another", "also", "elsewhere", "separate", "separately", "similar", "similarly", "further", "other", "fresh", "new", "renewed", "meanwhile", "later", "earlier", "subsequent", "previous", "past", "prior", "including"})  # fmt: skip
"""Words beside a strike that tell it from those before, and all that tell victims from those before."""


def is_definite(candidate: Candidate) -> bool:
    """Tell whether it speaks of a known strike or munition ("the strike on the depot", "those rockets")."""
    if _is_known_strike(candidate):
        return True
    for named in candidate.weapons:
        if named.weapon.sort not in {WeaponClass.CARRIER, WeaponClass.ARM}:
            if is_known(named.tokens[-1]):
                return True
            break
    return any(head.lemma in _DOERS and is_known(head) for head in candidate.arguments.doers)


def _is_known_strike(candidate: Candidate) -> bool:
    return any(map(is_known, candidate.tokens)) or any(map(_is_known_act, candidate.tokens, candidate.triggers))


def is_habitual(background: Background, candidate: Candidate) -> bool:
    """Tell "air strikes have intensified", "is shelled regularly" and "is bombing towns", which speak of no single strike."""
    first = candidate.tokens[0]
    if any(part.dep == "nummod" for part in first.lefts):
        return False
    if any(map(_goes_on, candidate.tokens)):
        return True
    return background.has_beside(first, _HABITS) and any(
        _is_of_many(word) or _is_growth(token) for token in candidate.tokens for word in _around(token)
    )


def _is_growth(noun: Token) -> bool:
    """Tell "a surge in air strikes" from "the intensification of the strikes"."""
    return noun.dep == "pobj" and noun.head.lower in _OF and noun.head.head.lemma in _GROWTH and not is_known(noun)


def _is_of_many(word: Token) -> bool:
    recent = word.lower == _RECENT and word.head.lemma in _SPANS
    raised = word.lemma in _RAISING and any(part.lower == "up" for part in word.rights)
    return recent or raised or word.lemma in _GROWING or word.lower in _OFTEN


def _goes_on(token: Token) -> bool:
    """Tell "is bombing the town" and "are carrying out raids on it" from "the raids are causing fires"."""
    verb = token if token.pos == "VERB" else token.head if token.dep == "dobj" else None
    return (
        verb is not None and verb.tag == "VBG" and any(part.lower in ARE and part.dep == "aux" for part in verb.lefts)
    )


def _around(token: Token) -> Iterator[Token]:
    """List a word, the verb it stands at, and what stands at both."""
    verb = token if token.pos == "VERB" or token.is_root else token.head
    if verb.lower == "of" and verb.head.dep == "attr":
        # "has been the target of raids"
        verb = verb.head.head
    for top in (token, verb):
        yield top
        for part in top.children:
            yield part
            if part.dep in {"prep", "npadvmod"}:
                for held in part.children:
                    yield held
                    yield from held.lefts


_GROWING = frozenset({"intensify", "escalate", "increase", "accelerate", "redouble", "campaign"})
_OF = frozenset({"in", "of"})
_GROWTH = frozenset({"escalation", "intensification", "surge", "uptick", "upsurge", "spike", "rise", "increase"})
_RAISING = frozenset({"step", "ramp", "scale", "crank"})
_OFTEN = frozenset({"regularly", "frequently", "often", "routinely", "constantly", "frequent", "regular", "daily", "increasingly", "ongoing", "incessant", "continuous", "perpetual", "nonstop"})  # fmt: skip
_RECENT = "recent"
_SPANS = frozenset({"week", "month", "year"})
_HABITS = _GROWING | _GROWTH | _RAISING | _OFTEN | {_RECENT}


def _is_known_act(token: Token, trigger: Trigger) -> bool:
    """Tell "the coalition airstrikes killed ten" where the parser takes the noun for a verb: "the" is its subject's."""
    return (
        trigger.frame is Frame.ACT
        and token.pos == "VERB"
        and any(part.dep == "nsubj" and is_known(part) for part in token.lefts)
    )


def is_bare(candidate: Candidate) -> bool:
    """Tell whether a strike is known without being told again: "the attack", not "the rebels' attack on the depot"."""
    noun = candidate.tokens[0]
    if _is_said_of_pronoun(noun):
        return True
    of_a_day = is_of_a_day(noun)
    if not (of_a_day or is_known(noun)) or any(part.dep == "prep" and part.lower in _TELLING for part in noun.rights):
        return False
    return of_a_day or all(part.dep == "det" or part.lower in _LATEST for part in noun.lefts)


def _is_said_of_pronoun(noun: Token) -> bool:
    """Read "it was a series of air strikes" and "described it as a bombing", which say what was told before."""
    if noun.dep == "pobj" and noun.head.lower == "as":
        return noun.head.head.lemma in _DESCRIBING
    of = noun.dep == "pobj" and noun.head.lower == "of"
    top = noun.head.head if of else noun
    return top.dep == "attr" and any(part.dep == "nsubj" and part.lower in _THIS for part in top.head.lefts)


_DESCRIBING = frozenset({"describe", "condemn", "denounce", "decry", "brand", "label", "identify", "characterise", "characterize", "portray"})  # fmt: skip
_THIS = frozenset({"it", "this", "that", "these", "those", "they"})
_DOERS = frozenset({"bomber", "attacker", "assailant", "perpetrator", "blast", "explosion"})
"""Who or what with "the" stands for the strike they made: "the attacker blew up his car"."""
_LATEST = frozenset({"latest", "deadly", "same", "fresh", "massive", "huge"})
_TELLING = frozenset({"on", "in", "at", "against", "near", "of", "by", "from", "outside", "over"})
"""Prepositions behind which a strike is told from others."""


def points_back(background: Background, candidate: Candidate) -> bool:
    """Tell whether what is hit stands for something told before ("it", "the city")."""
    heads = (*candidate.arguments.hit, *candidate.arguments.located)
    return any(head.lower in _IT or _is_bare_place(background, head) for head in heads)


def is_of_pronoun(candidate: Candidate) -> bool:
    """Tell whether all that is said of it is a pronoun: "nobody knows who shelled it"."""
    hit = candidate.arguments.hit
    return bool(hit) and not candidate.weapons and all(head.lower in _IT for head in hit)


def is_asked_for(background: Background, candidate: Candidate) -> bool:
    """Tell whether only who did it is in question: "it determines whose planes carry out raids"."""
    return background.has_beside(candidate.tokens[0], _ASKING) and any(
        part.lower in _ASKING
        for head in candidate.arguments.doers
        for part in (*head.lefts, *(head.head.lefts if head.head.dep == "ccomp" else ()))
        if part.index < head.index
    )


_ASKING = frozenset({"whose", "which", "what"})


def is_new(background: Background, candidate: Candidate) -> bool:
    """Tell whether the words set it apart from the strikes before ("another attack", "was also hit").

    "The attack also damaged a shop" tells more of the same one.
    """
    if not background.has_beside(candidate.tokens[0], _NEW):
        return False
    definite = _is_known_strike(candidate) or is_bare(candidate)
    if any(part.lower in _OTHERS for head in candidate.arguments.doers for part in head.lefts):
        # "another rocket hit a school"
        return True
    if any(map(is_singled_out, candidate.tokens)):
        return True
    return _hurts_others(candidate) or any(
        _sets_apart(part)
        for token in candidate.tokens
        if not (definite and token.pos == "VERB")
        for part in (*token.children, *(() if definite else _beside(token)))
    )


def _sets_apart(word: Token) -> bool:
    """Tell "earlier shelling" and "another raid" from "earlier it was said"."""
    if word.lower == _EARLIER and not word.head.tag.startswith("NN"):
        return False
    return word.lower in _NEW and word.dep in {"det", "amod", "advmod"}


_EARLIER = "earlier"


def _hurts_others(candidate: Candidate) -> bool:
    """Read "another six died in raids on Y": not those of the strike before; "another six died in the raid" are."""
    others = any(
        part.lower in _OTHERS
        for token in candidate.tokens
        for verb in islice(token.ancestors(), 2)
        if verb.lemma in _HURTING
        for people in verb.children
        if people.dep in {"nsubj", "nsubjpass", "dobj"}
        for part in (people, *people.lefts)
    )
    return others and not is_definite(candidate)


_OTHERS = frozenset({"another", "further"})
_HURTING = frozenset({"kill", "die", "wound", "injure", "perish"})


def is_accused(background: Background, candidate: Candidate) -> bool:
    """Tell whether somebody is accused of it, or blamed for it."""
    first = candidate.tokens[0]
    return background.has_beside(first, _BLAMING) and any(
        above.lemma in _BLAMING for above in islice(first.ancestors(), _HEIGHT)
    )


_BLAMING = frozenset({"accuse", "blame", "accusation", "allegation", "responsible", "behind"})
_HEIGHT = 4
"""Words above a strike word in which the accusation stands."""


def is_of_a_day(token: Token) -> bool:
    """Read "today's strike", "last week's attack", and "Saturdays bombing", which has lost its apostrophe."""
    return bool(token.lefts) and any(
        (part.dep == "poss" and part.lemma in _DAYS) or part.lower in _OWNING_DAYS for part in token.lefts
    )


_DAYS = frozenset({"today", "yesterday", "tonight", "week", "weekend", "month", "morning", "night", "evening", "day", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})  # fmt: skip
_OWNING_DAYS = frozenset(f"{day}s" for day in _DAYS if day.endswith("day"))


def _beside(token: Token) -> Iterable[Token]:
    return () if token.is_root or token.head.pos not in {"VERB", "AUX"} else token.head.children


def _is_bare_place(background: Background, head: Token) -> bool:
    return (
        (head.lemma in background.lexicon.places.class_nouns or head.lemma in _SITES)
        and is_known(head)
        and not any(part.index in background.toponyms for part in phrase(head))
    )


def is_known(token: Token) -> bool:
    """Tell "the attack", "those rockets"."""
    # A loop: this is asked hundreds of times an article.
    if token.pos != "VERB":
        for part in token.children:
            if part.dep == "det" and part.lower in _DEFINITE:
                return True
    return False

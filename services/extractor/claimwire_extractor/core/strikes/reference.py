"""Whether the words speak of a strike or a place already told of, or of a new one."""

from collections.abc import Iterable
from itertools import islice

from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.strike_lexicon import WeaponClass
from claimwire_extractor.core.strikes.syntax import phrase
from claimwire_extractor.core.token import Token

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_IT = frozenset({"it", "them", "there"})
_SITES = frozenset({"compound", "building", "facility", "site", "complex", "structure", "premise", "scene", "target"})
"""Nouns that with "the" stand for what was named before."""
_NEW = frozenset({"another", "also", "elsewhere", "separate", "separately", "similar", "similarly", "further", "other", "fresh", "new", "renewed", "meanwhile", "later", "subsequent"})  # fmt: skip
"""Words beside a strike that tell it from those before."""


def is_definite(candidate: Candidate) -> bool:
    """Tell whether it speaks of a known strike or munition ("the strike on the depot", "those rockets")."""
    munitions = (
        named for named in candidate.weapons if named.weapon.sort not in {WeaponClass.CARRIER, WeaponClass.ARM}
    )
    weapon = next(munitions, None)
    return any(is_known(token) for token in candidate.tokens) or (weapon is not None and is_known(weapon.tokens[-1]))


def points_back(background: Background, candidate: Candidate) -> bool:
    """Tell whether what is hit stands for something told before ("it", "the city")."""
    heads = (*candidate.arguments.hit, *candidate.arguments.located)
    return any(head.lower in _IT or _is_bare_place(background, head) for head in heads)


def is_of_pronoun(candidate: Candidate) -> bool:
    """Tell whether all that is said of it is a pronoun: "nobody knows who shelled it"."""
    hit = candidate.arguments.hit
    return bool(hit) and not candidate.weapons and all(head.lower in _IT for head in hit)


def is_new(candidate: Candidate) -> bool:
    """Tell whether the words set it apart from the strikes before ("another attack", "was also hit")."""
    return _hurts_others(candidate) or any(
        part.lower in _NEW and part.dep in {"det", "amod", "advmod"}
        for token in candidate.tokens
        if not _tells_more(token)
        for part in (*token.children, *_beside(token))
    )


def _tells_more(token: Token) -> bool:
    """Read "the attack, which also wounded dozens": it adds to the attack, it is no other."""
    clause = token if token.dep == "relcl" else token.head
    return clause.dep == "relcl" and is_known(clause.head)


def _hurts_others(candidate: Candidate) -> bool:
    """Read "another six died in raids on Y": not those of the strike before; "another six died in the raid" are."""
    return not is_definite(candidate) and any(
        part.lower in _OTHERS
        for token in candidate.tokens
        for verb in islice(token.ancestors(), 2)
        if verb.lemma in _HURTING
        for people in verb.children
        if people.dep in {"nsubj", "nsubjpass", "dobj"}
        for part in (people, *people.lefts)
    )


_OTHERS = frozenset({"another", "further"})
_HURTING = frozenset({"kill", "die", "wound", "injure", "perish"})


def is_accused(candidate: Candidate) -> bool:
    """Tell whether somebody is accused of it, or blamed for it."""
    first = candidate.tokens[0]
    return any(above.lemma in _BLAMING for above in islice(first.ancestors(), _HEIGHT))


_BLAMING = frozenset({"accuse", "blame", "accusation", "allegation", "responsible", "behind"})
_HEIGHT = 4
"""Words above a strike word in which the accusation stands."""


def is_of_a_day(token: Token) -> bool:
    """Read "today's strike", "last week's attack", and "Saturdays bombing", which has lost its apostrophe."""
    return any(
        (part.dep == "poss" and part.lemma.lower() in _DAYS)
        or (part.lower.endswith("days") and part.lower.removesuffix("s") in _DAYS)
        for part in token.lefts
    )


_DAYS = frozenset({"today", "yesterday", "tonight", "week", "weekend", "month", "morning", "night", "evening", "day", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})  # fmt: skip


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
    return token.pos != "VERB" and any(part.lower in _DEFINITE for part in token.children if part.dep == "det")

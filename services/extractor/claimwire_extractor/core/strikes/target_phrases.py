"""Which phrases name what was hit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from claimwire.events import Side
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.counted_people import is_person
from claimwire_extractor.core.strikes.strike_lexicon import WeaponClass
from claimwire_extractor.core.strikes.struck_places import toponyms_under
from claimwire_extractor.core.strikes.syntax import child, phrase, prepositions
from claimwire_extractor.core.token import Token

_NO_TARGET = re.compile(r"\w[./]\w\w|^[ap]\.m|^[a-z]+[^aeiou]ys$")
"""Addresses of pages, hours ("U.N." is none), and owners that lost their apostrophe: "the countrys"."""
_PLAIN = frozenset({"other", "particular", "specific", "certain", "given", "intended", "new", "several", "many", "multiple", "various", "first", "next", "main", "primary", "only", "legitimate", "easy", "possible", "potential", "likely", "same", "different"})  # fmt: skip
"""Words by which "a target" says no more than that it is one; "military targets" are some."""
_NO_THINGS = frozenset({"PRON", "DET", "NUM", "VERB", "ADV", "PUNCT", "AUX", "PART", "SYM"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "several", "many", "two", "three", "four", "some", "multiple", "other", "numerous"})  # fmt: skip
_DESCRIBING = frozenset({"amod", "compound", "nummod", "nmod", "acl", "relcl", "advmod"})
_BARE = frozenset({"det", "poss", "nummod", "predet"})
_STREETS = frozenset({"square", "avenue", "boulevard", "roundabout"})
_OUTSIDE = frozenset({"near", "outside"})
_PRESS = frozenset({"daily", "weekly", "times", "post", "news", "herald", "tribune", "gazette", "telegraph", "independent", "observer", "monitor", "agency", "tv"})  # fmt: skip
"""Words of newspapers' names, which run into headlines."""
_OTHERS = frozenset({"other", "more", "further", "several", "many"})
_GROUND = frozenset({"part", "side", "half", "section", "sector", "zone", "pocket", "territory", "ground", "bastion"})
_BY_WHOM = frozenset({"amod", "acl", "relcl"})
_HOLDING = frozenset({"hold", "control", "run", "occupy", "seize", "besiege", "dominate", "capture", "populate", "inhabit"})  # fmt: skip
_SETTLEMENTS = frozenset({"city", "town", "village", "settlement", "community"})


def target_phrases(background: Background, heads: Iterable[Token]) -> Iterator[Sequence[Token]]:
    """Cut the phrases of those words that name an object or people hit, "X and Y" under one article as one.

    A place's name is no target, nor is the noun that introduces one ("the town of Orikhiv"); "rural areas"
    and "a village near Orikhiv" are.
    """
    listed = list(dict.fromkeys(heads))
    for head in listed:
        if not is_target(background, head) or _is_joined(background, head, listed) or _goes_on(head):
            continue
        tokens = [*phrase(head), *(part for other in _joined_to(background, head) for part in phrase(other))]
        yield from _listed(sorted(set(tokens), key=lambda token: token.index))


def _listed(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut "a tank two mortar positions", a list that lost its commas, where the next thing is counted or gets an article."""
    first = 0
    for place, (before, token) in enumerate(pairwise(tokens), start=1):
        opens = token.tag == "DT" or (token.tag == "CD" and token.text.isalpha())
        if opens and before.tag in {"NN", "NNS"} and before.index + 1 == token.index and place + 1 < len(tokens):
            yield tokens[first:place]
            first = place
    yield tokens[first:]


def _goes_on(head: Token) -> bool:
    """Tell "towns" in "Ukrainian cities, towns and villages", which says no more than the beginning of its list."""
    return head.lemma in _SETTLEMENTS and head.dep == "conj" and not any(part.dep in _DESCRIBING for part in head.lefts)


def is_target(background: Background, head: Token) -> bool:
    """Tell whether a word stands for something that fire hits."""
    if _is_held_ground(background, head):
        return True
    core = _core(background, head)
    if core is None or core.pos in _NO_THINGS or _is_no_thing(background, core) or _is_none(head):
        return False
    if core.pos == "PROPN" and core.lower in background.lexicon.places.never and _says_no_more(background, core):
        return background.side_of([core]) is Side.ISIS
    if core.pos == "PROPN" and any(part.lower in _PRESS for part in (core, *core.children)):
        return False
    weapon = background.weapons.get(core.index)
    if weapon and weapon.tokens[-1] is core and weapon.weapon.sort not in {WeaponClass.LAUNCHER, WeaponClass.CARRIER}:
        return False
    return not _is_place(background, core)


def _is_none(head: Token) -> bool:
    """Read "no ship was hit"."""
    return any(part.lower == "no" for part in head.lefts)


def _is_held_ground(background: Background, head: Token) -> bool:
    """Tell "a rebel-held town" and "areas controlled by the army", which say whom the fire is aimed at, from places."""
    words = background.lexicon.places
    if head.index in background.toponyms or not (head.lemma in _GROUND or head.lemma in words.class_nouns):
        return False
    if not any(part.dep in _BY_WHOM and part.lemma in _HOLDING for part in head.children):
        return False
    of = [held for preposition, held in prepositions(head) if preposition.lower == "of"]
    one = head.lemma not in _GROUND and (head.tag in {"NN", "NNP"} or head.lemma in _SETTLEMENTS)
    named = any(part.index in background.toponyms for part in (*(of if one else ()), *head.lefts))
    return not named and not _renames(background, head) and not _names_itself(background, head)


def _says_no_more(background: Background, core: Token) -> bool:
    """Tell "Aleppo AFP", a place and an agency, from "Aleppo Airport"."""
    never = background.lexicon.places.never
    agency = core.text.isupper() and all(
        part is core or part.index in background.toponyms or part.lower in never for part in phrase(core)
    )
    return agency or len(phrase(core)) == 1


def _is_no_thing(background: Background, core: Token) -> bool:
    """Tell "the place" from "the market place"."""
    if _NO_TARGET.search(core.text) is not None:
        return True
    if background.lexicon.targets.no_things.isdisjoint((core.lemma, core.lower)):
        return False
    built = any(part.dep == "compound" and part.lemma in background.lexicon.places.buildings for part in core.children)
    aimed = core.lemma == "target" and any(
        part.dep in {"amod", "compound"} and part.lower not in _PLAIN for part in core.lefts
    )
    return not built and not aimed


def is_counted_person(background: Background, head: Token) -> bool:
    """Tell whether a word stands for people who are counted: victims rather than a target."""
    core = _core(background, head)
    if core is None or not is_person(core, background.lexicon.people):
        return False
    return core is not head or any(part.dep == "nummod" for part in core.children)


def _core(background: Background, head: Token) -> Token | None:
    """Look through words that only measure: "most of the roof" is a roof."""
    if background.lexicon.targets.measures.isdisjoint((head.lemma, head.lower, head.lower.removesuffix("s"))):
        return head
    return next((held for preposition, held in prepositions(head) if preposition.lower == "of"), None)


def _is_place(background: Background, head: Token) -> bool:
    words = background.lexicon.places
    if head.index in background.toponyms:
        return True
    if head.lemma not in words.class_nouns:
        return False
    of = [held for preposition, held in prepositions(head) if preposition.lower == "of"]
    if any(held.index in background.toponyms for held in of):
        return not _is_part(background, head, of)
    if _renames(background, head) or (head.lemma == "area" and _says_nothing(head)):
        return True
    if head.tag in {"NN", "NNP"}:
        return not _is_new(background, head) or _names_itself(background, head)
    described = any(_describes(background, part) for part in head.children)
    described = described or any(
        preposition.lower != "of" and not toponyms_under(background, [held]) for preposition, held in prepositions(head)
    )
    return not described and head.lemma not in _SETTLEMENTS


def _is_new(background: Background, head: Token) -> bool:
    """Tell "a rebel-held area" and "a village near Orikhiv" from "the area" and "a rebel-held town", which has a name."""
    if head.lemma in _SETTLEMENTS:
        behind = background.reading.tokens[head.index + 1 : head.index + 2]
        return any(token.lower in _OUTSIDE for token in behind)
    beside = {part.lower for part in head.children if part.dep in {"det", "nummod", "amod"}}
    return bool(beside & _INDEFINITE) or head.lemma in _STREETS or _is_bare(background, head)


def _describes(background: Background, part: Token) -> bool:
    """Tell "rural" from names ("the X and Y districts") and from what the fire did ("hit districts killing two")."""
    named = part.index in background.toponyms or part.pos in {"PROPN", "PUNCT"}
    return part.dep in _DESCRIBING and not named and not (part.dep == "acl" and part.tag == "VBG")


def _is_part(background: Background, head: Token, of: Sequence[Token]) -> bool:
    """Tell "residential suburbs of Orikhiv", which lie in it, from "the besieged suburbs of X and Y", which they name."""
    words = background.lexicon.places
    several = head.tag == "NNS" or any(part.lower in _INDEFINITE for part in head.lefts)
    described = any(part.dep == "amod" and part.lower not in words.directions | _INDEFINITE for part in head.lefts)
    listed = len(of) > 1 or any(part.dep == "conj" for held in of for part in held.children)
    return not words.district_nouns.isdisjoint({head.lemma, head.lower}) and several and described and not listed


def _says_nothing(head: Token) -> bool:
    """Tell "those areas" from "rural areas" and "areas of the capital"."""
    return not any(part.dep in _DESCRIBING or part.dep == "prep" for part in head.children)


def _is_bare(background: Background, head: Token) -> bool:
    """Tell "attack against residential area", which lost its article, from "the residential area" and "Orikhiv city"."""
    named = any(part.dep in _BARE or part.index in background.toponyms for part in head.lefts)
    return not named and any(part.dep == "amod" for part in head.lefts)


def _renames(background: Background, head: Token) -> bool:
    """Tell a noun that only says what a name before it is: "Orikhiv, a town in the south"."""
    first = head.lefts[0].index if head.lefts else head.index
    if head.lefts and head.lefts[0].lower not in {"a", "an", "the"}:
        return False
    before = background.reading.tokens[max(0, first - 2) : first]
    behind_name = [token for token in before if token.sentence == head.sentence and token.text != ","][-1:]
    return any(token.index in background.toponyms for token in behind_name)


def _names_itself(background: Background, head: Token) -> bool:
    """Tell a noun that introduces a name without "of": "a suburb Orikhiv", "the Orikhiv district"."""
    return any(
        name.top.head is head and name.top.dep in {"compound", "appos", "nmod"}
        for name in toponyms_under(background, [head])
    )


def _joined_to(background: Background, head: Token) -> list[Token]:
    """Find what shares the article of a word: "the hangars and workshops", "health centres and staff"."""
    conjuncts = [other for other in head.children if other.dep == "conj"]
    if len(conjuncts) != 1:
        return []
    other = conjuncts[0]
    joined = (
        child(head, "cc") is not None
        and head.dep != "conj"
        and other.pos in {"NOUN", "PROPN"}
        and other.tag in {"NNS", "NN"}
        and not any(part.dep in _BARE for part in other.children)
        and not any(part.dep == "conj" for part in other.children)
        and not (_is_described(background, head) and _is_described(background, other))
        and is_target(background, other)
    )
    return [other] if joined and "," not in _between(background, head, other) else []


def _is_described(background: Background, head: Token) -> bool:
    """Tell "residential areas", which is a thing of its own in a list, from "other areas" and "Russian depots"."""
    words = background.lexicon.places.demonyms
    return any(part.dep == "amod" and part.lower not in words and part.lower not in _OTHERS for part in head.lefts)


def _between(background: Background, first: Token, last: Token) -> list[str]:
    return [token.text for token in background.reading.tokens[first.index + 1 : last.index]]


def _is_joined(background: Background, head: Token, listed: Sequence[Token]) -> bool:
    """Tell whether the phrase of an earlier word takes this one in."""
    above = head.head
    if head.dep != "conj" or above not in listed or (above.dep == "conj" and above.head in listed):
        return False
    return head in _joined_to(background, above) and is_target(background, above)

"""What one mention says was hit, apart from places."""

from collections.abc import Iterator, Sequence

from claimwire.events import Span
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.counted_people import is_person
from claimwire_extractor.core.strikes.headline_aims import headline_aims
from claimwire_extractor.core.strikes.listed_things import listed_behind, listed_beyond_place, may_say_so
from claimwire_extractor.core.strikes.reference import is_known
from claimwire_extractor.core.strikes.strike_lexicon import Frame
from claimwire_extractor.core.strikes.syntax import phrase, prepositions, with_conjuncts
from claimwire_extractor.core.strikes.target_phrases import is_counted_person, target_phrases
from claimwire_extractor.core.token import Token

_HURTING = frozenset({"kill", "wound", "injure", "die"})
_BY = frozenset({"at", "in", "inside", "on", "under", "outside", "near", "beside", "beneath", "behind", "by"})
_RANKS = frozenset({"commander", "leader", "chief", "general", "colonel", "officer", "imam", "cleric", "governor", "minister", "emir", "warlord", "ringleader", "chieftain", "mayor", "spokesman", "deputy", "founder", "financier", "recruiter"})  # fmt: skip
"""People at whom a strike is aimed: "killed a commander of the group" tells a target."""
_PLANTED = frozenset({"plant", "place", "park", "hide", "conceal", "attach", "bury", "leave", "strap", "rig", "lay", "stash"})  # fmt: skip
_PARTS = frozenset({"front", "middle", "heart", "vicinity", "courtyard", "entrance", "compound", "basement", "lobby", "grounds", "ground", "outskirts", "yard", "roof", "gate", "side", "hall", "back"})  # fmt: skip
_AIMING = frozenset({"target", "attack", "shell", "bomb", "bombard", "strafe"})
_INSIDE = frozenset({"at", "in", "inside", "on"})


def struck_targets(background: Background, candidate: Candidate) -> list[Span]:
    """Cut the phrases for the objects and people hit; counted victims, places, weapons and dates are none."""
    sites = list(_sites(background, candidate))
    heads = [*_hit(background, candidate), *sites]
    undated = [head for head in heads if head not in candidate.tokens and not _is_dated(background, head)]
    found: list[Span] = []
    for tokens in target_phrases(background, undated):
        found.append(background.reading.span_of(tokens))
        candidate.because("targets.site" if sites and tokens[-1] in sites else "targets.hit", found[-1])
    return found


def _hit(background: Background, candidate: Candidate) -> list[Token]:
    own = [*_own(candidate), *_blown_up(background, candidate), *_built(background, candidate)]
    hit = [head for head in own if not _is_victim(background, candidate, head)]
    if not hit:
        return []
    hit += _listed(background, hit)
    named = {token for weapon in candidate.weapons for token in weapon.tokens}
    hit = [head for head in hit if head not in named]
    apposed = [other for head in hit for other in _apposed(head) if _is_alike(background, head, other)]
    apposed += [other for head in hit for other in _among(head)]
    heads = [*hit, *(other for other in apposed if not _is_victim(background, candidate, other))]
    return [head for head in heads if not (_is_added(head) and (may_say_so(head) or _is_denied(head)))]


def _is_denied(head: Token) -> bool:
    """Tell the second of "a school, not a barracks"."""
    return any(part.dep == "neg" and part.index < head.index for part in (*head.lefts, *head.head.rights))


def _own(candidate: Candidate) -> list[Token]:
    """Leave what "was destroyed in the attack" to the rule for damage: the words only point back to the attack."""
    if candidate.weapons or not candidate.arguments.hit:
        return candidate.arguments.hit
    act = next((token for token in candidate.tokens if token.pos != "VERB" and is_known(token)), None)
    if act is None:
        return candidate.arguments.hit
    inside = set(act.subtree())
    return [head for head in candidate.arguments.hit if head in inside]


def _is_alike(background: Background, head: Token, other: Token) -> bool:
    """Tell another name of a depot from who says that it was hit."""
    return head.pos == "PROPN" or _is_somebody(background, head) or not _is_somebody(background, other)


def _listed(background: Background, hit: Sequence[Token]) -> list[Token]:
    """Read on in lists that the parser lost."""
    things = [head for head in hit if head.index not in background.toponyms]
    found = (
        other for head in things for read in (listed_behind, listed_beyond_place) for other in read(background, head)
    )
    return [other for other in found if not _is_somebody(background, other)]


def _is_somebody(background: Background, head: Token) -> bool:
    return is_person(head, background.lexicon.people) or may_say_so(head)


def _blown_up(background: Background, candidate: Candidate) -> Iterator[Token]:
    """Tell "blew up a bridge", which was hit, from "blew up a car bomb"."""
    for head in candidate.arguments.means:
        if head.dep == "dobj" and head.head.lemma == "blow" and head.lemma in background.lexicon.places.buildings:
            yield head


def _built(background: Background, candidate: Candidate) -> Iterator[Token]:
    """Read "Hospital bombed in Orikhiv" as headlines mean it: no building bombs."""
    words = background.lexicon.places
    for head in headline_aims(candidate):
        if head.lemma in words.buildings and head.lemma not in words.class_nouns:
            yield head


def _apposed(head: Token) -> Iterator[Token]:
    """Find the other name of what was hit: "the flagship of the fleet, a cruiser"."""
    for word in (head, *[held for preposition, held in prepositions(head) if preposition.lower == "of"]):
        for other in word.children:
            if other.dep == "appos":
                yield other


def _among(head: Token) -> Iterator[Token]:
    """Find some of what was hit: "facilities including a school and a mill", "facilities such as power stations"."""
    for preposition, held in prepositions(head):
        such = preposition.lower == "as" and any(part.lower == "such" for part in (*head.children, *preposition.lefts))
        if such or preposition.lower in {"including", "like"}:
            yield from (some for some in with_conjuncts(held) if some.pos == "NOUN")


def _sites(background: Background, candidate: Candidate) -> Iterator[Token]:
    """Find the buildings in which it happened, and those named before the strike word ("the school bombing")."""
    words = background.lexicon.places
    for head in (*candidate.arguments.located, *_inside(candidate), *_planted(candidate)):
        for site in (head, *_before_which(head)):
            building = site.lemma in words.buildings and site.lemma not in words.settlement_nouns
            if building and not _is_middle(site):
                yield site
    for token, trigger in zip(candidate.tokens, candidate.triggers, strict=True):
        if trigger.frame is Frame.ACT:
            for part in token.lefts:
                if part.dep == "compound" and part.lemma in words.buildings and part.lemma not in words.class_nouns:
                    yield part


def _inside(candidate: Candidate) -> Iterator[Token]:
    for head in (*candidate.arguments.hit, *candidate.arguments.located):
        for preposition, held in prepositions(head):
            if preposition.lower in _INSIDE:
                yield held


def _is_middle(head: Token) -> bool:
    """Tell "the centre of the city" from "a shopping centre"."""
    return head.lemma in {"centre", "center"} and not any(part.dep in {"compound", "amod"} for part in head.lefts)


def _before_which(head: Token) -> Sequence[Token]:
    """Read "in front of the school" and "in the courtyard of the school"."""
    if head.lemma not in _PARTS:
        return ()
    return [held for preposition, held in prepositions(head) if preposition.lower == "of"]


def _planted(candidate: Candidate) -> Iterator[Token]:
    """Read "a bomb planted in the theatre" and "killed two near the barracks", where the parser hangs the place on the two."""
    arguments = candidate.arguments
    for head in (*arguments.doers, *arguments.means):
        for verb in head.rights:
            if verb.dep == "acl" and verb.lemma in _PLANTED:
                yield from (held for preposition, held in prepositions(verb) if preposition.lower in _BY)
    if arguments.hit and _is_hurting(candidate):
        for head in arguments.hit:
            yield from (held for preposition, held in prepositions(head) if preposition.lower in _BY)


def _is_victim(background: Background, candidate: Candidate, head: Token) -> bool:
    """Tell people hurt, who are counted elsewhere, from people shelled, who are a target."""
    if _is_hurting(candidate):
        ranked = head.tag == "NN" and head.lemma in _RANKS and not _is_second_object(head)
        people, demonyms = background.lexicon.people, background.lexicon.places.demonyms
        if not ranked and (is_person(head, people) or head.lower.removesuffix("s") in demonyms):
            return True
    elif any(token.pos == "VERB" and token.lemma in _AIMING for token in candidate.tokens):
        return False
    return is_counted_person(background, head)


def _is_hurting(candidate: Candidate) -> bool:
    return any(token.lemma in _HURTING for token in candidate.tokens)


def _is_added(head: Token) -> bool:
    return head.dep in {"conj", "appos"} or _is_second_object(head)


def _is_second_object(head: Token) -> bool:
    """Tell the speaker in "wounding six, the city's mayor said", whom the parser takes for one of the wounded."""
    return head.dep == "dobj" and any(other.dep == "dobj" and other.index < head.index for other in head.head.children)


def _is_dated(background: Background, head: Token) -> bool:
    dates = background.dates(background.reading.sentence_of(head))
    if not dates:
        return False
    first = min((part.start for part in phrase(head)), default=head.start)
    return any(date.start <= start < date.end for date in dates for start in (first, head.start))

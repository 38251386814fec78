"""A trigger with its arguments, not yet a mention."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from claimwire.events import Side
from claimwire_extractor.core.places.toponym import Toponym
from claimwire_extractor.core.quantities.read_quantity import quantity_of
from claimwire_extractor.core.reason import Reason, Words
from claimwire_extractor.core.strikes.arguments import Arguments
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.named_weapon import NamedWeapon
from claimwire_extractor.core.strikes.strike_lexicon import Frame, Need, Trigger, WeaponClass
from claimwire_extractor.core.strikes.syntax import child, phrase, prepositions, subject
from claimwire_extractor.core.token import Token

_SELF = frozenset({"himself", "herself", "itself", "themselves"})
_CHEMICAL = frozenset({"chemical", "gas", "chlorine", "sarin", "napalm", "phosphorus", "poison", "toxic"})
_AIR = frozenset({"air", "aerial"})
_BANNED = _CHEMICAL | {
    "cluster",
    "incendiary",
    "thermobaric",
    "vacuum",
    "barrel",
    "nerve",
    "mustard",
    "poisonous",
    "white",
}
"""Words in the names of weapons that are told of where they are used, and seldom otherwise."""
_AFAR = frozenset({Side.IR, Side.IL})
"""Sides whose attack on a country is fire from afar; that of others is a war, or on foot."""
_AGAINST = frozenset({"against"})
_MEETING = _AIR | {"suicide"} | _CHEMICAL | _SELF
"""Words that meet a need by themselves."""
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_OF, _PARTS_OF = frozenset({"of"}), frozenset({"of", "from", "down"})
_DEBRIS = frozenset(
    {
        "debris",
        "fragment",
        "wreckage",
        "shrapnel",
        "remain",
        "remains",
        "remnant",
        "part",
        "piece",
        "splinter",
        "warhead",
    }
)
"""Parts that a weapon leaves: "debris from a drone hit a house"."""


@dataclass(slots=True, eq=False)
class Candidate:
    """A trigger in the text, what it takes with it, and which of its needs are met."""

    tokens: list[Token]
    """Trigger words that tell of the same strike, the one found first leading."""
    triggers: list[Trigger]
    arguments: Arguments
    weapons: list[NamedWeapon]
    met: frozenset[Need] = frozenset()
    reasons: list[Reason] = field(default_factory=list)
    """Why its mention has its values."""

    @property
    def strong(self) -> bool:
        """Whether it tells of a strike by itself or by what stands beside it."""
        met = self.met - {Need.ANAPHOR}
        return any(trigger.met_by(met) is not None for trigger in self.triggers)

    def because(self, rule: str, *words: Words) -> None:
        """Note the rule that found a value, and the words it went by."""
        self.reasons.append(Reason.of(rule, *words))


def weapons_among(background: Background, heads: Iterable[Token]) -> list[NamedWeapon]:
    """Find the weapons that head phrases or describe their heads ("Kalibr strikes", "dozens of rockets")."""
    found: dict[NamedWeapon, None] = {}
    for head in heads:
        for token in (head, *(part for part in head.children if part.dep in {"compound", "amod", "nmod"})):
            if token.index in background.weapons:
                found[background.weapons[token.index]] = None
        behind = _PARTS_OF if head.lemma in _DEBRIS else _OF
        of = [part for part in head.rights if part.dep == "prep" and part.lower in behind]
        held = child(of[-1], "pobj") if of else None
        if held and held.index in background.weapons and head.index not in background.weapons:
            found[background.weapons[held.index]] = None
        elif held is None and head.lemma in _FALLEN and (left := _left_by(background, head)):
            found[left] = None
    return list(found)


_FALLEN = frozenset({"debris", "fragment", "wreckage"})


def _left_by(background: Background, debris: Token) -> NamedWeapon | None:
    """Find what left debris: the last thing named before that flies ("a drone was shot down and its debris hit a house")."""
    before = background.reading.tokens[background.reading.sentence_of(debris).tokens[0].index : debris.index]
    named = (background.weapons[token.index] for token in reversed(before) if token.index in background.weapons)
    return next((weapon for weapon in named if weapon.weapon.sort is WeaponClass.MUNITION), None)


def needs_met(
    background: Background, token: Token, arguments: Arguments, weapons: Iterable[NamedWeapon]
) -> frozenset[Need]:
    """Tell which needs a trigger's arguments meet; other strike words beside it are for the caller."""
    met = {*_of_weapons(weapons), *_of_doers(background, token, arguments)}
    if token.pos != "VERB" or met or not _is_done_by_others(arguments):
        met |= _of_places(background, token, arguments)
    if token.tag in {"NNS", "NNPS"}:
        met.add(Need.MANY)
    if background.weapons:
        met.add(Need.ARMED)
    if token.pos != "PROPN" and not any(part.dep == "det" and part.lower in _KNOWN for part in token.lefts):
        met.add(Need.NEW)
    if background.has_beside(token, _MEETING):
        met |= _of_words(token, arguments)
    if background.has_beside(token, _AGAINST) and any(part.lower in _AGAINST for part in token.rights):
        met.add(Need.AGAINST)
    met |= _of_outcome(token)
    if Need.VICTIMS in met and Need.AIMED in met and Need.TOWN not in met and not _has_small_toll(background, token):
        # "Russia's attack on Ukraine has killed thousands": the war did.
        met.discard(Need.VICTIMS)
    return frozenset(met)


def _of_weapons(weapons: Iterable[NamedWeapon]) -> Iterator[Need]:
    for named in weapons:
        yield Need.WEAPON
        if named.weapon.sort in {WeaponClass.MUNITION, WeaponClass.LAUNCHER}:
            yield Need.MUNITION
        if not _BANNED.isdisjoint(named.weapon.words):
            yield Need.BANNED


def _of_doers(background: Background, token: Token, arguments: Arguments) -> Iterator[Need]:
    for head in arguments.doers:
        if _is_of_kind(token, head):
            continue
        words = phrase(_named_by(background, head))
        if background.is_force(words):
            yield Need.FORCE
            if background.side_of(words) in _AFAR:
                yield Need.AFAR


def _named_by(background: Background, head: Token) -> Token:
    """Take for "it" in "the military said it had hit a depot" who says so."""
    if head.lower not in _SPEAKING or head.dep != "nsubj":
        return head
    below = head.head
    for above in islice(below.ancestors(), _HEIGHT):
        if below.dep in {"ccomp", "parataxis"} and above.lemma in background.lexicon.modality.reporting:
            return subject(above) or head
        if below.dep != "conj":
            break
        below = above
    return head


_SPEAKING = frozenset({"it", "they", "we"})
_HEIGHT = 3


def _is_of_kind(token: Token, head: Token) -> bool:
    """Tell "terrorist attacks", which says what sort they are, from "the terrorists' attacks"."""
    return head.lemma in {"terrorist", "terror"} and head.head is token and head.dep in {"compound", "amod"}


_VICTIMS = frozenset({"kill", "wound", "injure", "die", "maim", "hurt", "perish"})


_WRECKING = frozenset(
    {
        "destroy",
        "damage",
        "wreck",
        "demolish",
        "flatten",
        "level",
        "raze",
        "gut",
        "shatter",
        "rip",
        "tear",
        "blow",
        "collapse",
        "sink",
        "cripple",
        "disable",
        "incinerate",
        "obliterate",
    }
)


def _of_outcome(token: Token) -> set[Need]:
    met = set()
    for word in _governing(token):
        if word.lemma in _VICTIMS or _takes_lives(word):
            met.add(Need.VICTIMS)
        if word.lemma in _WRECKING:
            met.add(Need.WRECKING)
    return met


def _has_small_toll(background: Background, token: Token) -> bool:
    """Tell "an attack on Ukraine killed six people" from what a war does: it kills thousands."""
    tolls = (child(word, "dobj", "nsubjpass") for word in _governing(token))
    counts = (
        quantity_of(background.reading.text, *background.reading.reach_of(phrase(toll))) for toll in tolls if toll
    )
    return any(count.min is not None and count.min < _OF_WARS for count in counts if count)


_OF_WARS = 1000


def _governing(token: Token) -> Iterator[Token]:
    """List the verb whose subject the word is, that it stands behind with "by" or "in", or that describes it."""
    yield from (child for child in token.rights if child.dep in {"relcl", "acl"})
    if token.dep in {"nsubj", "nsubjpass"}:
        yield token.head
    elif token.dep in {"pobj", "pcomp"} and (found := _brought_about(token.head)):
        yield found


_LEADING = frozenset({"by", "in", "from", "during", "under", "through", "because"})
_RESULTS = frozenset({"result", "consequence", "outcome", "course", "wake"})


def _brought_about(preposition: Token) -> Token | None:
    """Find what stands before "in" or "by", or before "due to", "because of" and "as a result of"."""
    above = preposition.head
    if preposition.lower in _LEADING:
        return above
    if preposition.lower == "to" and above.lower in {"due", "owing", "thanks"}:
        return above.head
    if preposition.lower == "of" and above.lower == "because":
        return above.head
    of_result = preposition.lower == "of" and above.lemma in _RESULTS and above.dep == "pobj"
    return above.head.head if of_result else None


def _takes_lives(verb: Token) -> bool:
    """Read "caused deaths", "left four dead", "claimed nine lives"."""
    return verb.lemma in {"cause", "leave", "claim", "inflict", "take"} and any(
        part.lemma in {"death", "dead", "casualty", "injury", "life", "victim", "wounded"} for part in verb.rights
    )


def _is_done_by_others(arguments: Arguments) -> bool:
    """Tell whether somebody is said to do it, who is no pronoun; "hit" then may be of any sense."""
    return bool(arguments.doers) and not any(head.pos == "PRON" for head in arguments.doers)


def _of_places(background: Background, token: Token, arguments: Arguments) -> set[Need]:
    if not (arguments.hit or arguments.located):
        return set()
    hit = [name for head in arguments.hit for name in _names(background, head)]
    names = [*hit, *(name for head in arguments.located for name in _names(background, head))]
    met = {Need.PLACE} if names else set[Need]()
    if any(not name.is_country for name in names):
        met.add(Need.TOWN)
    if hit:
        met.add(Need.AIMED)
    site = any(head.lemma in background.lexicon.places.buildings for head in arguments.hit)
    if site:
        met.add(Need.SITE)
    if (names or site) and token.head.lower == "under" and token.head.head.lemma in {"come", "be", "remain"}:
        met.add(Need.UNDER)
    return met


def _names(background: Background, head: Token) -> Iterator[Toponym]:
    """List the place names in a phrase and in what says where it is ("positions near X")."""
    for top in (head, *[held for preposition, held in prepositions(head) if preposition.lower in _WHERE]):
        for part in phrase(top):
            if part.index in background.toponyms:
                yield background.toponyms[part.index]
        if top.lower in background.lexicon.places.directions and top.index + 1 in background.toponyms:
            # "in government-held west Aleppo": the parser makes two phrases of it.
            yield background.toponyms[top.index + 1]


_WHERE = frozenset({"in", "near", "of", "outside", "at", "on", "around", "inside", "across", "along"})


def _of_words(token: Token, arguments: Arguments) -> set[Need]:
    met = set[Need]()
    beside = {part.lower for part in token.children}
    # "a chemical weapons attack"
    beside |= {part.lower for head in token.lefts if head.dep == "compound" for part in head.lefts}
    if beside & _AIR:
        met.update({Need.AIR, Need.WEAPON})
    if "suicide" in beside:
        met.add(Need.SUICIDE)
    if beside & _CHEMICAL:
        met.add(Need.CHEMICAL)
    if any(head.lower in _SELF for head in (*arguments.hit, *arguments.means)):
        met.add(Need.SELF)
    return met


def fits(background: Background, token: Token, trigger: Trigger, arguments: Arguments) -> bool:
    """Tell whether the words around leave the trigger the sense of a strike."""
    # Most sentences have none of the words that turn its sense, and are not searched for them.
    turned = background.has_beside(token, trigger.turning)
    words = _words_around(token, arguments.all()) if turned else set[str]()
    if trigger.frame is Frame.FIRES and words & trigger.unless:
        # "explosive bullets" are more than bullets
        fired = weapons_among(background, (*arguments.means, *arguments.doers))
        words -= {form for named in fired for part in named.tokens for form in (part.lemma, part.lower)}
    return (
        (not words & trigger.unless or _is_of_weapon(background, trigger, arguments))
        and not (words & trigger.other_sorts and _is_of_other_sort(background, token, trigger, arguments))
        and not (trigger.by and any(head.lemma in trigger.by for head in arguments.doers))
        and not (trigger.before and _following(background, token) & trigger.before)
        and (not trigger.beside or bool(words & trigger.beside))
        and not (trigger.frame is Frame.FIRES and _is_spaceflight(background, arguments))
    )


def _is_spaceflight(background: Background, arguments: Arguments) -> bool:
    """Tell a rocket of a firm or an agency that is no force, fired at nothing."""
    if arguments.hit or arguments.located or not any(head.lemma == "rocket" for head in arguments.means):
        return False
    doers = arguments.doers
    return bool(doers) and all(head.pos == "PROPN" and not background.is_force(phrase(head)) for head in doers)


def _words_around(token: Token, heads: Sequence[Token]) -> set[str]:
    """Give what may lend the trigger another sense: its parts, these arguments and what describes those."""
    parts = [part for part in token.children if part.lower != "according"]
    words = {part.lemma for part in parts} | {part.lower for part in parts}
    for head in heads:
        words.add(head.lemma)
        words.add(head.lower)
        words.update(part.lemma for part in head.children if part.dep in {"compound", "amod"})
    for preposition in (part for part in token.children if part.dep == "prep"):
        words.update(part.lemma for part in preposition.children)
    if token.dep == "conj" and token.pos == "VERB":
        words.add(token.head.lemma)
    # "attacked the town and took control of it"
    together = ((part, child(part, "dobj")) for part in token.children if part.dep == "conj")
    words.update(f"{part.lemma} {held.lemma}" for part, held in together if held)
    return words


def _is_of_other_sort(background: Background, token: Token, trigger: Trigger, arguments: Arguments) -> bool:
    """Tell "a strike of train drivers" from "a strike on a train station", whatever stands behind "on".

    "Surface-to-ground missile attacks" are no ground attacks: what belongs to a weapon's name is of no other sort.
    "Mortar attacks" by gunmen are attacks with mortars.
    """
    if any(part.index in background.weapons and part.dep == "compound" for part in token.lefts):
        return False
    if any(named.weapon.sort is WeaponClass.MUNITION for named in weapons_among(background, arguments.means)):
        # "attacks with shells and sniper shots"
        return False
    return any(
        word.lemma in trigger.other_sorts or word.lower in trigger.other_sorts
        for part in (token, *arguments.doers, *arguments.means, *arguments.origins)
        for word in (part, *part.children)
        if word is not token and word.dep != "conj" and word.index not in background.weapons
    )


def _is_of_weapon(background: Background, trigger: Trigger, arguments: Arguments) -> bool:
    """Tell whether a weapon does it, which leaves a verb of hitting its sense: "a shell hit the road"."""
    if trigger.frame not in {Frame.HITS, Frame.LANDS} or weapons_among(background, arguments.hit):
        return False
    doing = weapons_among(background, (*arguments.doers, *arguments.means))
    return any(named.weapon.sort in _STRIKING for named in doing)


_STRIKING = frozenset({WeaponClass.MUNITION, WeaponClass.LAUNCHER, WeaponClass.CARRIER, WeaponClass.ARM})


def _following(background: Background, token: Token) -> frozenset[str]:
    """Give the forms of the next word of the sentence, by which "air raid" may be part of "air raid sirens"."""
    index = token.index + 1
    if index >= len(background.reading.tokens) or background.reading.tokens[index].sentence != token.sentence:
        return frozenset()
    following = background.reading.tokens[index]
    return frozenset({following.lemma, following.lower, following.lower.removesuffix("s")})

"""A trigger with its arguments, not yet a mention."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claimwire_extractor.core.reason import Reason, Words
from claimwire_extractor.core.strikes.arguments import Arguments
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.is_left_over import is_left_over
from claimwire_extractor.core.strikes.named_weapon import NamedWeapon
from claimwire_extractor.core.strikes.strike_lexicon import Frame, Need, Trigger, WeaponClass
from claimwire_extractor.core.strikes.syntax import child, phrase
from claimwire_extractor.core.token import Token

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
    weapons = background.weapons
    for head in heads:
        if head.index in weapons:
            found[weapons[head.index]] = None
        for part in head.children:
            if part.index in weapons and part.dep in {"compound", "amod", "nmod"}:
                found[weapons[part.index]] = None
        behind = _PARTS_OF if head.lemma in _DEBRIS else _OF
        of = [part for part in head.rights if part.dep == "prep" and part.lower in behind]
        held = child(of[-1], "pobj") if of else None
        if held and held.index in weapons and head.index not in weapons:
            found[weapons[held.index]] = None
        elif is_left_over(head) or (held is None and head.lemma in _FALLEN):
            flown = _flown_before(background, head)
            found.update({flown: None} if flown else {})
    return list(found)


_FALLEN = frozenset({"debris", "fragment", "wreckage"})


def _flown_before(background: Background, head: Token) -> NamedWeapon | None:
    """Find what flew last before: "a drone was shot down and its debris hit a house".

    What is left of some may stand in the sentence behind theirs ("Six of ten missiles were downed. The rest hit a depot"),
    and only where they are told to fly, to hit or to be shot down: ministers may "discuss missiles", and one hit a tree.
    """
    own = background.reading.sentence_of(head)
    fallen = head.lemma in _FALLEN
    since = background.reading.sentences[own.index - 1] if own.index and not fallen else own
    before = background.reading.tokens[since.tokens[0].index : head.index]
    named = (background.weapons[token.index] for token in reversed(before) if token.index in background.weapons)
    munitions = (weapon for weapon in named if weapon.weapon.sort is WeaponClass.MUNITION)
    return next((weapon for weapon in munitions if fallen or _flies(weapon.tokens[-1])), None)


def _flies(munition: Token) -> bool:
    """Tell "four missiles were launched" and "12 of 20 drones were downed" from "a drone factory" and "hurt by a drone"."""
    if any(part.dep == "acl" and part.lemma in _FLYING for part in munition.rights):
        return True
    top = munition
    if munition.dep == "pobj" and munition.head.lower == "of":
        top = munition.head.head
    return top.dep in {"nsubj", "nsubjpass", "dobj"} and top.head.lemma in _FLYING


_FLYING = frozenset({"fire", "launch", "send", "lob", "shoot", "fly", "approach", "enter", "down", "intercept", "destroy", "repel", "neutralise", "neutralize", "jam", "land", "hit", "strike", "target", "reach", "fall", "explode", "aim"})  # fmt: skip


def fits(background: Background, token: Token, trigger: Trigger, arguments: Arguments) -> bool:
    """Tell whether the words around leave the trigger the sense of a strike."""
    # Most sentences have none of the words that turn its sense, and are not searched for them.
    turned = background.has_beside(token, trigger.turning)
    if not (_fits_words(background, token, trigger, arguments) if turned else not trigger.beside):
        return False
    return (
        not (trigger.by and any(head.lemma in trigger.by for head in arguments.doers))
        and not (trigger.before and _following(background, token) & trigger.before)
        and not (trigger.frame is Frame.FIRES and _is_spaceflight(background, arguments))
    )


def _fits_words(background: Background, token: Token, trigger: Trigger, arguments: Arguments) -> bool:
    words = _words_around(token, arguments.all())
    if trigger.frame is Frame.FIRES and words & trigger.unless:
        # "explosive bullets" are more than bullets
        fired = weapons_among(background, (*arguments.means, *arguments.doers))
        words -= {form for named in fired for part in named.tokens for form in (part.lemma, part.lower)}
    return (
        (not words & trigger.unless or _is_of_weapon(background, trigger, arguments))
        and not (words & trigger.other_sorts and _is_of_other_sort(background, token, trigger, arguments))
        and (not trigger.beside or bool(words & trigger.beside))
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

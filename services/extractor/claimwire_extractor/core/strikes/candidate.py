"""A trigger with its arguments, not yet a mention."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from claimwire_extractor.core.reason import Reason, Words
from claimwire_extractor.core.strikes.arguments import Arguments
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.named_weapon import NamedWeapon
from claimwire_extractor.core.strikes.strike_lexicon import Frame, Need, Trigger, WeaponClass
from claimwire_extractor.core.strikes.syntax import child, phrase
from claimwire_extractor.core.token import Token

_SELF = frozenset({"himself", "herself", "itself", "themselves"})
_AIR = frozenset({"air", "aerial"})


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
        return any(not trigger.needs or trigger.needs & (self.met - {Need.ANAPHOR}) for trigger in self.triggers)

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
        of = next((part for part in head.rights if part.dep == "prep" and part.lower == "of"), None)
        held = child(of, "pobj") if of else None
        if held and held.index in background.weapons and head.index not in background.weapons:
            found[background.weapons[held.index]] = None
    return list(found)


def needs_met(
    background: Background, token: Token, arguments: Arguments, weapons: Iterable[NamedWeapon]
) -> frozenset[Need]:
    """Tell which needs a trigger's arguments meet; other strike words beside it are for the caller."""
    met = set()
    sorts = {named.weapon.sort for named in weapons}
    if sorts:
        met.add(Need.WEAPON)
    if sorts & {WeaponClass.MUNITION, WeaponClass.LAUNCHER}:
        met.add(Need.MUNITION)
    if any(background.is_force(phrase(head)) for head in arguments.doers):
        met.add(Need.FORCE)
    if any(part.index in background.toponyms for head in (*arguments.hit, *arguments.located) for part in phrase(head)):
        met.add(Need.PLACE)
    if any(head.lemma in background.lexicon.places.buildings for head in arguments.hit):
        met.add(Need.SITE)
    if token.head.lower == "under" and Need.PLACE in met and token.head.head.lemma in {"come", "be", "remain"}:
        met.add(Need.UNDER)
    beside = {part.lower for part in token.children}
    if beside & _AIR:
        met.update({Need.AIR, Need.WEAPON})
    if "suicide" in beside:
        met.add(Need.SUICIDE)
    if any(head.lower in _SELF for head in (*arguments.hit, *arguments.means)):
        met.add(Need.SELF)
    return frozenset(met)


def fits(token: Token, trigger: Trigger, arguments: Arguments) -> bool:
    """Tell whether the words around leave the trigger the sense of a strike."""
    words = {part.lemma for part in token.children} | {part.lower for part in token.children}
    for head in arguments.all():
        words.add(head.lemma)
        words.add(head.lower)
        words.update(part.lemma for part in head.children if part.dep in {"compound", "amod"})
    for preposition in (part for part in token.children if part.dep == "prep"):
        words.update(part.lemma for part in preposition.children)
    if trigger.frame is Frame.ACT and token.dep == "compound":
        words.add(token.head.lemma)
    return not words & trigger.unless and (not trigger.beside or bool(words & trigger.beside))

"""Who fired, as the mentions of each strike name him."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from claimwire.events import Actor, PlacePrecision, Side, StrikeKind
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.aftermath import Aftermath
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention
from claimwire_extractor.core.strikes.owners import owners
from claimwire_extractor.core.token import Token

_AREAS = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})


@dataclass(frozen=True, slots=True)
class StrikeActor:
    """Who fired, and why he is said to have where no mention of the strike names him."""

    actor: Actor
    reasons: Sequence[Reason] = ()


def strike_actors(
    background: Background, aftermath: Aftermath, groups: Sequence[Sequence[Mention]]
) -> list[StrikeActor]:
    """Take the first name whose side is known, else who owns up to it, else the first name, else the side blamed for what is like it.

    An article that blames one side alone for the fire on a place blames it for all the fire on that place; one that
    blames one side alone for all the fire it tells of, in the same country, blames it for the rest.
    """
    named = [StrikeActor(_named(group)) for group in groups]
    for strike, words in owners(background, aftermath).items():
        if named[strike].actor.side is Side.UNKNOWN:
            named[strike] = _owner(background, words)
    blamed = _Blamed(background)
    for group, fired in zip(groups, named, strict=True):
        blamed.add(group, fired.actor.side)
    return [blamed.of(group, fired) for group, fired in zip(groups, named, strict=True)]


def _owner(background: Background, words: Sequence[Token]) -> StrikeActor:
    span = background.reading.span_of(words)
    actor = Actor(text=span.text, start=span.start, end=span.end, side=background.side_of(words))
    return StrikeActor(actor, (Reason.of("actor.owned-up", span),))


def _named(group: Sequence[Mention]) -> Actor:
    named = [mention for mention in group if mention.actor]
    named.sort(key=lambda mention: mention.side is Side.UNKNOWN)
    if not named or named[0].actor is None:
        return Actor(side=next((mention.side for mention in group if mention.side is not Side.UNKNOWN), Side.UNKNOWN))
    span = named[0].actor
    return Actor(text=span.text, start=span.start, end=span.end, side=named[0].side)


@dataclass(frozen=True, slots=True)
class _Blamed:
    """The sides an article blames, for planted bombs and for other fire apart."""

    background: Background
    by_place: dict[tuple[bool, str], set[Side]] = field(default_factory=dict)
    countries: dict[bool, dict[Side, set[str]]] = field(default_factory=lambda: {True: {}, False: {}})
    """Countries, as far as they are known, in which each side fired."""

    def add(self, group: Sequence[Mention], side: Side) -> None:
        if side is Side.UNKNOWN:
            return
        planted = _is_planted(group)
        if planted and group[0].historical:
            # Who planted bombs before need not have planted this one.
            return
        for key in _spots(group):
            self.by_place.setdefault((planted, key), set()).add(side)
        self.countries[planted].setdefault(side, set()).update(_countries(group))

    def of(self, group: Sequence[Mention], fired: StrikeActor) -> StrikeActor:
        if fired.actor.side is not Side.UNKNOWN or fired.actor.text is not None or any(map(_is_anybodys, group)):
            return fired
        planted = _is_planted(group)
        there = {side for key in _spots(group) for side in self.by_place.get((planted, key), ())}
        if len(there) == 1 and self._may_have_fired(group, *there):
            place = next(place for mention in group for place in mention.places)
            return StrikeActor(Actor(side=there.pop()), (Reason.of("actor.same-place", place),))
        side = self._only(group, self.countries[planted])
        if side is None or there:
            return fired
        return StrikeActor(Actor(side=side), (Reason.of("actor.only-side", group[0].evidence),))

    def _only(self, group: Sequence[Mention], fired: Mapping[Side, Collection[str]]) -> Side | None:
        """Name the one side that fired at all, where it may have fired here."""
        if len(fired) != 1:
            return None
        ((side, countries),) = fired.items()
        here = _countries(group)
        elsewhere = bool(here) and bool(countries) and here.isdisjoint(countries)
        at_home = _HOMES.get(side) in here
        return None if side is Side.OTHER or elsewhere or at_home or not self._may_have_fired(group, side) else side

    def _may_have_fired(self, group: Sequence[Mention], side: Side) -> bool:
        """Tell whether a side has what it takes, and what was hit is not its own ("raids on the rebel-held town")."""
        if side in _WITHOUT_AIRCRAFT and any(mention.kind in _FLOWN for mention in group):
            return False
        targets = (target.text.lower().split() for mention in group for target in mention.targets)
        holders = (_HELD.findall(mention.evidence.text.lower()) for mention in group[:_FEW])
        named = (*targets, *([word] for words in holders for word in words))
        return not any(self.background.side_of_words(words) is side for words in named)


_HOMES = {
    Side.RU: "RU",
    Side.UA: "UA",
    Side.BY: "BY",
    Side.IL: "IL",
    Side.IR: "IR",
    Side.TR: "TR",
    Side.US_COALITION: "US",
}
"""Countries that those who have them do not fire on; in a civil war it tells nothing."""
_FLOWN = frozenset({StrikeKind.AIRSTRIKE, StrikeKind.DRONE})
_WITHOUT_AIRCRAFT = frozenset({Side.SY_OPP, Side.ISIS, Side.PS, Side.DPR_LPR})


_FEW = 8
"""Mentions of a strike that are looked at."""
_HELD = re.compile(r"\b([a-z]+)[ -](?:held|controlled|occupied|ruled|run|besieged)\b")
_NOBODYS = re.compile(
    r"\b(?:unidentified|unknown (?:\w+ )?(?:aircraft|planes?|jets?|warplanes?|drones?|assailants?|attackers?|gunmen|origin)"
    r"|who (?:had |has |have )?(?:carried|fired|launched|conducted|bombed|planted|shelled|was behind|were behind))\b",
    re.IGNORECASE,
)
_REPAID = frozenset({"retaliation", "response", "reply", "revenge", "reprisal", "retribution", "answer", "reaction", "vengeance"})  # fmt: skip


def _is_anybodys(mention: Mention) -> bool:
    """Tell fire of which it is asked who fired, and that for which the side blamed took revenge."""
    held = mention.trigger.head
    repaid = mention.trigger.dep == "pobj" and held.lower in {"for", "to"} and held.head.lemma in _REPAID
    return repaid or _NOBODYS.search(mention.evidence.text) is not None


def _is_planted(group: Sequence[Mention]) -> bool:
    return any(mention.kind is StrikeKind.BOMB for mention in group)


def _countries(group: Sequence[Mention]) -> set[str]:
    return {place.country for mention in group for place in mention.places if place.country}


def _spots(group: Sequence[Mention]) -> set[str]:
    places = (place for mention in group for place in mention.places if place.precision not in _AREAS)
    return {name_key(place.text) for place in places}

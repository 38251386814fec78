"""Who fired, as the mentions of each strike name him."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimwire.events import Actor, PlacePrecision, Side
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.mention import Mention

_AREAS = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})


@dataclass(frozen=True, slots=True)
class StrikeActor:
    """Who fired, and why he is said to have where no mention of the strike names him."""

    actor: Actor
    reasons: Sequence[Reason] = ()


def strike_actors(groups: Sequence[Sequence[Mention]]) -> list[StrikeActor]:
    """Take the first name whose side is known, else the first name, else the side that fired on the same place.

    An article that blames one side alone for the fire on a place blames it for all the fire on that place.
    """
    named = [_named(group) for group in groups]
    sides: dict[str, set[Side]] = {}
    for group, actor in zip(groups, named, strict=True):
        for key in _spots(group):
            sides.setdefault(key, set()).add(actor.side)
    return [_blamed(group, actor, sides) for group, actor in zip(groups, named, strict=True)]


def _named(group: Sequence[Mention]) -> Actor:
    named = [mention for mention in group if mention.actor]
    named.sort(key=lambda mention: mention.side is Side.UNKNOWN)
    if not named or named[0].actor is None:
        return Actor(side=next((mention.side for mention in group if mention.side is not Side.UNKNOWN), Side.UNKNOWN))
    span = named[0].actor
    return Actor(text=span.text, start=span.start, end=span.end, side=named[0].side)


def _blamed(group: Sequence[Mention], actor: Actor, sides: dict[str, set[Side]]) -> StrikeActor:
    if actor.side is not Side.UNKNOWN or actor.text is not None:
        return StrikeActor(actor)
    blamed = {side for key in _spots(group) for side in sides[key]} - {Side.UNKNOWN}
    if len(blamed) != 1:
        return StrikeActor(actor)
    place = next(place for mention in group for place in mention.places)
    return StrikeActor(Actor(side=blamed.pop()), (Reason.of("actor.same-place", place),))


def _spots(group: Sequence[Mention]) -> set[str]:
    places = (place for mention in group for place in mention.places if place.precision not in _AREAS)
    return {name_key(place.text) for place in places}

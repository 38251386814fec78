"""Why a strike has the values that its mentions gave it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from claimwire.events import Actor, Place, Quantity, Span, StrikeKind
from claimwire_extractor.core.reason import Reason
from claimwire_extractor.core.strikes.mention import Mention

_CHOSEN = frozenset({"kind", "weapon", "count", "actor"})
"""Fields that one mention decides; the others are put together from all of them."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The values of a strike that its mentions gave it as they are."""

    kind: StrikeKind
    weapon: Span | None
    count: Quantity | None
    actor: Actor
    places: tuple[Place, ...]


def mention_reasons(group: Sequence[Mention], strike: Chosen) -> tuple[Reason, ...]:
    """Keep the reasons of the mentions whose values the strike has, each once."""
    kept: dict[Reason, None] = {}
    decided: set[str] = set()
    # By where they stand: a strike of hundreds of mentions may have hundreds of places.
    places = {(place.start, place.end) for place in strike.places}
    for mention in group:
        given: set[str] = set()
        for reason in mention.reasons:
            field = reason.field
            if field not in decided and (field in given or _gave(mention, strike, places, field)):
                given.add(field)
                kept[reason] = None
        decided |= given & _CHOSEN
    return tuple(kept)


def _gave(mention: Mention, strike: Chosen, places: Collection[tuple[int, int]], field: str) -> bool:
    if field == "actor":
        start = mention.actor.start if mention.actor else None
        return mention.side is strike.actor.side and start in (None, strike.actor.start)
    if field == "places":
        return any((place.start, place.end) in places for place in (*mention.places, *mention.places_before))
    if field not in _CHOSEN:
        return True
    own, chosen = getattr(mention, field), getattr(strike, field)
    return own is chosen or own == chosen

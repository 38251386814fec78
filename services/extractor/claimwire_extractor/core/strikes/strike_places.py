"""Where a strike hit, and from where it came."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from claimwire.events import Place, PlacePrecision
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.strikes.headline import Headline
from claimwire_extractor.core.strikes.mention import Mention

_LISTED = 2


def strike_places(
    group: Sequence[Mention], headline: Headline, naming: Mapping[str, int], directions: Collection[str]
) -> tuple[Place, ...]:
    """Take the places of the mentions that tell of it; where none names one, those of the sentence before the first.

    ``naming`` tells how many strikes of the article name each place, by its key; ``directions`` stand before names.
    """
    telling = _telling(group)
    others = _told_of_others(telling, headline, naming)
    told = {place.precision for mention in telling for place in mention.places}
    places = distinct_places(
        place
        for mention in telling
        for place in (*mention.places, *mention.places_around)
        if place not in others
        if _is_exact(place)
        or not told - {PlacePrecision.COUNTRY}
        or any(map(_is_exact, mention.places))
        or (PlacePrecision.REGION not in told and _is_part(place, directions))
    )
    return places or distinct_places(group[0].places_before)


def _told_of_others(telling: Sequence[Mention], headline: Headline, naming: Mapping[str, int]) -> Sequence[Place]:
    """Find the towns of a headline's list ("Strikes in X and Y kill ten") that are those of other strikes.

    They are where the rest of this strike's mentions name some towns of the list, and other strikes these.
    """
    first = telling[0]
    if len(first.places) < _LISTED or not headline.holds(first.trigger.start):
        return ()
    body = {name_key(place.text) for mention in telling[1:] for place in mention.places}
    missing = [key for key in (name_key(place.text) for place in first.places) if key not in body]
    if len(missing) == len(first.places):
        return ()
    return [place for place in first.places if name_key(place.text) in missing and naming[name_key(place.text)] > 1]


def _is_exact(place: Place) -> bool:
    """A country tells little where another mention names a place in it."""
    return place.precision is not PlacePrecision.COUNTRY


def _is_part(place: Place, directions: Collection[str]) -> bool:
    """Tell "northern Syria", which says more than the country, from it and from "South Sudan"."""
    first = name_key(place.text).split()[0]
    return first in directions and not name_key(place.name).startswith(first)


def distinct_places(places: Iterable[Place]) -> tuple[Place, ...]:
    """Leave each name once, and each place of the gazetteer."""
    found: list[Place] = []
    seen: set[object] = set()
    for place in places:
        resolved = (place.name, place.latitude, place.longitude)
        marks = {name_key(place.text), resolved if place.latitude is not None else name_key(place.text)}
        if not marks & seen:
            found.append(place)
        seen |= marks
    return tuple(found)


def _telling(group: Sequence[Mention]) -> Sequence[Mention]:
    """Leave out mentions that only refer back, unless no other says where."""
    telling = [mention for mention in group if not mention.refers_back]
    return telling if any(mention.places or mention.places_around for mention in telling) else group

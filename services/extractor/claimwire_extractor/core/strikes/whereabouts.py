"""How the places of two tellings lie to each other."""

from enum import StrEnum

from claimwire.events import Place
from claimwire_extractor.core.places.distance import distance_km
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.strikes.told_strike import ToldStrike

_NEIGHBOURING_KM = 40.0


class Whereabouts(StrEnum):
    """What the most exact places of two tellings are to each other."""

    SAME = "same-place"
    REGION = "within-region"
    """One names only the region of the other."""
    TOWN = "within-town"
    """One names only the town of the other's quarter."""
    COUNTRY = "within-country"
    NEAR = "near-place"
    UNSAID = "unsaid-place"
    UNKNOWN = "unknown-place"
    """Both name places, one of them such as no gazetteer has."""
    APART = "other-place"


def whereabouts(told: ToldStrike, later: ToldStrike) -> Whereabouts:
    """Compare the places of a strike with those of a later mention."""
    if not told.names.isdisjoint(later.names):
        return _of_shared_names(told, later)
    if _is_part_by_name(told, later) or _is_part_by_name(later, told):
        return Whereabouts.TOWN
    if told.spots and later.spots:
        if _are_known(told) != _are_known(later):
            # A name no gazetteer has may be a quarter of the town that the other names.
            return Whereabouts.UNKNOWN
        near = any(_are_near(ours, theirs) for ours in told.spots.values() for theirs in later.spots.values())
        near = near or _is_capital(told, later) or _is_capital(later, told)
        return Whereabouts.NEAR if near else Whereabouts.APART
    if not (_names_any(told) and _names_any(later)):
        return Whereabouts.UNSAID
    return _of_areas(told, later)


def _of_shared_names(told: ToldStrike, later: ToldStrike) -> Whereabouts:
    """Tell two quarters of one town from the same quarter, and from the town named for its quarter."""
    if not later.mentions[0].definite and told.tells_beside(later):
        return Whereabouts.NEAR
    if later.leading & told.names:
        return Whereabouts.SAME
    return Whereabouts.TOWN if later.quarters and told.leading & later.names else Whereabouts.NEAR


def _is_part_by_name(one: ToldStrike, other: ToldStrike) -> bool:
    """Tell "New Aleppo" from Aleppo, of which its name says it is a part."""
    longer = [name for name in one.leading if " " in name]
    return bool(longer) and any(inner.endswith(f" {outer}") for inner in longer for outer in other.leading)


def _are_known(told: ToldStrike) -> bool:
    return any(place.latitude is not None for place in told.spots.values())


def _names_any(told: ToldStrike) -> bool:
    return bool(told.spots or told.regions or told.countries)


def _of_areas(told: ToldStrike, later: ToldStrike) -> Whereabouts:
    for outer, inner in ((told, later), (later, told)):
        if outer.spots:
            continue
        if inner.spots and not _are_known(inner):
            # A name no gazetteer has may be a village of the region that the other names.
            return Whereabouts.UNSAID
        if any(place.admin1 in outer.regions for place in inner.spots.values()):
            return Whereabouts.REGION
        if not outer.regions and outer.countries:
            return Whereabouts.COUNTRY
    return Whereabouts.APART


def _is_capital(one: ToldStrike, other: ToldStrike) -> bool:
    """Tell whether one names the town for which the other's region is named: people say the town for the region."""
    return any(place.admin1 and name_key(place.admin1) in one.spots for place in other.spots.values())


def _are_near(one: Place, other: Place) -> bool:
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude) <= _NEIGHBOURING_KM

"""From a name to a place on the map."""

from collections.abc import Sequence

from claimwire.events import Place, PlacePrecision
from claimwire_extractor.core.gazetteer import Gazetteer, GazetteerEntry
from claimwire_extractor.core.places.likeliness import likeliness
from claimwire_extractor.core.places.place_context import PlaceContext, lies_in
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.reading import Reading

_SHORTEST_MISSPELT = 5
_MOST_REGIONS = 3
_WITHIN_NAMED = 6.0
"""For a place of the region or country that stands right behind its name."""
_AROUND = 3.0
"""For a region or country whose name stands right behind that of a place in it."""
_LARGE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.DISTRICT})
_IN_SENTENCE = 4.0
"""For a place of a region named in the sentence."""
_IN_ARTICLE = 1.0
"""For a place of a region named in the article."""


def resolve_place(reading: Reading, toponym: Toponym, context: PlaceContext, gazetteer: Gazetteer) -> Place:
    """Pick the likeliest entry under a name; unknown names stay, unresolved.

    The region right behind the name weighs most, then a region named in the sentence, the other
    places of the article, what the words around the name say it is, and population. A misspelt name
    is looked for in the regions named in the sentence, or else the article, and nowhere else.
    """
    start, end = reading.reach_of(toponym.tokens)
    if toponym.possessive:
        # The "s" of the owner.
        end -= 1
    text = reading.text[start:end]
    entries = toponym.entries or _misspelt(toponym, text, context, gazetteer)
    if not entries:
        return Place(text=text, start=start, end=end, name=text, precision=PlacePrecision.UNRESOLVED)
    best = entries[0] if len(entries) == 1 else max(entries, key=lambda entry: _score(entry, toponym, context))
    in_district = toponym.sort is PlaceSort.DISTRICT and best.precision is PlacePrecision.SETTLEMENT
    return place_at(text, start, best, PlacePrecision.DISTRICT if in_district else best.precision)


def place_at(text: str, start: int, entry: GazetteerEntry, precision: PlacePrecision) -> Place:
    """Say that some words, which stand at ``start``, name a place of the gazetteer, and what its coordinates stand for."""
    return Place(
        text=text,
        start=start,
        end=start + len(text),
        name=entry.name,
        country=entry.country or None,
        admin1=entry.admin1,
        latitude=entry.latitude,
        longitude=entry.longitude,
        geonames_id=entry.geonames_id,
        precision=precision,
    )


def _score(entry: GazetteerEntry, toponym: Toponym, context: PlaceContext) -> float:
    score = likeliness(entry, toponym.sort, toponym.key, toponym.entries)
    score += context.votes.support(entry, toponym.key)
    around = context.around.get(toponym.key)
    if around and any(lies_in(entry, area) for area in around):
        score += _WITHIN_NAMED
    if toponym.tokens[0].index in context.outer and entry.precision in _LARGE:
        score += _AROUND
    region = (entry.country, entry.admin1 or "")
    if region in context.regions_of_sentence.get(toponym.tokens[0].sentence, frozenset()):
        return score + _IN_SENTENCE
    return score + (_IN_ARTICLE if region in context.regions else 0.0)


def _misspelt(toponym: Toponym, text: str, context: PlaceContext, gazetteer: Gazetteer) -> Sequence[GazetteerEntry]:
    if len(text) < _SHORTEST_MISSPELT or toponym.sort is PlaceSort.DISTRICT:
        return ()
    nearby = context.regions_of_sentence.get(toponym.tokens[0].sentence) or context.regions
    for country, admin1 in sorted(nearby, key=lambda region: -context.regions[region])[:_MOST_REGIONS]:
        alike = gazetteer.like(text, country=country, admin1=admin1)
        if alike:
            return alike[:1]
    return ()

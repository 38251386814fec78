"""From a name to a place on the map."""

import math

from claimwire.events import Place, PlacePrecision
from claimwire_extractor.core.gazetteer import Gazetteer, GazetteerEntry
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.places.place_context import PlaceContext
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.reading import Reading

_SHORTEST_MISSPELT = 5
_MOST_REGIONS = 3


def resolve_place(reading: Reading, toponym: Toponym, context: PlaceContext, gazetteer: Gazetteer) -> Place:
    """Pick the likeliest entry under a name; unknown names stay, unresolved.

    Regions named in the sentence weigh most, then the article's countries, then what the words
    around the name say it is, population last. A misspelt name is looked for in the regions named
    in the sentence, or else the article, and nowhere else.
    """
    span = reading.span_of(toponym.tokens)
    entries = toponym.entries or _misspelt(toponym, span.text, context, gazetteer)
    if not entries:
        return Place(
            text=span.text,
            start=span.start,
            end=span.end,
            name=span.text,
            precision=PlacePrecision.UNRESOLVED,
        )
    best = max(entries, key=lambda entry: _score(entry, toponym, span.text, context))
    in_district = toponym.sort is PlaceSort.DISTRICT and best.precision is PlacePrecision.SETTLEMENT
    return Place(
        text=span.text,
        start=span.start,
        end=span.end,
        name=best.name,
        country=best.country or None,
        admin1=best.admin1,
        latitude=best.latitude,
        longitude=best.longitude,
        geonames_id=best.geonames_id,
        precision=PlacePrecision.DISTRICT if in_district else best.precision,
    )


def _score(entry: GazetteerEntry, toponym: Toponym, text: str, context: PlaceContext) -> float:
    score = 4 * context.countries.get(entry.country, 0.0)
    region = (entry.country, entry.admin1 or "")
    if region in context.regions_of_sentence.get(toponym.tokens[0].sentence, frozenset()):
        score += 3
    elif region in context.regions:
        score += 1
    score += _sorts.get((toponym.sort, entry.precision), 0.0)
    score += math.log10(entry.population + 10) / 3
    return score + (0.3 if name_key(entry.name) == name_key(text) else 0.0)


_sorts = {
    (PlaceSort.REGION, PlacePrecision.REGION): 4.0,
    (PlaceSort.REGION, PlacePrecision.COUNTRY): 2.0,
    (PlaceSort.SETTLEMENT, PlacePrecision.SETTLEMENT): 3.0,
    (PlaceSort.DISTRICT, PlacePrecision.SETTLEMENT): 1.0,
    (PlaceSort.DISTRICT, PlacePrecision.DISTRICT): 3.0,
    (PlaceSort.UNSAID, PlacePrecision.SETTLEMENT): 0.7,
    (PlaceSort.UNSAID, PlacePrecision.COUNTRY): 4.0,
    (PlaceSort.UNSAID, PlacePrecision.EXACT): 3.0,
    (PlaceSort.UNSAID, PlacePrecision.DISTRICT): 2.0,
}


def _misspelt(toponym: Toponym, text: str, context: PlaceContext, gazetteer: Gazetteer) -> tuple[GazetteerEntry, ...]:
    if len(toponym.tokens) > 1 or len(text) < _SHORTEST_MISSPELT or toponym.sort is PlaceSort.DISTRICT:
        return ()
    nearby = context.regions_of_sentence.get(toponym.tokens[0].sentence) or context.regions
    for country, admin1 in sorted(nearby, key=lambda region: -context.regions[region])[:_MOST_REGIONS]:
        alike = gazetteer.like(text, country=country, admin1=admin1)
        if alike:
            return (alike[0],)
    return ()

"""Every place that an article names."""

from dataclasses import dataclass

from claimwire.events import Place
from claimwire_extractor.core.gazetteer import Gazetteer
from claimwire_extractor.core.places.find_toponyms import find_toponyms
from claimwire_extractor.core.places.known_names import is_small
from claimwire_extractor.core.places.no_place import NoPlace
from claimwire_extractor.core.places.place_context import PlaceContext
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.resolve_place import place_at, resolve_place
from claimwire_extractor.core.reading import Reading


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place, and whether it is only meant by an adjective or a people ("the French", for France)."""

    place: Place
    demonym: bool


def read_places(reading: Reading, words: PlaceWords, gazetteer: Gazetteer) -> list[NamedPlace]:
    """Find and resolve all places of an article, in the order of the text; unknown ones stay, unresolved."""
    demonyms = list(words.demonyms_in(reading.tokens))
    toponyms = find_toponyms(reading, words, gazetteer)
    spoken_of = {country for _, country in demonyms}
    spoken_of |= {entry.country for toponym in toponyms for entry in toponym.entries if not is_small(entry)}
    no_place = NoPlace(reading, words)
    toponyms = [toponym for toponym in toponyms if not no_place.is_far_village(toponym, spoken_of)]
    context = PlaceContext.of(toponyms, [country for _, country in demonyms])
    found = [NamedPlace(resolve_place(reading, toponym, context, gazetteer), demonym=False) for toponym in toponyms]
    taken = {token.index for toponym in toponyms for token in toponym.tokens}
    for tokens, country in demonyms:
        entry = gazetteer.country(country)
        if entry is not None and tokens[0].index not in taken:
            start, end = reading.reach_of(tokens)
            place = place_at(reading.text[start:end], start, entry, entry.precision)
            found.append(NamedPlace(place, demonym=True))
    return sorted(found, key=lambda named: named.place.start)

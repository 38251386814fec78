"""The places of one strike held against where they are."""

from collections.abc import Mapping
from typing import Final

from tests.eval.distance import NEAR_KM, kilometres
from tests.eval.gold import GoldPlace, GoldStrike
from tests.eval.miss import Miss
from tests.eval.same_words import bare
from tests.eval.scores import Scores
from tests.eval.share import Share

from claimwire.events import Place, PlacePrecision, StrikeReported

_COARSE: Final = {PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.UNRESOLVED}
"""All others are counted as a settlement."""


def whereabouts_scores(
    article: str, whereabouts: Mapping[str, GoldPlace], label: GoldStrike, strike: StrikeReported
) -> Scores:
    """Count the places that were found and are put where they belong."""
    scores = Scores()
    found = {bare(place.text): place for place in strike.places}
    for words in label.places:
        place, expected = found.get(bare(words)), whereabouts.get(words)
        if place is None or expected is None:
            continue
        right = _right(expected, place)
        scores.shares["places resolved"] += Share(int(right), 1)
        if not right:
            said = f"{place.precision} {place.country} {place.latitude} {place.longitude}"
            scores.misses.append(Miss(article, "places resolved", str(expected), said, words))
    return scores


def _right(expected: GoldPlace, place: Place) -> bool:
    if expected.precision != (place.precision if place.precision in _COARSE else PlacePrecision.SETTLEMENT):
        return False
    if expected.latitude is None or expected.longitude is None:
        return expected.country == place.country
    if place.latitude is None or place.longitude is None:
        return False
    return kilometres(expected.latitude, expected.longitude, place.latitude, place.longitude) <= NEAR_KM

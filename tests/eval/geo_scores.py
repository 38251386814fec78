"""Places held against labelled toponyms."""

from collections.abc import Sequence

from tests.eval.distance import NEAR_KM, kilometres
from tests.eval.labelled_article import LabelledArticle
from tests.eval.miss import Miss
from tests.eval.offsets import offsets_of, shared
from tests.eval.scores import Scores
from tests.eval.share import Share
from tests.eval.toponyms import GoldToponym

from claimwire.events import Place


def geo_scores(article: LabelledArticle[tuple[GoldToponym, ...]], places: Sequence[Place]) -> Scores:
    """Score the places of one article; of those that touch a toponym the first counts."""
    scores = Scores()
    for label in article.labels:
        place = next((place for place in places if shared([label.offsets], offsets_of([place])) > 0), None)
        distance = _distance(label, place) if place else None
        near = distance is not None and distance <= NEAR_KM
        scores.shares["found"] += Share(int(place is not None), 1)
        scores.shares["resolved"] += Share(int(distance is not None), 1)
        scores.shares["within 161 km"] += Share(int(near), 1)
        if distance is not None:
            scores.shares["within 161 km, of the resolved"] += Share(int(near), 1)
        if not near:
            scores.misses.append(_miss(article, label, place, distance))
    return scores


def _distance(label: GoldToponym, place: Place) -> float | None:
    if place.latitude is None or place.longitude is None:
        return None
    return kilometres(label.latitude, label.longitude, place.latitude, place.longitude)


def _miss(
    article: LabelledArticle[tuple[GoldToponym, ...]], label: GoldToponym, place: Place | None, distance: float | None
) -> Miss:
    start, end = label.offsets
    figure = "toponym missed" if place is None else "unresolved" if distance is None else "far away"
    found = f"{place.name}, {place.admin1}, {place.country}, {distance or 0:.0f} km" if place else ""
    words = article.text[max(0, start - 40) : end + 40]
    return Miss(article.id, figure, article.text[start:end], found, words)

"""Where a strike was that names no place, as the headline says where the article plays."""

from collections.abc import Iterator, Sequence

from claimwire.events import Place, PlacePrecision, Span
from claimwire_extractor.core.places.resolve_place import resolve_place
from claimwire_extractor.core.places.toponym import Toponym
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.mention import Mention

_FEW = 8
"""Mentions and targets of a strike that are looked at."""
_SORTS = frozenset({PlacePrecision.SETTLEMENT, PlacePrecision.REGION})


def headline_place(background: Background, group: Sequence[Mention], hit: Sequence[Span]) -> Place | None:
    """Resolve the one town or region of the first sentence, for a strike told by its toll or by the one thing it hit.

    Strikes of the past, and strikes in general, may have been anywhere; one told in that sentence was not at its place.
    """
    if not group[0].trigger.sentence:
        return None
    if group[0].historical or group[0].habitual or not (_is_counted(group) or _hits_one(background, hit)):
        return None
    found = {name.key.removesuffix("s"): name for name in _named(background)}
    if len(found) != 1:
        return None
    return resolve_place(background.reading, next(iter(found.values())), background.places, background.gazetteer)


def _is_counted(group: Sequence[Mention]) -> bool:
    return any(mention.casualties.killed or mention.casualties.wounded for mention in group[:_FEW])


def _hits_one(background: Background, hit: Sequence[Span]) -> bool:
    """Tell "hit the shop" from "bombing cities"."""
    return any(background.reading.tokens_between(span.start, span.end)[-1].tag == "NN" for span in hit[:_FEW])


def _named(background: Background) -> Iterator[Toponym]:
    for token in background.tokens(background.reading.sentences[0]):
        name = background.toponyms.get(token.index)
        if name and not name.is_country and any(entry.precision in _SORTS for entry in name.entries):
            yield name

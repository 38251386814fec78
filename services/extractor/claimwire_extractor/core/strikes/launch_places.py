"""Where the fire came from."""

from claimwire.events import Place, PlacePrecision
from claimwire_extractor.core.places.resolve_place import resolve_place
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.struck_places import toponyms_under
from claimwire_extractor.core.strikes.syntax import phrase

_SPATIAL = frozenset({"air", "sea", "land", "ground", "territory", "ship", "vessel", "destroyer", "warship", "submarine", "side", "area", "position", "border", "base", "airbase", "airfield", "water", "aircraft", "bomber", "direction", "village", "town", "city", "neighborhood", "neighbourhood", "countryside", "plane", "boat", "hill", "height", "coast"})  # fmt: skip


def launch_places(background: Background, candidate: Candidate) -> list[Place]:
    """Resolve the places fired from; "the air" and the like stay, unresolved."""
    reading = background.reading
    found: list[Place] = []
    for head in candidate.arguments.origins:
        names = toponyms_under(background, [head])
        if names:
            candidate.because("origins.named", *(name.top for name in names))
            found.extend(resolve_place(reading, name, background.places, background.gazetteer) for name in names)
        elif head.lemma in _SPATIAL:
            span = reading.span_of(phrase(head))
            candidate.because("origins.unnamed", span)
            found.append(
                Place(
                    text=span.text, start=span.start, end=span.end, name=span.text, precision=PlacePrecision.UNRESOLVED
                )
            )
    return found

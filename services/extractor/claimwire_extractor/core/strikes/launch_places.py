"""Where the fire came from."""

from collections.abc import Iterator

from claimwire.events import Place, PlacePrecision
from claimwire_extractor.core.places.resolve_place import resolve_place
from claimwire_extractor.core.places.toponym import Toponym
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.stations import stations
from claimwire_extractor.core.strikes.strike_lexicon import Frame
from claimwire_extractor.core.strikes.struck_places import toponyms_under
from claimwire_extractor.core.strikes.syntax import phrase, prepositions
from claimwire_extractor.core.token import Token

_SPATIAL = frozenset({"air", "sea", "land", "ground", "territory", "ship", "vessel", "destroyer", "warship", "submarine", "frigate", "corvette", "cruiser", "carrier", "side", "area", "position", "border", "base", "airbase", "airfield", "aerodrome", "airport", "water", "aircraft", "bomber", "jet", "helicopter", "direction", "village", "town", "city", "neighborhood", "neighbourhood", "district", "quarter", "suburb", "outskirt", "countryside", "province", "region", "plane", "boat", "hill", "height", "mountain", "forest", "island", "coast", "shore", "launchpad", "pad", "silo", "site", "truck", "platform"})  # fmt: skip
_AFLOAT = frozenset({"ship", "vessel", "destroyer", "warship", "submarine", "frigate", "corvette", "cruiser", "carrier", "boat"})  # fmt: skip
_WHERE = frozenset({"in", "at", "on", "over", "inside", "near", "off", "around", "above", "within"})
_ABOVE = frozenset({"over", "off", "above", "in"})
_RELATIVE = frozenset({"which", "where"})


def launch_places(background: Background, candidate: Candidate) -> list[Place]:
    """Resolve the places fired from; "the air" and the like stay, unresolved."""
    reading = background.reading
    found: list[Place] = []
    for head in dict.fromkeys(_origins(background, candidate)):
        if head.index not in background.weapons and (head.lemma, "NOUN") in background.lexicon.triggers:
            # "fled from the raid on X" tells a cause.
            continue
        under = toponyms_under(background, [head]) or _around(background, head)
        names = [name for name in under if name.top not in candidate.arguments.hit]
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


def _origins(background: Background, candidate: Candidate) -> Iterator[Token]:
    arguments = candidate.arguments
    for head in arguments.origins:
        yield _antecedent(head) if head.lower in _RELATIVE else head
    for head in arguments.doers:
        # "launched by two destroyers in the Black Sea"
        afloat = head.lemma in _AFLOAT and head.dep == "pobj"
        if afloat and any(trigger.frame is Frame.FIRES for trigger in candidate.triggers):
            yield head
        for preposition, held in prepositions(head):
            # "rockets from X hit Y", "ships in the Black Sea fired"
            at_sea = head.lemma in _AFLOAT and head.dep == "nsubj" and preposition.lower in _WHERE
            if at_sea or (preposition.lower == "from" and head.index in background.weapons):
                yield held
    yield from stations(arguments)


def _antecedent(relative: Token) -> Token:
    """Find what "from which" stands for: "an airfield from which rockets were fired"."""
    clause = next((above for above in relative.ancestors() if above.dep == "relcl"), None)
    return clause.head if clause else relative


def _around(background: Background, head: Token) -> list[Toponym]:
    """Find where what fires was: "from jets over the Black Sea"."""
    held = [held for preposition, held in prepositions(head) if preposition.lower in _WHERE]
    behind = background.reading.tokens[head.index + 1 : head.index + 2]
    held += [part for token in behind if token.lower in _ABOVE for part in token.children if part.dep == "pobj"]
    participles = [verb for verb in head.rights if verb.dep in {"acl", "relcl"}]
    for verb in participles:
        # Of "parked in X at Y" only the first says where it stood.
        where = (held for preposition, held in prepositions(verb) if preposition.lower in _WHERE)
        held += list(where)[:1]
    return toponyms_under(background, held)

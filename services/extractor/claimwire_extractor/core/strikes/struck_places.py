"""Where the fire landed."""

from collections.abc import Iterable, Sequence

from claimwire.events import Place, PlacePrecision, Side
from claimwire_extractor.core.places.resolve_place import resolve_place
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.headline_aims import headline_aims
from claimwire_extractor.core.strikes.neighbouring_names import enclosing_names, listed_names
from claimwire_extractor.core.strikes.places_nearby import (
    SPOKEN_OF,
    area_meant,
    names_before,
    names_before_where,
    names_in_clause,
    names_in_front,
    names_meant,
    names_of_harm,
    region_meant,
    town_meant,
)
from claimwire_extractor.core.strikes.strike_lexicon import Frame
from claimwire_extractor.core.strikes.syntax import child, prepositions
from claimwire_extractor.core.strikes.where import is_landmark, says_where
from claimwire_extractor.core.token import Token

_WELL_KNOWN = 30_000
"""People a settlement needs to be meant in an article about another country."""


def struck_places(background: Background, candidate: Candidate, clause: Sequence[Token]) -> list[Place]:
    """Resolve the places named as hit, with the regions around them; else those near in the ``clause``."""
    arguments = candidate.arguments
    modifying = _modifying(background, candidate)
    names: _Names = {}
    _add(names, "places.hit", toponyms_under(background, [*arguments.hit, *arguments.located]))
    _add(names, "places.before-strike-word", modifying)
    bombed = _bombed(background, candidate)
    _add(names, "places.hit", bombed)
    if names:
        doers = {part for head in arguments.doers for part in (head, *head.children)}.difference(arguments.hit)
        names = {name: rule for name, rule in names.items() if name.top not in doers or name in (*modifying, *bombed)}
    if all(name.is_country for name in names):
        # "strikes in the country killed ten in X and Y"
        found = names_in_clause(background, candidate, clause)
        stood = _where_they_stood(candidate) if names else ()
        _add(names, "places.in-clause", (n for n in found if not (names and (n.is_country or n.top in stood))))
    if not names:
        _add(names, "places.in-clause", names_of_harm(background, candidate))
    if not names:
        _add(names, "places.in-clause", names_before_where(background, candidate))
    if not names:
        _add(names, "places.stands-for", names_meant(background, candidate, clause))
    if names:
        _add(names, "places.list", listed_names(background, list(names)))
    _add(names, "places.front", names_in_front(background, candidate, list(names)))
    if names:
        _add(names, "places.around", enclosing_names(background, list(names)))
    return _resolved(background, candidate, names)


def places_just_before(background: Background, candidate: Candidate) -> list[Place]:
    """Resolve the places of the sentence before, for a strike that names none."""
    names: _Names = {}
    _add(names, "places.sentence-before", names_before(background, candidate))
    return _resolved(background, candidate, names)


def places_around(
    background: Background, candidate: Candidate, clause: Sequence[Token], places: Sequence[Place]
) -> list[Place]:
    """Resolve what "the province" and "the city" stand for beside the places hit, and "the area" where none is named."""
    told = {place.precision for place in places}
    names: _Names = {}
    if not places:
        _add(names, "places.stands-for", area_meant(background, clause))
    elif PlacePrecision.REGION not in told:
        _add(names, "places.stands-for", region_meant(background, clause))
        if PlacePrecision.SETTLEMENT not in told:
            _add(names, "places.stands-for", town_meant(background, clause))
    return _resolved(background, candidate, names)


def toponyms_under(background: Background, heads: Iterable[Token]) -> list[Toponym]:
    """Find the place names in some phrases that say where, in the order of the text."""
    found: dict[Toponym, None] = {}
    for head in heads:
        for token in head.subtree() if head.sentence in background.placed else ():
            name = background.toponyms.get(token.index)
            if name and name not in found and says_where(background, name.top, head):
                found[name] = None
    return sorted(found, key=lambda name: name.tokens[0].index)


_Names = dict[Toponym, str]
"""Names in the order in which they were found, each with the rule that found it first."""


def _add(names: _Names, rule: str, found: Iterable[Toponym]) -> None:
    for name in found:
        names.setdefault(name, rule)


def _resolved(background: Background, candidate: Candidate, names: _Names) -> list[Place]:
    places: list[Place] = []
    if not names:
        return places
    every = list(names)
    for name, rule in names.items():
        if not _is_plausible(background, name) or _is_owner(background, name, every):
            continue
        if len(every) > 1 and (is_landmark(background, name) or _is_namesake(name, every)):
            continue
        place = resolve_place(background.reading, name, background.places, background.gazetteer)
        place = _with_direction(background, name, place)
        candidate.because(rule, place)
        candidate.because(_resolution(name, place), place)
        places.append(place)
    return places


def _where_they_stood(candidate: Candidate) -> set[Token]:
    """Tell where those who fire are: "gunmen in X fired rockets toward southern Y"."""
    if not any(trigger.frame is Frame.FIRES for trigger in candidate.triggers):
        return set()
    return {held for head in candidate.arguments.doers for _, held in prepositions(head)}


def _is_namesake(name: Toponym, names: Sequence[Toponym]) -> bool:
    """Tell "the Kyiv hotel in Orikhiv", which is called like a town, from a hotel in that town."""
    called = name.top.head
    if name.top.dep != "compound" or called.lemma not in _CALLED or not child(called, "det"):
        return False
    return any(
        other.top.dep == "pobj"
        and other.top.head.lower == "in"
        and other.top.head.head in {called, called.head}
        and other.sort is not PlaceSort.REGION
        and not other.is_country
        for other in names
    )


_CALLED = frozenset({"hotel", "cinema", "restaurant", "cafe", "theatre", "theater", "stadium", "mall", "sanatorium", "avenue", "street", "boulevard", "highway", "cruiser", "frigate"})  # fmt: skip


def _with_direction(background: Background, name: Toponym, place: Place) -> Place:
    """Widen a country to the part of it that is named: "northern Syria" is told beside a town in it."""
    first = name.tokens[0]
    before = background.reading.tokens[first.index - 1] if first.index else None
    if place.precision is not PlacePrecision.COUNTRY or before is None or before.sentence != first.sentence:
        return place
    if before.lower not in background.lexicon.places.directions:
        return place
    span = background.reading.span(before.start, place.end)
    return place.model_copy(update={"text": span.text, "start": span.start})


def _resolution(name: Toponym, place: Place) -> str:
    if place.precision is PlacePrecision.UNRESOLVED:
        return "places.unknown"
    if not name.entries:
        return "places.misspelt"
    return "places.only-one" if len(name.entries) == 1 else "places.likeliest"


def _modifying(background: Background, candidate: Candidate) -> list[Toponym]:
    """Find places before the strike word that are no side: "the Kharkiv attack"."""
    found = [
        background.toponyms[part.index]
        for trigger, token in zip(candidate.triggers, candidate.tokens, strict=True)
        if trigger.frame is Frame.ACT
        for part in token.lefts
        if part.dep in {"compound", "nmod"} and part.index in background.toponyms
    ]
    for token in candidate.tokens:
        # "died in Kharkiv shelling": the parser takes the shelling for a verb.
        before = background.toponyms.get(token.index - 1) if token.tag == "VBG" else None
        if before and before.top.dep == "pobj" and not child(token, "dobj", "nsubj"):
            found.append(before)
    return [
        name for name in found if background.side_of(name.tokens) is Side.UNKNOWN and not _is_filed(background, name)
    ]


def _bombed(background: Background, candidate: Candidate) -> list[Toponym]:
    """Find the town of "Orikhiv shelled again" and "Orikhiv market bombed", which is no side."""
    found: list[Toponym] = []
    for head in headline_aims(candidate):
        built = head.lemma in background.lexicon.places.buildings
        parts = [part for part in head.lefts if part.dep == "compound"] if built else [head]
        found += [name for part in parts if (name := background.toponyms.get(part.index))]
    return [name for name in found if not name.is_country and background.side_of(name.tokens) is Side.UNKNOWN]


def _is_filed(background: Background, name: Toponym) -> bool:
    """Tell where a story was filed, which ran into it: "Beirut Syrian air strikes killed nine"."""
    after = name.tokens[-1].index + 1
    following = background.reading.tokens[after : after + 1]
    return bool(following) and following[0].lower in background.lexicon.places.demonyms


def _is_owner(background: Background, name: Toponym, names: Sequence[Toponym]) -> bool:
    """Tell a country that only says whose something is: "Syria's Aleppo", "near Kherson, Ukraine's army said", "a US base"."""
    if not name.is_country:
        return False
    if name.top.text.replace(".", "") in _ADJECTIVES and name.top.dep in {"compound", "nmod", "amod"}:
        thing = name.top.head.lemma
        return thing in _ABROAD or (len(names) > 1 and thing not in _GROUND)
    if len(names) == 1 and not name.possessive:
        return False
    after = name.tokens[-1].index + 1
    following = background.reading.tokens[after : after + 1]
    return (
        name.possessive
        or name.top.dep == "poss"
        or any(token.tag == "POS" or token.index in background.toponyms for token in following)
    )


_ADJECTIVES = frozenset({"US", "UK", "USA", "UAE"})
"""Names of countries that stand before things as "American" does."""
_ABROAD = frozenset({"base", "airbase", "outpost", "embassy", "consulate", "ship", "warship", "vessel", "destroyer", "carrier", "tanker", "force", "troop", "soldier", "marine", "personnel", "convoy", "jet", "drone", "aircraft", "plane", "helicopter", "contractor", "diplomat", "interest"})  # fmt: skip
"""What a country has abroad: where it was hit is not told by whose it is."""
_GROUND = frozenset({"city", "town", "state", "village", "soil", "territory", "capital", "coast", "border", "airspace", "mainland", "island"})  # fmt: skip


def _is_plausible(background: Background, name: Toponym) -> bool:
    """Doubt a village or district of a country the article does not speak of, an unknown name that is a side's, and a feast."""
    opens = name.tokens[0].lower in background.lexicon.places.place_openers
    if not (name.entries or opens) and background.side_of(name.tokens) is not Side.UNKNOWN:
        return False
    if _is_dated(background, name):
        return False
    if not name.entries or name.sort is not PlaceSort.UNSAID:
        return True
    return any(
        not (entry.is_settlement or entry.precision is PlacePrecision.DISTRICT)
        or entry.population >= _WELL_KNOWN
        or background.places.countries.get(entry.country, 0.0) >= SPOKEN_OF
        for entry in name.entries
    )


def _is_dated(background: Background, name: Toponym) -> bool:
    """Tell "on Christmas Eve" from the town of Christmas."""
    first = name.tokens[0]
    dates = background.dates(background.reading.sentence_of(first))
    return any(date.start <= first.start < date.end for date in dates)

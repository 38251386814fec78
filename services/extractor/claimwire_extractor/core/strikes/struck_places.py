"""Where the fire landed."""

from collections.abc import Iterable, Sequence

from claimwire.events import Place, PlacePrecision, Side
from claimwire_extractor.core.places.resolve_place import resolve_place
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.candidate import Candidate
from claimwire_extractor.core.strikes.neighbouring_names import enclosing_names, listed_names
from claimwire_extractor.core.strikes.places_nearby import names_before, names_in_clause, names_in_front, names_meant
from claimwire_extractor.core.strikes.strike_lexicon import Frame
from claimwire_extractor.core.strikes.where import says_where
from claimwire_extractor.core.token import Token

_WELL_KNOWN = 30_000
"""People a settlement needs to be meant in an article about another country."""
_SPOKEN_OF = 0.15
"""Weight among the article's countries from which a country is spoken of."""


def struck_places(background: Background, candidate: Candidate, clause: Sequence[Token]) -> list[Place]:
    """Resolve the places named as hit, with the regions around them; else those near in the ``clause``."""
    arguments = candidate.arguments
    doers = {part for head in arguments.doers for part in (head, *head.children)}
    modifying = _modifying(background, candidate)
    names = _once([*toponyms_under(background, [*arguments.hit, *arguments.located]), *modifying])
    names = [name for name in names if name.top not in doers or name in modifying]
    names = names or names_in_clause(background, candidate, clause)
    names = names or names_meant(background, candidate, clause)
    names = _once([*names, *listed_names(background, names)])
    names = _once([*names, *names_in_front(background, candidate, names)])
    names = _once([*names, *enclosing_names(background, names)])
    return _resolved(background, names)


def places_just_before(background: Background, candidate: Candidate) -> list[Place]:
    """Resolve the places of the sentence before, for a strike that names none."""
    return _resolved(background, names_before(background, candidate))


def toponyms_under(background: Background, heads: Iterable[Token]) -> list[Toponym]:
    """Find the place names in some phrases that say where, in the order of the text."""
    found: dict[Toponym, None] = {}
    for head in heads:
        for token in head.subtree():
            name = background.toponyms.get(token.index)
            if name and name not in found and says_where(background, name.top, head):
                found[name] = None
    return sorted(found, key=lambda name: name.tokens[0].index)


def _once(names: Iterable[Toponym]) -> list[Toponym]:
    return list(dict.fromkeys(names))


def _resolved(background: Background, names: Sequence[Toponym]) -> list[Place]:
    kept = [name for name in names if _is_plausible(background, name) and not _is_owner(background, name, names)]
    return [resolve_place(background.reading, name, background.places, background.gazetteer) for name in kept]


def _modifying(background: Background, candidate: Candidate) -> list[Toponym]:
    """Find places before the strike word that are no side: "the Kharkiv attack"."""
    tokens = [
        part
        for trigger, token in zip(candidate.triggers, candidate.tokens, strict=True)
        if trigger.frame is Frame.ACT
        for part in token.lefts
        if part.dep in {"compound", "nmod"} and part.index in background.toponyms
    ]
    found = [background.toponyms[token.index] for token in tokens]
    return [name for name in found if background.side_of(name.tokens) is Side.UNKNOWN]


def _is_owner(background: Background, name: Toponym, names: Sequence[Toponym]) -> bool:
    """Tell a country that only says whose something is: "Syria's Aleppo", "near Kherson, Ukraine's army said"."""
    if len(names) == 1 or not name.is_country:
        return False
    following = background.reading.tokens[name.tokens[-1].index + 1 :][:1]
    return (
        name.possessive
        or name.top.dep == "poss"
        or any(token.tag == "POS" or token.index in background.toponyms for token in following)
    )


def _is_plausible(background: Background, name: Toponym) -> bool:
    """Doubt a village or district of a country the article does not speak of, and an unknown name that is a side's."""
    if not name.entries and background.side_of(name.tokens) is not Side.UNKNOWN:
        return False
    if not name.entries or name.sort is not PlaceSort.UNSAID:
        return True
    return any(
        not (entry.is_settlement or entry.precision is PlacePrecision.DISTRICT)
        or entry.population >= _WELL_KNOWN
        or background.places.countries.get(entry.country, 0.0) >= _SPOKEN_OF
        for entry in name.entries
    )

"""All that the strike rules know of an article before they look for strikes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claimwire.events import Side
from claimwire_extractor.core.found import FoundClaims
from claimwire_extractor.core.gazetteer import Gazetteer
from claimwire_extractor.core.places.find_toponyms import find_toponyms
from claimwire_extractor.core.places.place_context import PlaceContext
from claimwire_extractor.core.places.toponym import Toponym
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.strikes.named_weapon import NamedWeapon, find_weapons
from claimwire_extractor.core.strikes.strike_lexicon import StrikeLexicon
from claimwire_extractor.core.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """The article with its weapons, place names, countries and claims."""

    reading: Reading
    lexicon: StrikeLexicon
    claims: FoundClaims
    published: date | None
    gazetteer: Gazetteer
    weapons: Mapping[int, NamedWeapon]
    """By token index."""
    toponyms: Mapping[int, Toponym]
    """By token index."""
    places: PlaceContext

    @classmethod
    def of(
        cls,
        reading: Reading,
        claims: FoundClaims,
        *,
        published: date | None,
        lexicon: StrikeLexicon,
        gazetteer: Gazetteer,
    ) -> "Background":
        """Look over the whole article once."""
        toponyms = find_toponyms(reading, lexicon.places, gazetteer)
        demonyms = (lexicon.countries_of_demonyms.get(token.lower) for token in reading.tokens)
        return cls(
            reading=reading,
            lexicon=lexicon,
            claims=claims,
            published=published,
            gazetteer=gazetteer,
            weapons=find_weapons(reading, lexicon.weapons),
            toponyms={token.index: toponym for toponym in toponyms for token in toponym.tokens},
            places=PlaceContext.of(toponyms, [country for country in demonyms if country]),
        )

    def side_of(self, tokens: Sequence[Token]) -> Side:
        """Tell whose words name: one side, ``other`` for two at once, ``unknown`` for none."""
        sides: list[Side] = []
        position = 0
        words = [token.lower.replace("’", "'") for token in tokens]
        while position < len(words):
            length, side = self._side_at(words, position)
            if side and side not in sides:
                sides.append(side)
            position += max(length, 1)
        if len(sides) > 1:
            return sides[0] if _are_one(sides) else Side.OTHER
        return sides[0] if sides else Side.UNKNOWN

    def is_force(self, tokens: Sequence[Token]) -> bool:
        """Tell whether words name somebody who can fire."""
        return (
            any(token.lemma in self.lexicon.force_nouns for token in tokens) or self.side_of(tokens) is not Side.UNKNOWN
        )

    def _side_at(self, words: Sequence[str], position: int) -> tuple[int, Side | None]:
        for name in self.lexicon.side_names.get(words[position], ()):
            if tuple(words[position : position + len(name.words)]) == name.words and (
                name.context is None or name.context == self.places.leading
            ):
                return len(name.words), name.side
        return 0, None


def _are_one(sides: Sequence[Side]) -> bool:
    """A side named with its context word ("Syrian government", "US-led coalition") is one side, not two."""
    return set(sides) in ({Side.SY_GOV, Side.SY_OPP}, {Side.RU, Side.DPR_LPR})

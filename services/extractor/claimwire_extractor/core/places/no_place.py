"""Words that the gazetteer has and that are no places: people, common words, parts of longer names."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.places.known_names import is_small
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.places.name_runs import PARTICLES
from claimwire_extractor.core.places.place_words import PlaceWords
from claimwire_extractor.core.places.toponym import PlaceSort, Toponym
from claimwire_extractor.core.places.unknown_names import is_edge
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.token import Token

_WHOSE = frozenset({"of", "by", "against", "to"})
"""Prepositions behind which people stand as well as places."""
_FAMOUS = 1_000_000
"""People of a city that is meant even where its name is a word or a surname of the article."""


@dataclass(slots=True)
class NoPlace:
    """What an article tells about the words that are no places in it."""

    reading: Reading
    words: PlaceWords
    _people: set[str] = field(default_factory=set)

    def is_part(
        self,
        name: Sequence[Token],
        entries: Sequence[GazetteerEntry],
        before: Sequence[Token],
        behind: Sequence[Token],
    ) -> bool:
        """Tell a word that is only part of a longer name: of a person ("Ann Clay") or of "Jub al-Hara".

        ``before`` and ``behind`` are the capitalised words beside it. People's names are kept in mind.
        """
        if len(name) > 1:
            return False
        if before and before[-1].lower == "daily":
            # a newspaper
            return True
        small = all(map(is_small, entries))
        if small and behind and behind[0].lower in PARTICLES:
            return True
        goes_on = small and any(not is_edge(token, self.words) for token in before)
        if goes_on or (behind and self._is_first_name(name[0], entries, behind, small=small)):
            self._people.update(token.lower for token in (*before[-1:], *name, *behind[:1]))
            return True
        return False

    def _is_first_name(
        self, token: Token, entries: Sequence[GazetteerEntry], behind: Sequence[Token], *, small: bool
    ) -> bool:
        if not (small or token.lower in self.words.first_names):
            return False
        # "Paris Junior College" is in Paris; a name that is only an alias somewhere is not.
        alone = len(behind) == 1 or all(name_key(entry.name) != name_key(token.text) for entry in entries)
        return alone and self._governs(token, behind[0]) and not self._stands_located(token)

    def is_another_word(self, toponym: Toponym, common: Collection[str]) -> bool:
        """Tell a surname of the article, or one of its ``common`` words capitalised, from the town of that name."""
        first = toponym.tokens[0]
        if len(toponym.tokens) > 1 or not toponym.entries or toponym.sort is not PlaceSort.UNSAID:
            return False
        notable = [entry for entry in toponym.entries if not is_small(entry)]
        if any(not entry.is_settlement or entry.population > _FAMOUS for entry in notable):
            return False
        return (first.lower in self._people or first.lower in common) and not self._stands_located(first)

    def is_far_village(self, toponym: Toponym, spoken_of: Collection[str]) -> bool:
        """Tell a word that is a village only in countries the article does not speak of, nor stands where places do."""
        return (
            len(toponym.tokens) == 1
            and bool(toponym.entries)
            and toponym.sort is PlaceSort.UNSAID
            and all(is_small(entry) and entry.country not in spoken_of for entry in toponym.entries)
            and not self._stands_located(toponym.tokens[0])
        )

    def _governs(self, token: Token, surname: Token) -> bool:
        """Tell whether the next name is this one's surname, and no noun of places, bodies or buildings."""
        words = self.words
        return (
            surname.pos == "PROPN"
            and token.space_after
            and token.dep in {"compound", "poss"}
            and surname.lower not in words.never
            and not is_edge(surname, words)
            and not any(
                surname.lower in listed for listed in (words.bodies, words.buildings, words.site_nouns, words.units)
            )
        )

    def _stands_located(self, token: Token) -> bool:
        before = self.reading.tokens[token.index - 1] if token.index else None
        return before is not None and before.lower in self.words.locative and before.lower not in _WHOSE

"""Words around the names of places."""

import tomllib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """The word lists of ``data/places.toml``, which says what each is for."""

    settlement_nouns: frozenset[str]
    district_nouns: frozenset[str]
    region_nouns: frozenset[str]
    buildings: frozenset[str]
    directions: frozenset[str]
    locative: frozenset[str]
    bodies: frozenset[str]
    never: frozenset[str]
    demonyms: frozenset[str]

    @classmethod
    def parse(cls, places: str, demonyms: frozenset[str]) -> "PlaceWords":
        """Read the lists from TOML; demonyms come with the sides."""
        lists: dict[str, list[str]] = tomllib.loads(places)
        return cls(demonyms=demonyms, **{name: frozenset(words) for name, words in lists.items()})

    @property
    def class_nouns(self) -> frozenset[str]:
        """Nouns that say what sort of place a name is."""
        return self.settlement_nouns | self.district_nouns | self.region_nouns

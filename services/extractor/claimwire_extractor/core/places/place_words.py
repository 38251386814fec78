"""Words around the names of places."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimwire_extractor.core.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """The word lists of ``data/places.toml``, which says what each is for, and the adjectives of countries."""

    settlement_nouns: frozenset[str]
    district_nouns: frozenset[str]
    region_nouns: frozenset[str]
    class_nouns: frozenset[str]
    """Nouns of settlements, districts and regions."""
    site_nouns: frozenset[str]
    buildings: frozenset[str]
    directions: frozenset[str]
    locative: frozenset[str]
    bodies: frozenset[str]
    units: frozenset[str]
    never_alone: frozenset[str]
    place_openers: frozenset[str]
    first_names: frozenset[str]
    never: frozenset[str]
    no_names: frozenset[str]
    no_name_openers: frozenset[str]
    """The first words of ``no_names``."""
    abbreviations: Mapping[str, str]
    """Names of regions by how they are abbreviated behind a comma, with and without the last point."""
    demonyms: Mapping[str, str]
    """Country code of each adjective or people, of one or two words."""
    demonym_openers: frozenset[str]
    """Their first words."""

    @classmethod
    def parse(cls, places: str, countries: Iterable[Mapping[str, str]]) -> "PlaceWords":
        """Read the lists from TOML, and the demonyms from the rows of the table of countries."""
        lists: dict[str, Any] = tomllib.loads(places)
        abbreviations: dict[str, str] = lists.pop("abbreviations")
        class_nouns = {word for sort in ("settlement", "district", "region") for word in lists[f"{sort}_nouns"]}
        demonyms = {word: row["iso"] for row in countries for word in row["demonyms"].split("|") if word}
        return cls(
            demonyms=demonyms,
            demonym_openers=frozenset(words.partition(" ")[0] for words in demonyms),
            no_name_openers=frozenset(words.partition(" ")[0] for words in lists["no_names"]),
            abbreviations={short.removesuffix("."): name for short, name in abbreviations.items()} | abbreviations,
            class_nouns=frozenset(class_nouns),
            **{name: frozenset(words) for name, words in lists.items()},
        )

    def demonyms_in(self, tokens: Sequence[Token]) -> Iterator[tuple[Sequence[Token], str]]:
        """Find the adjectives and peoples of a text ("French", "South Koreans") with their countries' codes."""
        end, openers = 0, self.demonym_openers
        for position, token in enumerate(tokens):
            if token.lower not in openers or position < end or not token.text[:1].isupper():
                continue
            following = tokens[position + 1].lower if position + 1 < len(tokens) else ""
            for length, words in ((2, f"{token.lower} {following}"), (1, token.lower)):
                if words in self.demonyms:
                    yield tokens[position : position + length], self.demonyms[words]
                    end = position + length
                    break

"""A name in the text that may be a place."""

from dataclasses import dataclass
from enum import StrEnum

from claimwire.events import PlacePrecision
from claimwire_extractor.core.gazetteer import GazetteerEntry
from claimwire_extractor.core.token import Token


class PlaceSort(StrEnum):
    """What the words around a name say that it is."""

    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    SITE = "site"
    UNSAID = "unsaid"


@dataclass(slots=True, eq=False)
class Toponym:
    """A bare name ("Poltava") with what the gazetteer and the words around it make of it; never changed afterwards."""

    tokens: tuple[Token, ...]
    entries: tuple[GazetteerEntry, ...]
    """What the gazetteer has under the name, in no order; empty is unknown."""
    sort: PlaceSort
    key: str
    """What equal names of an article have in common."""
    after_comma: bool = False
    """Whether a comma stands before it."""
    possessive: bool = False
    """Whether it is known only without its last letter, an owner's s whose apostrophe got lost ("Syrias")."""
    shown: bool = True
    """Whether the gazetteer has it or it stands where a place stands."""

    @property
    def known(self) -> bool:
        """Whether the gazetteer has the name."""
        return bool(self.entries)

    @property
    def is_country(self) -> bool:
        """Whether it can be a country."""
        return any(entry.precision is PlacePrecision.COUNTRY for entry in self.entries)

    @property
    def top(self) -> Token:
        """The token that governs the others of the name."""
        tokens = self.tokens
        if len(tokens) == 1:
            return tokens[0]
        return next((token for token in tokens if token.head not in tokens or token.is_root), tokens[-1])

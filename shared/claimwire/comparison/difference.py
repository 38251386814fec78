"""One fact that two generations do not agree on."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import JsonValue

from claimwire.comparison.extracted import Body


class FactKind(StrEnum):
    """What the extractor finds."""

    CLAIM = "claim"
    STRIKE = "strike"

    @property
    def words(self) -> str:
        """The field that holds the words a fact is known by."""
        return "content" if self is FactKind.CLAIM else "evidence"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that has another value."""

    field: str
    """Its path ("source.name", "places[0].country"); of words with offsets, that of the whole span."""
    a: JsonValue
    """Its value in A."""
    b: JsonValue
    """Its value in B."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that only A has, only B has, or both have with other values."""

    kind: FactKind
    a: Body | None
    """As A says it; null if it does not."""
    b: Body | None
    """As B says it; null if it does not."""
    changes: tuple[FieldChange, ...] = ()
    """What differs where both have it."""

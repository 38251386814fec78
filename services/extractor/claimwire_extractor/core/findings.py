"""What the rules say about one reading."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from claimwire.events import Cut
from claimwire_extractor.core.found import FoundClaims, FoundStrike
from claimwire_extractor.core.reading import Reading


@dataclass(frozen=True, slots=True)
class Findings:
    """The claims and strikes of one article, before they have identifiers."""

    claims: FoundClaims
    strikes: Sequence[FoundStrike]
    cuts: Sequence[Cut] = ()
    """The parts of the article that some rules did not read."""


Rules = Callable[[Reading, date | None], Findings]
"""Finds claims and strikes; the date is the day of publication, from which "on Saturday" is counted."""

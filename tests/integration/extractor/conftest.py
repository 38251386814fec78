"""The real model, the rules and the gazetteer, for texts written for the tests."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Protocol

import pytest

from claimwire_extractor.adapters.gazetteer import build_gazetteer, default_gazetteer_path
from claimwire_extractor.adapters.lexicons import load_claim_lexicon, load_strike_lexicon
from claimwire_extractor.adapters.pipeline import Pipeline
from claimwire_extractor.adapters.sqlite_gazetteer import SqliteGazetteer
from claimwire_extractor.core.claims.find_claims import find_claims
from claimwire_extractor.core.found import FoundClaims, FoundStrike
from claimwire_extractor.core.gazetteer import Gazetteer
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.strikes.find_strikes import find_strikes

Read = Callable[[str], Reading]
FindClaims = Callable[[str], FoundClaims]
Told = Callable[[str], list[tuple[str, str, list[str]]]]
PUBLISHED = date(2023, 5, 20)
"""A Saturday."""


class FindStrikes(Protocol):
    """Finds the strikes of a text that was published on ``PUBLISHED`` unless told otherwise."""

    def __call__(self, text: str, *, gazetteer: Gazetteer, published: date | None = PUBLISHED) -> list[FoundStrike]: ...


@pytest.fixture(scope="session")
def read() -> Read:
    """Parse a text with the real model, as the extractor does."""
    return Pipeline.load().read


@pytest.fixture(scope="session")
def claims_of(read: Read) -> FindClaims:
    """Find the claims of a text, and its notes on verification."""
    return lambda text: find_claims(read(text), load_claim_lexicon())


@pytest.fixture(scope="session")
def told(claims_of: FindClaims) -> Told:
    """Find source, cue and content of each claim of a text."""

    def tell(text: str) -> list[tuple[str, str, list[str]]]:
        return [
            (claim.source.text, claim.cue.text if claim.cue else "", [span.text for span in claim.content])
            for claim in claims_of(text).claims
        ]

    return tell


@pytest.fixture(scope="session")
def strikes_of(read: Read) -> FindStrikes:
    """Find the strikes of a text."""

    def find(text: str, *, gazetteer: Gazetteer, published: date | None = PUBLISHED) -> list[FoundStrike]:
        reading = read(text)
        claims = find_claims(reading, load_claim_lexicon())
        return find_strikes(reading, claims, published=published, lexicon=load_strike_lexicon(), gazetteer=gazetteer)

    return find


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[SqliteGazetteer]:
    """The gazetteer that set-up makes; made here where set-up did not run."""
    if not default_gazetteer_path().is_file():
        build_gazetteer()
    gazetteer = SqliteGazetteer(default_gazetteer_path())
    yield gazetteer
    gazetteer.close()

"""The claims of the seed article."""

from pathlib import Path

import pytest
from tests.integration.extractor.conftest import FindClaims

from claimwire.events import StatusKind
from claimwire_extractor.core.found import FoundClaims

SEED = Path(__file__).parents[3] / "seeds" / "lysychansk.txt"


@pytest.fixture(scope="module")
def found(claims_of: FindClaims) -> FoundClaims:
    return claims_of(SEED.read_text(encoding="utf-8"))


def test_the_speakers_are_named(found: FoundClaims) -> None:
    assert [claim.source.name for claim in found.claims] == [
        "Russia’s Interfax news agency",
        "Andrei Marochko",
        "Andrei Marochko",
        "Serhiy Haidai",
        "Serhiy Haidai",
        "Vitaly Kiselev",
        "Ukraine’s northern military command",
        "Ukraine’s northern military command",
        "the Ukrainian intelligence service",
        "Maksym Kozytskyy",
        "the Associated Press",
        "Valeriy Zaluzhny",
    ]


def test_the_channels_are_known(found: FoundClaims) -> None:
    channels = [claim.channel.text if claim.channel else None for claim in found.claims]

    assert channels == [
        *(None, "Telegram", "Telegram", "Facebook", None, "the Tass news agency"),
        *(None, None, None, None, None, "a phone call"),
    ]


def test_both_notes_speak_of_both_claims_before_them(found: FoundClaims) -> None:
    noted = [[status.status for status in claim.verification] for claim in found.claims]

    assert noted[1] == noted[2] == [StatusKind.UNVERIFIED, StatusKind.NO_COMMENT]
    assert not any(noted[:1] + noted[3:])
    assert found.statuses == []

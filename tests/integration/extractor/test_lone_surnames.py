"""What kind of speaker a name alone is that the article never introduces."""

import pytest
from tests.integration.extractor.conftest import FindClaims

from claimwire.events import SpeakerKind


@pytest.mark.parametrize("name", ["Petrenko", "Makarov", "Dombrovska", "Saakadze", "Wolański", "Markovych"])
def test_a_family_name_alone_is_a_person(claims_of: FindClaims, name: str) -> None:
    assert claims_of(f"{name} said that shells had hit the market.").claims[0].source.kind is SpeakerKind.PERSON


@pytest.mark.parametrize(
    "name", ["Moscow", "Kiev", "Azov", "Moldova", "Rosatom", "Hezbollah", "Ukrenergo", "Bellingcat"]
)
def test_a_body_or_a_capital_alone_is_none(claims_of: FindClaims, name: str) -> None:
    assert claims_of(f"{name} said that shells had hit the market.").claims[0].source.kind is SpeakerKind.ORGANISATION

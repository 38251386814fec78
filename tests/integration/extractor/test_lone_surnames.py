"""What kind of speaker a name alone is that the article never introduces."""

import pytest
from tests.integration.extractor.conftest import FindClaims

from claimwire.events import SpeakerKind


@pytest.mark.parametrize(
    "name", ["Petrenko", "Makarov", "Dombrovska", "Saakadze", "Wolański", "Markovych", "Putin", "Duda", "Zaluzhny"]
)
def test_a_family_name_alone_is_a_person(claims_of: FindClaims, name: str) -> None:
    assert claims_of(f"{name} said that shells had hit the market.").claims[0].source.kind is SpeakerKind.PERSON


@pytest.mark.parametrize(
    "name", ["Moscow", "Kiev", "Azov", "Moldova", "Rosatom", "Hezbollah", "Ukrenergo", "Bellingcat"]
)
def test_a_body_or_a_capital_alone_is_none(claims_of: FindClaims, name: str) -> None:
    assert claims_of(f"{name} said that shells had hit the market.").claims[0].source.kind is SpeakerKind.ORGANISATION


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("The mayor of Kharkiv, Ihor Petrenko, said two rockets hit a school.", "The mayor of Kharkiv", "Kharkiv"),
        (
            "According to the head of the military administration of Mykolaiv, Ihor Petrenko, two rockets hit a school.",
            "the head of the military administration of Mykolaiv",
            "the military administration of Mykolaiv",
        ),
    ],
)
def test_a_name_behind_the_place_of_its_office_holds_that_office(
    claims_of: FindClaims, text: str, role: str, affiliation: str
) -> None:
    source = claims_of(text).claims[0].source

    assert (source.name, source.role, source.affiliation) == ("Ihor Petrenko", role, affiliation)


def test_a_town_behind_its_country_is_nobody(claims_of: FindClaims) -> None:
    source = claims_of("A resident of the capital of Ukraine, Kyiv, said drones hit the house.").claims[0].source

    assert source.kind is SpeakerKind.UNNAMED
    assert source.name.startswith("A resident")

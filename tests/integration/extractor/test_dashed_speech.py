"""Speech between dashes, as Polish and Ukrainian papers print it, on sentences parsed by the real model."""

import pytest
from tests.integration.extractor.conftest import FindClaims, Told

from claimwire.events import Quotation, StatusKind


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        (
            "- The bridge is cut. We wait for boats - said Anna Kolar.",
            [("Anna Kolar", "said", ["The bridge is cut. We wait for boats"])],
        ),
        (
            "- The bridge is cut. We wait for boats.- said Anna Kolar.",
            [("Anna Kolar", "said", ["The bridge is cut. We wait for boats."])],
        ),
        (
            "– The ferries run again – assured the harbour master in Sumy.",
            [("the harbour master", "assured", ["The ferries run again"])],
        ),
        (
            "Kolar announced that the port was open.- The bridge is cut.We wait - she said.",
            [("Kolar", "announced", ["that the port was open."]), ("she", "said", ["The bridge is cut.We wait"])],
        ),
    ],
)
def test_what_stands_between_dashes_is_told_whole(
    told: Told, text: str, told_as: list[tuple[str, str, list[str]]]
) -> None:
    assert told(text) == told_as


def test_it_is_direct_speech(claims_of: FindClaims) -> None:
    (claim,) = claims_of("- The bridge is cut. We wait for boats - said Anna Kolar.").claims

    assert claim.quotation is Quotation.DIRECT


def test_what_speakers_say_of_others_in_it_is_no_claim_of_its_own(told: Told) -> None:
    text = "- The navy said that the port was open - Kolar added."

    assert told(text) == [("Kolar", "added", ["The navy said that the port was open"])]


@pytest.mark.parametrize(
    "text",
    [
        "Steps:\n- Wash the cloth - and rinse it.\n- Dry it.",
        "The ferry - Kolar said it was late - left at noon.",
        "- Kolar, the mayor of Sumy - aged 40, or so Petro Kost told us.",
    ],
)
def test_asides_and_lists_are_no_speech(claims_of: FindClaims, text: str) -> None:
    assert not any(claim.quotation is Quotation.DIRECT for claim in claims_of(text).claims)


def test_a_note_on_verification_counts_in_it(claims_of: FindClaims) -> None:
    found = claims_of("- Peter Novak said the tram was late. The report could not be verified by us - Kolar said.")

    notes = [*found.statuses, *(status for claim in found.claims for status in claim.verification)]
    assert [note.status for note in notes] == [StatusKind.UNVERIFIED]

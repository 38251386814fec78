"""Speech between single quotation marks, on sentences parsed by the real model."""

import pytest
from tests.integration.extractor.conftest import FindClaims

from claimwire.events import Quotation


@pytest.mark.parametrize(
    ("text", "content", "quotation"),
    [
        ("‘The shells fell on the market,’ said Olena Moroz, a nurse.", ["The shells fell on the market"], Quotation.DIRECT),
        ("'The shells fell on the market,' said Olena Moroz, a nurse.", ["The shells fell on the market"], Quotation.DIRECT),
        ("The nurse said: 'We don't know who burned the soldiers' barracks.'", ["We don't know who burned the soldiers' barracks."], Quotation.DIRECT),
        ("‘He told me “run”, so I ran,’ the nurse said.", ["He told me “run”, so I ran"], Quotation.DIRECT),
        ("The nurse said the shelling was ‘an act of revenge’ by the army.", ["the shelling was ‘an act of revenge’ by the army"], Quotation.MIXED),
        ("The roof is gone. ‘It is over,’ the nurse said. ‘We leave today.’", ["It is over", "We leave today."], Quotation.DIRECT),
    ],
)  # fmt: skip
def test_what_stands_between_single_marks_is_quoted(
    claims_of: FindClaims, text: str, content: list[str], quotation: Quotation
) -> None:
    (claim,) = claims_of(text).claims
    assert [span.text for span in claim.content] == content
    assert claim.quotation is quotation


@pytest.mark.parametrize(
    "text",
    [
        "The nurse said the residents' homes and the soldiers' barracks burned.",
        "The nurse said that in the '90s the residents' homes were safe.",
        "The nurse said the ‘rockets’ fell in the fields.",
        "The nurse said shells hit 'Ain Tamr and the farmers' barns burned.",
        "The nurse said it wasn't the army's fault, but the rebels'.",
    ],
)
def test_an_apostrophe_quotes_nothing(claims_of: FindClaims, text: str) -> None:
    (claim,) = claims_of(text).claims
    assert claim.quotation is Quotation.INDIRECT


def test_a_heading_between_other_marks_does_not_go_on(claims_of: FindClaims) -> None:
    (claim,) = claims_of("“The roof is gone,” the nurse said.\n\n‘Nobody is left.’\n\nThe road is closed.").claims
    assert [span.text for span in claim.content] == ["The roof is gone"]

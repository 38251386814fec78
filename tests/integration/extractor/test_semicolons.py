"""Speakers whom a semicolon sets apart, on sentences parsed by the real model."""

import pytest
from tests.integration.extractor.conftest import FindClaims, Told

from claimwire.events import StatusKind


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Two people were killed, the governor said; a third died in hospital, the mayor said.", [("the governor", "said", ["Two people were killed"]), ("the mayor", "said", ["a third died in hospital"])]),
        ("According to the army, the raid killed ten fighters; according to residents, it killed a family.", [("the army", "According to", ["the raid killed ten fighters"]), ("residents", "according to", ["it killed a family"])]),
        ("The raid killed ten fighters, the army said; residents said a family was killed.", [("the army", "said", ["The raid killed ten fighters"]), ("residents", "said", ["a family was killed"])]),
        ("Rebels said that they had fired rockets; government forces responded with mortars.", [("Rebels", "said", ["that they had fired rockets"])]),
    ],
)  # fmt: skip
def test_one_speaker_does_not_say_what_another_says_behind_a_semicolon(
    told: Told, text: str, claims: list[tuple[str, str, list[str]]]
) -> None:
    assert told(text) == claims


def test_a_denial_behind_a_semicolon_speaks_of_the_claim_before_it(claims_of: FindClaims) -> None:
    (claim,) = claims_of("Officials said the plant was shelled overnight; a spokesman for the army denied it.").claims
    assert [span.text for span in claim.content] == ["the plant was shelled overnight"]
    assert [status.status for status in claim.verification] == [StatusKind.DENIED]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The bridge has been closed to all traffic; the radio reported.", ["The bridge has been closed to all traffic"]),
        ("“The bridge is cut; nobody said why,” the mayor said.", ["The bridge is cut; nobody said why"]),
        ("Guards said the road was mined; they learned on Friday that the bridge was cut.", ["the road was mined; they learned on Friday that the bridge was cut"]),
    ],
)  # fmt: skip
def test_a_semicolon_within_what_one_speaker_says_parts_nothing(told: Told, text: str, content: list[str]) -> None:
    assert told(text)[0][2] == content

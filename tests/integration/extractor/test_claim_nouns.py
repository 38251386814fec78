"""Nouns and adjectives that attribute, on sentences parsed by the real model."""

import pytest
from tests.integration.extractor.conftest import FindClaims, Told

from claimwire.events import ClaimAct


@pytest.mark.parametrize(
    ("text", "told_by", "content", "act"),
    [
        ("Diplomats heard the ministry’s denial of the raid.", ("the ministry", "denial of"), "the raid", ClaimAct.DENY),
        ("The army’s warning of floods came late.", ("The army", "warning of"), "floods", ClaimAct.WARN),
        ("Nobody trusts the army’s promise to leave the port.", ("the army", "promise"), "to leave the port", ClaimAct.PROMISE),
        ("Kolar’s answer was that the road would open.", ("Kolar", "answer was"), "that the road would open", ClaimAct.SAY),
        ("Kolar has voiced concern about the bridge.", ("Kolar", "has voiced concern about"), "the bridge", ClaimAct.BELIEVE),
        ("The envoys raised fears that the truce would end.", ("The envoys", "raised fears"), "that the truce would end", ClaimAct.BELIEVE),
        ("Kolar made the claim that the bridge was mined.", ("Kolar", "made the claim"), "that the bridge was mined", ClaimAct.CLAIM),
        ("Kolar was confident that the bridge would hold.", ("Kolar", "was confident"), "that the bridge would hold", ClaimAct.BELIEVE),
        ("The sailors are worried about the storm.", ("The sailors", "are worried about"), "the storm", ClaimAct.BELIEVE),
        ("The envoy remained adamant that nobody would leave.", ("The envoy", "remained adamant"), "that nobody would leave", ClaimAct.SAY),
        ("The envoy made it clear that nobody would leave.", ("The envoy", "made it clear"), "that nobody would leave", ClaimAct.SAY),
        ("The army is determined to hold the port.", ("The army", "is determined"), "to hold the port", ClaimAct.INTEND),
    ],
)  # fmt: skip
def test_a_noun_or_adjective_attributes(
    claims_of: FindClaims, text: str, told_by: tuple[str, str], content: str, act: ClaimAct
) -> None:
    [claim] = claims_of(text).claims
    assert claim.cue
    assert (claim.source.text, claim.cue.text) == told_by
    assert ([span.text for span in claim.content], claim.act) == ([content], act)


@pytest.mark.parametrize(
    "text",
    [
        "The claim of the raid surprised diplomats.",
        "This week’s warnings of floods came late.",
        "The plan for the bridge was dropped.",
        "The army’s decision to leave the port was late.",
        "Kolar has no doubt about the bridge.",
        "Kolar did not voice concern about the bridge.",
        "Kolar was not sure about the bridge.",
        "It is clear that the bridge will hold.",
        "The bridge is sure.",
        "The winner is determined by lot.",
        "Fuel is critical to the offensive.",
        "Kolar gave up hope of a truce.",
        "The blast claimed 20 lives.",
        "Norway recalled its ambassador.",
        "No group has claimed responsibility.",
    ],
)
def test_nobody_says_it_with_a_noun_or_adjective(told: Told, text: str) -> None:
    assert told(text) == []

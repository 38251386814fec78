"""What denies a claim or a strike, and what only sounds so, on sentences parsed by the real model."""

import pytest
from tests.integration.extractor.conftest import FindClaims, FindStrikes, Told

from claimwire.events import Factuality, Side, StatusKind
from claimwire_extractor.core.gazetteer import Gazetteer

TOLD = "Rebels said that jets hit the clinic in Saraqib. "
HIT = "Jets bombed a market in Idlib on Friday. "


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The ministry rejected as false reports that its jets had bombed the market.", "reports that its jets had bombed the market"),
        ("The ministry rejected reports that its jets had bombed the market.", "reports that its jets had bombed the market"),
        ("The minister dismissed as baseless claims that the army had used gas.", "claims that the army had used gas"),
    ],
)  # fmt: skip
def test_what_is_rejected_may_stand_behind_the_judgement(told: Told, text: str, content: str) -> None:
    assert [contents for _, _, contents in told(text)] == [[content]]


def test_who_calls_reports_false_denies_them(claims_of: FindClaims) -> None:
    found = claims_of(TOLD + "The army said that reports that its jets had hit the clinic were false.")
    assert [claim.source.text for claim in found.claims] == ["Rebels", "The army"]
    (status,) = found.claims[0].verification
    assert status.status is StatusKind.DENIED
    assert status.by is not None
    assert status.by.text == "The army"


@pytest.mark.parametrize(
    "text",
    ["The army has neither confirmed nor denied the strike.", "The army did not confirm or deny the strike."],
)
def test_what_is_left_open_is_not_denied(
    claims_of: FindClaims, strikes_of: FindStrikes, gazetteer: Gazetteer, text: str
) -> None:
    found = claims_of(TOLD + text)
    assert [claim.source.text for claim in found.claims] == ["Rebels"]
    assert [status.status for status in found.claims[0].verification] == [StatusKind.NO_COMMENT]
    (strike,) = strikes_of(HIT + text, gazetteer=gazetteer)
    assert strike.factuality is Factuality.ASSERTED


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Turkey would neither confirm nor deny shelling Manbij.", Factuality.CLAIMED),
        ("Moscow neither confirmed nor denied bombing a mill in Poltava.", Factuality.CLAIMED),
        ("It was not confirmed that Russia bombed Poltava.", Factuality.CLAIMED),
        ("There is no evidence that Russia bombed a mill in Poltava.", Factuality.CLAIMED),
        ("Envoys said they had not seen any proof that Russia shelled Poltava.", Factuality.CLAIMED),
        ("Envoys have proof that Russia shelled Poltava.", Factuality.ASSERTED),
        ("There is no sign that the shelling of Poltava is letting up.", Factuality.ASSERTED),
        ("Moscow, which neither confirmed nor denied its losses, bombed Poltava.", Factuality.ASSERTED),
    ],
)
def test_what_is_only_left_open_is_no_fact(
    strikes_of: FindStrikes, gazetteer: Gazetteer, text: str, factuality: Factuality
) -> None:
    (strike,) = strikes_of(text, gazetteer=gazetteer)
    assert strike.factuality is factuality


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Reports that Russia bombed a mill in Poltava are fake, Moscow said.", Factuality.DENIED),
        ("Claims that Kyiv shelled Donetsk were baseless, an aide said.", Factuality.DENIED),
        ("Moscow said that the news of an air strike on Poltava was untrue.", Factuality.DENIED),
        ("The ministry withdrew an earlier report that a drone had hit a mill in Poltava.", Factuality.DENIED),
        ("The report that missiles hit Poltava is not true, the aide said.", Factuality.DENIED),
        ("Reports that Russia bombed a mill in Poltava are true, Kyiv said.", Factuality.CLAIMED),
        ("Reports that the missile strike on Poltava killed 20 people are false.", Factuality.ASSERTED),
        ("Reports about the dead of the missile strike on Poltava were untrue.", Factuality.ASSERTED),
    ],
)
def test_a_report_called_untrue_denies_its_strike(
    strikes_of: FindStrikes, gazetteer: Gazetteer, text: str, factuality: Factuality
) -> None:
    (strike,) = strikes_of(text, gazetteer=gazetteer)
    assert strike.factuality is factuality


def test_a_clause_behind_a_comma_denies_all_that_was_said(
    claims_of: FindClaims, strikes_of: FindStrikes, gazetteer: Gazetteer
) -> None:
    text = "Moscow said that its missiles had hit a mill in Poltava, which Kyiv denies."
    told, denied = claims_of(text).claims
    content = "its missiles had hit a mill in Poltava"
    assert [span.text for span in told.content] == [f"that {content}"]
    assert [span.text for span in denied.content] == [f"that {content}"]
    (status,) = told.verification
    assert status.by is not None
    assert (status.status, status.by.text) == (StatusKind.DENIED, "Kyiv")
    (strike,) = strikes_of(text, gazetteer=gazetteer)
    assert (strike.factuality, strike.actor.side) == (Factuality.DENIED, Side.RU)


def test_a_clause_in_the_middle_does_not_end_what_was_said(claims_of: FindClaims) -> None:
    told = claims_of("Kyiv said the strike on Poltava, which Moscow denies, killed ten people.").claims[0]
    assert [span.text for span in told.content] == ["the strike on Poltava, which Moscow denies, killed ten people"]


def test_who_confirms_what_was_said_did_not_do_it(strikes_of: FindStrikes, gazetteer: Gazetteer) -> None:
    (strike,) = strikes_of("Israel said it had struck a depot in Damascus, which Syria confirmed.", gazetteer=gazetteer)
    assert strike.actor.side is Side.IL


def test_a_clause_without_comma_denies_what_it_describes(claims_of: FindClaims) -> None:
    _, denied = claims_of("The group described a raid on the port which the navy denies.").claims
    assert [span.text for span in denied.content] == ["the port"]


def test_neither_of_two_claims_it(claims_of: FindClaims) -> None:
    assert claims_of("Neither Israel nor Iran has claimed responsibility for the raid.").claims == []


@pytest.mark.parametrize("text", ["The army declined to comment on the raid.", "The army refused to say who fired."])
def test_who_declines_to_speak_claims_nothing(claims_of: FindClaims, text: str) -> None:
    assert claims_of(text).claims == []


@pytest.mark.parametrize("text", ["The army has in the past denied hitting clinics.", "The army has always denied hitting clinics."])  # fmt: skip
def test_what_is_denied_at_any_time_denies_no_claim(claims_of: FindClaims, text: str) -> None:
    found = claims_of(TOLD + text)
    assert found.claims[0].verification == ()
    assert [status.status for status in found.statuses] == [StatusKind.DENIED]


@pytest.mark.parametrize("text", ["The army denied hitting the clinic.", "The army has repeatedly denied hitting the clinic."])  # fmt: skip
def test_who_denies_one_strike_denies_the_claim_of_it(claims_of: FindClaims, text: str) -> None:
    found = claims_of(TOLD + text)
    assert [status.status for status in found.claims[0].verification] == [StatusKind.DENIED]
    assert not found.statuses


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Damascus has previously denied the bombing of markets.", Factuality.ASSERTED),
        ("Damascus denies targeting civilians.", Factuality.ASSERTED),
        ("Damascus denied that it deliberately attacks civilians.", Factuality.ASSERTED),
        ("Damascus denies bombing clinics.", Factuality.ASSERTED),
        ("Damascus denies using barrel bombs.", Factuality.ASSERTED),
        ("Damascus denied bombing clinics.", Factuality.DENIED),
        ("Damascus denied killing two civilians in Idlib.", Factuality.DENIED),
        ("Damascus denies bombing the market.", Factuality.DENIED),
        ("Damascus denies carrying out strikes on Idlib.", Factuality.DENIED),
        ("Damascus denied the bombing of the market.", Factuality.DENIED),
        ("Damascus has repeatedly denied the raid.", Factuality.DENIED),
    ],
)
def test_what_is_denied_at_any_time_denies_no_strike(
    strikes_of: FindStrikes, gazetteer: Gazetteer, text: str, factuality: Factuality
) -> None:
    (strike,) = strikes_of(HIT + text, gazetteer=gazetteer)
    assert strike.factuality is factuality


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Israel has always denied bombing schools, but the strike on the Poltava school killed 20.", [Factuality.ASSERTED]),
        ("Damascus has always denied bombing markets.", []),
        ("Damascus denied bombing markets in Poltava on Friday.", [Factuality.DENIED]),
        ("Jets bombed a market in Poltava. Damascus always denied bombing claims.", [Factuality.ASSERTED]),
        ("Moscow has repeatedly denied targeting Poltava, where two people were killed on Monday.", [Factuality.DENIED]),
        ("Moscow has repeatedly denied targeting civilians in Poltava.", []),
    ],
)  # fmt: skip
def test_what_is_always_denied_is_a_strike_only_where_it_names_what_was_hit(
    strikes_of: FindStrikes, gazetteer: Gazetteer, text: str, found: list[Factuality]
) -> None:
    assert [strike.factuality for strike in strikes_of(text, gazetteer=gazetteer)] == found


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("It was wrong that Russian troops shelled a school in Poltava.", Factuality.ASSERTED),
        ("The mayor said it was not right that Russian troops shelled a school in Poltava.", Factuality.CLAIMED),
        ("The mayor said it was not true that Russian troops shelled a school in Poltava.", Factuality.DENIED),
    ],
)
def test_what_is_called_unjust_is_not_denied(
    strikes_of: FindStrikes, gazetteer: Gazetteer, text: str, factuality: Factuality
) -> None:
    assert [strike.factuality for strike in strikes_of(text, gazetteer=gazetteer)] == [factuality]

"""What the article says about verification, on sentences parsed by the real model."""

import pytest
from tests.integration.extractor.conftest import FindClaims

from claimwire.events import ClaimAct, StatusKind
from claimwire_extractor.core.found import FoundClaims


def kinds(found: FoundClaims) -> list[StatusKind]:
    notes = [*found.statuses, *(status for claim in found.claims for status in claim.verification)]
    return [status.status for status in notes]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The figure could not be verified.", StatusKind.UNVERIFIED),
        ("Neither figure could be confirmed.", StatusKind.UNVERIFIED),
        ("There was no means of verifying the figure.", StatusKind.UNVERIFIED),
        ("Officials want to check and verify the figure.", StatusKind.UNVERIFIED),
        ("The figure is awaiting confirmation.", StatusKind.UNVERIFIED),
        ("It was not clear whether the shells had hit the ship.", StatusKind.UNVERIFIED),
        ("Asked about the blast, the spokesman referred reporters to the ministry.", StatusKind.NO_COMMENT),
        ("The spokesman would not comment.", StatusKind.NO_COMMENT),
        ("The governor denied the report.", StatusKind.DENIED),
        ("The envoy dismissed the footage as fake.", StatusKind.DENIED),
        ("The ministry falsely claimed that rebels had fired first.", StatusKind.DENIED),
        ("The army had no part in the raid, it said.", StatusKind.DENIED),
        ("They spread “false reports” about the ferry.", StatusKind.DENIED),
        ("The mayor confirmed the blast.", StatusKind.VERIFIED),
        ("The navy took a week to confirm the loss.", StatusKind.VERIFIED),
        ("If confirmed, the raid would be the third this week.", StatusKind.UNVERIFIED),
        ("It was not immediately clear who had mined the ferry.", StatusKind.UNVERIFIED),
        ("The clips couldnt be independently confirmed.", StatusKind.UNVERIFIED),
        ("The harbour master did not want to comment.", StatusKind.NO_COMMENT),
        ("The navy has neither confirmed nor denied the raid.", StatusKind.NO_COMMENT),
        ("The navy has not claimed responsibility for the raid.", StatusKind.NO_COMMENT),
        ("The harbour master would not say how many tugs had sunk.", StatusKind.NO_COMMENT),
        ("The clips could not be checked.", StatusKind.UNVERIFIED),
        ("The clips could not be geolocated.", StatusKind.UNVERIFIED),
        ("There was no way to check the figure.", StatusKind.UNVERIFIED),
        ("Independent verification was not possible.", StatusKind.UNVERIFIED),
        ("The report is still being verified.", StatusKind.UNVERIFIED),
        ("Neither side has admitted the raid.", StatusKind.UNVERIFIED),
        ("No one could vouch for the report.", StatusKind.UNVERIFIED),
        ("Experts doubted his account.", StatusKind.UNVERIFIED),
        ("It was too early to say who had fired.", StatusKind.UNVERIFIED),
        ("Calls to the harbour office were not returned.", StatusKind.NO_COMMENT),
        ("No one at the harbour office was available for comment.", StatusKind.NO_COMMENT),
        ("Attempts to reach the ministry were unsuccessful.", StatusKind.NO_COMMENT),
        ("The navy declined a request for comment.", StatusKind.NO_COMMENT),
        ("The navy dodged questions.", StatusKind.NO_COMMENT),
        ("The navy does not usually comment on such raids.", StatusKind.NO_COMMENT),
        ("The navy has said nothing about the raid.", StatusKind.NO_COMMENT),
        ("The navy brushed aside the claim.", StatusKind.DENIED),
        ("The navy poured scorn on the claim.", StatusKind.DENIED),
        ("The navy said it had nothing to do with the raid.", StatusKind.DENIED),
        ("The navy said it was not responsible.", StatusKind.DENIED),
        ("The navy said the raid never happened.", StatusKind.DENIED),
        ("The navy accused the mayor of lying.", StatusKind.DENIED),
        ("The navy distanced itself from the raid.", StatusKind.DENIED),
        ("The navy said the photos had been doctored.", StatusKind.DENIED),
        ("“Utter nonsense,” the navy said.", StatusKind.DENIED),
        ("Satellite images bore out the claim.", StatusKind.VERIFIED),
        ("The report turned out to be true.", StatusKind.VERIFIED),
        ("The blast at İskele Could Not Be Independently Verified.", StatusKind.UNVERIFIED),
        ("The navy said they were fabricated.", StatusKind.DENIED),
        ("The navy called the reports “a farce”.", StatusKind.DENIED),
        ("The envoy challenged the statement.", StatusKind.DENIED),
        ("The envoy described the reports as “incorrect”.", StatusKind.DENIED),
        ("The envoy described the reports as 'lies'.", StatusKind.DENIED),
        ("The admiral dismissed the mayor’s remarks.", StatusKind.DENIED),
        ("The report that the ferry had sunk was untrue.", StatusKind.DENIED),
        ("“It’s not true. Our ferry still sails every single day,” the captain said.", StatusKind.DENIED),
        ("“This is not the case. Our ferry still sails every single day,” the captain said.", StatusKind.DENIED),
        (
            "“The tugs may have sunk too but we have not yet been able to confirm that,” the captain said.",
            StatusKind.UNVERIFIED,
        ),
        ("It is not known whether the ferry carried mines that would sink a tug.", StatusKind.UNVERIFIED),
        ("The fog made it hard to tell whether the ferry had sunk.", StatusKind.UNVERIFIED),
        ("The navy has not acknowledged any loss.", StatusKind.UNVERIFIED),
        ("The navy hasn't acknowledged any loss.", StatusKind.UNVERIFIED),
        ("It wasn’t clear whether the shells had hit the ship.", StatusKind.UNVERIFIED),
        ("It was not immediately known who had mined the ferry.", StatusKind.UNVERIFIED),
        ("The captain’s account could not be independently tested.", StatusKind.UNVERIFIED),
        ("The agency was unable to independently determine whether the ferry had sunk.", StatusKind.UNVERIFIED),
        ("The footage wasn’t corroborated by anybody.", StatusKind.UNVERIFIED),
        ("The harbour office didn't immediately respond to questions.", StatusKind.NO_COMMENT),
        ("The harbour office hasn’t commented.", StatusKind.NO_COMMENT),
        ("The admiral wasn’t available for comment.", StatusKind.NO_COMMENT),
        ("The admiral couldn’t be reached.", StatusKind.NO_COMMENT),
        ("The harbour office said it did not know who had mined the ferry.", StatusKind.UNVERIFIED),
        ("The envoy said the navy was not behind the blast.", StatusKind.DENIED),
        ("They repeated disproven claims about the ferry.", StatusKind.DENIED),
        ("The captain said he couldnt determine whether a mine had sunk the tug.", StatusKind.UNVERIFIED),
        ("The captain could not be sure that a mine had sunk the tug.", StatusKind.UNVERIFIED),
        ("“If it is confirmed that a mine sank the tug, somebody will pay,” the captain said.", StatusKind.UNVERIFIED),
        ("The captain said there was no truth in reports of a sunken tug.", StatusKind.DENIED),
        ("The captain saw “any grounds” for the claims as missing.", StatusKind.DENIED),
        ("The claims that a tug had sunk have no foundation.", StatusKind.DENIED),
        ("“That is absolutely wrong. No tug has ever sunk here,” the captain said.", StatusKind.DENIED),
        ("“Do not repeat unfounded accusations against our brave crew,” the captain said.", StatusKind.DENIED),
        ("The navy admitted that a tug had sunk.", StatusKind.VERIFIED),
        ("In apparent confirmation of the report, a tug left the port.", StatusKind.VERIFIED),
        ("The navy opened an inquiry to establish whether a mine had sunk the tug.", StatusKind.UNVERIFIED),
        ("The navy said it was looking into the reports.", StatusKind.UNVERIFIED),
        ("The cause of the blast could not be established.", StatusKind.UNVERIFIED),
        ("The authenticity of the clips has not been established.", StatusKind.UNVERIFIED),
        ("Divers saw no sign of an attack on the tug.", StatusKind.UNVERIFIED),
        ("The footage cast doubt on the captain’s account.", StatusKind.UNVERIFIED),
        ("Dubious reports of a sunken tug were spread by a radio station.", StatusKind.UNVERIFIED),
        ("“There is no evidence that a mine sank our old tug,” the captain said.", StatusKind.UNVERIFIED),
        ("The navy said its ships had not fired on the tug.", StatusKind.DENIED),
        ("The navy insisted that it did not target ferries.", StatusKind.DENIED),
        ("The captain said the raid was fabricated.", StatusKind.DENIED),
        ("The captain said the footage was staged.", StatusKind.DENIED),
        ("The captain said the allegations were absurd and invented.", StatusKind.DENIED),
        ("The navy deemed such reports enemy propaganda.", StatusKind.DENIED),
        ("The charges were dismissed by the navy.", StatusKind.DENIED),
        ("The envoy said the navy was not to blame.", StatusKind.DENIED),
        ("The navy said no such raid had taken place.", StatusKind.DENIED),
        ("Analysts geolocated the clip to the old pier.", StatusKind.VERIFIED),
        ("The navy owned up to the loss.", StatusKind.VERIFIED),
        ("Calls to the navy went unanswered.", StatusKind.NO_COMMENT),
        ("Calls to the navy for comment went unanswered.", StatusKind.NO_COMMENT),
        ("Questions from reporters went unanswered.", StatusKind.NO_COMMENT),
        ("The navy said it was reviewing reports of a strike on the ferry.", StatusKind.UNVERIFIED),
        ("The navy said it did not hit the ferry.", StatusKind.DENIED),
        ("The navy will not disclose the losses.", StatusKind.NO_COMMENT),
        ("The navy has so far not commented.", StatusKind.NO_COMMENT),
        ("“We will not discuss the loss of any ship,” the admiral said.", StatusKind.NO_COMMENT),
    ],
)
def test_a_note_is_read(claims_of: FindClaims, text: str, kind: StatusKind) -> None:
    assert kinds(claims_of(text)) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy dismissed the invasion as a quarrel over land.",
        "The disputed ministers stayed in office.",
        "A confirmed 12 people were hurt.",
        "It was not clear whether the guests would return.",
        "A denial-of-service attack hit the bank.",
        "The driver was admitted to hospital.",
        "The guards denied access to the port.",
        "The spokesman did not deny the report.",
        "The guests weren’t sure of the date, and the guards didn’t return fire.",
        "It wasn’t clear whether the guests would return.",
        "“The figure could not be verified by us,” the mayor said.",
        "The two ports have a long dispute over tolls, which the court calls old.",
        "They denied the general a visit.",
        "The patient was in denial of all danger.",
        "The admiral should confirm the report.",
        "The envoy urged the navy to deny the report.",
        "Nine states confirmed their participation in the fair.",
        "The admiral acknowledged the risk.",
        "The admiral admitted that the winter was hard.",
        "Two sailors were admitted to the academy.",
        "The first confirmed victim was a cook.",
        "A ferry lay in the contested harbour, claiming the last berth.",
        "The gunners would not return fire.",
        "The gunners could not be sure of the date.",
        "The envoy called on the navy to deny the report.",
        "The admiral will resign if the report is not confirmed.",
        "The gunners have no grounds for complaint.",
        "The speech was a denial of the existence of the island.",
        "The admiral, who acknowledged it was a possibility, left.",
        "The envoy will leave if the navy repeats its denial.",
        "No group has claimed responsibility for the raid.",
        "The admiral confirmed that the envoy is due to arrive.",
        "The admiral confirmed that talks will begin at noon.",
        "The admiral admitted that the siege is going to take a year.",
        "The admiral acknowledged that the situation had worsened.",
        "The patient did not respond to treatment.",
        "The admiral saw no response to the invasion.",
        "There was no sign of a lull.",
        "The navy did not target the ferry.",
        "The admiral said the navy would not attack the port.",
        "The play was staged by sailors.",
        "The raid on the port was staged from the island on Monday.",
        "The raids were staged overnight, the army said.",
        "The mayor said the missiles did not hit the clinic.",
        "The governor said the drone did not hit its target.",
        "The island’s calls for tugs have been ignored.",
        "Distress calls from the wreck went unanswered.",
        "Calls to end the siege went unanswered.",
        "The police said they were reviewing reports of looting.",
        "Calls for help from the cellar were not answered.",
        "Attempts to reach the miners were unsuccessful.",
        "The minister questioned the decision to close the port.",
        "Ukrainian crews hit back at the boats.",
        "The navy played no role in the talks.",
        "The guns remained silent.",
        "The general said this never happened before in the town.",
        "The navy seldom acknowledges such raids.",
        "The minister ruled out talks.",
    ],
)
def test_other_senses_are_no_notes(claims_of: FindClaims, text: str) -> None:
    assert kinds(claims_of(text)) == []


def test_to_refer_reporters_is_to_claim_nothing(claims_of: FindClaims) -> None:
    assert claims_of("The spokesman referred reporters to the ministry.").claims == []


def test_a_note_on_both_sides_speaks_of_both(claims_of: FindClaims) -> None:
    text = (
        "The ministry said the bridge was cut.\n\nPeter Novak said it was open. Maria Kolar said the road was mined.\n\n"
        "Neither claim could be verified."
    )

    noted = [len(claim.verification) for claim in claims_of(text).claims]

    assert noted == [0, 1, 1]


def test_any_other_note_speaks_of_the_last_speaker(claims_of: FindClaims) -> None:
    text = "Peter Novak said the bridge was open. Maria Kolar said the road was mined. The claim could not be verified."

    assert [len(claim.verification) for claim in claims_of(text).claims] == [0, 1]


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("Peter Novak said the ferry was sunk. Kolar said trams were late.\n\nThe navy denied that it had sunk the ferry.", [1, 0]),
        ("Peter Novak said the ferry was sunk. The navy denied that trams crossed the square.", [0]),
        ("Peter Novak said the ferry was sunk. The navy said it was calm. The navy denied any responsibility.", [1, 0]),
        ("The mayor said trams were late. Peter Novak said the ferry was sunk, a claim the navy denied.", [0, 1]),
    ],
)  # fmt: skip
def test_a_verdict_speaks_of_what_it_denies(claims_of: FindClaims, text: str, noted: list[int]) -> None:
    claims = [claim for claim in claims_of(text).claims if claim.act is not ClaimAct.DENY]

    assert [len(claim.verification) for claim in claims] == noted


@pytest.mark.parametrize(
    "verdict",
    ["The navy denied carrying out the raid.", "The navy denied that the raid took place.", "There was a denial from the navy.", "The navy's denial came at noon."],
)  # fmt: skip
def test_words_that_only_say_that_it_happened_point_back(claims_of: FindClaims, verdict: str) -> None:
    claims = [claim for claim in claims_of(f"Kolar said the ferry was sunk. {verdict}").claims if claim.lemma == "say"]

    assert [len(claim.verification) for claim in claims] == [1]


def test_one_mark_too_many_does_not_turn_speech_inside_out(claims_of: FindClaims) -> None:
    text = 'Kolar said "The town will hold. "We stay here" he added. The ministry denied the report. "We know" he said.'

    assert kinds(claims_of(text)) == [StatusKind.DENIED]

"""Each claim rule on sentences parsed by the real model."""

import pytest
from tests.integration.extractor.conftest import FindClaims

from claimwire.events import ChannelKind, ClaimAct, Quotation, SpeakerKind, StatusKind
from claimwire_extractor.core.found import FoundClaim, FoundClaims


def only(found: FoundClaims) -> FoundClaim:
    assert len(found.claims) == 1, [claim.content for claim in found.claims]
    return found.claims[0]


def content(claim: FoundClaim) -> list[str]:
    return [span.text for span in claim.content]


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        ("The mayor said the bridge had collapsed.", "The mayor", "said", ["the bridge had collapsed"]),
        ("The mayor said that the bridge had collapsed.", "The mayor", "said", ["that the bridge had collapsed"]),
        ("The bridge had collapsed, the mayor said.", "the mayor", "said", ["The bridge had collapsed"]),
        ("The bridge, the mayor said, had collapsed.", "the mayor", "said", ["The bridge", "had collapsed"]),
        ("Meanwhile, two shells hit the depot, the army said.", "the army", "said", ["two shells hit the depot"]),
        ("According to the army, two shells hit the depot.", "the army", "According to", ["two shells hit the depot"]),
        ("Two shells hit the depot, according to the army.", "the army", "according to", ["Two shells hit the depot"]),
        ("“We are safe,” the mayor said.", "the mayor", "said", ["We are safe"]),
        ("The mayor said: “We are safe.”", "The mayor", "said", ["We are safe."]),
        ("“We are safe,” said the mayor.", "the mayor", "said", ["We are safe"]),
        ("“We,” the mayor said, “are safe.”", "the mayor", "said", ["We", "are safe."]),
        ("“We are safe,” the mayor said. “We stay here.”", "the mayor", "said", ["We are safe", "We stay here."]),
        ("The ministry vowed to rebuild the port.", "The ministry", "vowed", ["to rebuild the port"]),
        ("The ministry warned of new attacks.", "The ministry", "warned of", ["new attacks"]),
        ("The ministry denied the report.", "The ministry", "denied", ["the report"]),
        ("Police rejected the ministry’s claim that the bridge had collapsed.", "the ministry", "claim", ["that the bridge had collapsed"]),
        ("Twelve houses burned down, the regional governor, Anna Orlova, said.", "the regional governor, Anna Orlova", "said", ["Twelve houses burned down"]),
        ("The army added that roads were cut, but no injuries had been reported.", "The army", "added", ["that roads were cut, but no injuries had been reported"]),
        ("Orlova said the depot was shelled, but made no mention of casualties.", "Orlova", "said", ["the depot was shelled"]),
        ("Anna Orlova told her deputy in a phone call that the city needed help.", "Anna Orlova", "told", ["that the city needed help"]),
    ],
)  # fmt: skip
def test_the_words_of_the_claim(claims_of: FindClaims, text: str, source: str, cue: str, expected: list[str]) -> None:
    claims = [claim for claim in claims_of(text).claims if claim.cue is not None and claim.cue.text == cue]

    assert [(claim.source.text, content(claim)) for claim in claims] == [(source, expected)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We are safe,” the mayor said.", Quotation.DIRECT),
        ("The mayor said they were “safe and well”.", Quotation.MIXED),
        ("The mayor said they were safe.", Quotation.INDIRECT),
    ],
)
def test_whose_words_they_are(claims_of: FindClaims, text: str, kind: Quotation) -> None:
    assert only(claims_of(text)).quotation is kind


@pytest.mark.parametrize(
    ("verb", "act"),
    [
        ("said", ClaimAct.SAY),
        ("claimed", ClaimAct.CLAIM),
        ("denied", ClaimAct.DENY),
        ("confirmed", ClaimAct.CONFIRM),
        ("warned", ClaimAct.WARN),
        ("promised", ClaimAct.PROMISE),
        ("estimated", ClaimAct.ESTIMATE),
        ("believed", ClaimAct.BELIEVE),
    ],
)
def test_what_the_speaker_does(claims_of: FindClaims, verb: str, act: ClaimAct) -> None:
    assert only(claims_of(f"The ministry {verb} that the attack had failed.")).act is act


@pytest.mark.parametrize(
    "text",
    [
        "The village is said to be beautiful.",
        "If the mayor says that the bridge is safe, people will cross.",
        "The mayor did not say that the bridge was safe.",
        "Troops attacked the town on Monday.",
        "Sign up to our free daily newsletter",
        "Wire services contributed to this report",
        "Photo: The mayor said the bridge was safe.",
    ],
)
def test_nobody_claims_anything(claims_of: FindClaims, text: str) -> None:
    assert claims_of(text).claims == []


def test_a_person_attacks_with_words(claims_of: FindClaims) -> None:
    assert only(claims_of("Peter Novak attacked the decision.")).act is ClaimAct.ACCUSE


def test_a_source_after_a_claim_is_no_part_of_it(claims_of: FindClaims) -> None:
    claims = claims_of("The army said the bridge was shelled, according to a local newspaper.").claims

    assert content(claims[0]) == ["the bridge was shelled"]


def test_what_quoted_people_say_of_others_is_no_claim_of_the_article(claims_of: FindClaims) -> None:
    claim = only(claims_of("“I think they said it was over,” the mayor said."))

    assert content(claim) == ["I think they said it was over"]


def test_a_claim_within_a_claim_keeps_both_speakers(claims_of: FindClaims) -> None:
    claims = claims_of("The mayor said that the army had warned that a shell could explode.").claims

    assert [claim.source.text for claim in claims] == ["The mayor", "the army"]


def test_pronouns_and_surnames_mean_the_person_named_before(claims_of: FindClaims) -> None:
    text = (
        "“The port is open,” Anna Orlova, the governor of Coast province, said on Telegram. "
        "“Ships are leaving,” she added.\n\nOrlova said the harbour was crowded."
    )

    claims = claims_of(text).claims

    assert [claim.source.name for claim in claims] == ["Anna Orlova"] * 3
    assert {claim.source.role for claim in claims} == {"the governor of Coast province"}
    assert {claim.source.affiliation for claim in claims} == {"Coast province"}
    assert {claim.source.kind for claim in claims} == {SpeakerKind.PERSON}
    assert [claim.source.text for claim in claims][1:] == ["she", "Orlova"]


def test_she_is_not_the_man_named_last(claims_of: FindClaims) -> None:
    text = (
        "Anna Orlova said the port was open. She said ships were leaving.\n\n"
        "Peter Novak said the port was closed. He said nothing could leave. She said that he was wrong."
    )

    names = [claim.source.name for claim in claims_of(text).claims]

    assert names == ["Anna Orlova", "Anna Orlova", "Peter Novak", "Peter Novak", "Anna Orlova"]


def test_a_surname_with_a_hyphen_is_one_name(claims_of: FindClaims) -> None:
    text = "Information Minister Omar al-Ahmad said the road was open. Ahmad said it was safe."

    assert [claim.source.name for claim in claims_of(text).claims] == ["Omar al-Ahmad"] * 2


def test_namesakes_stay_apart(claims_of: FindClaims) -> None:
    text = "Peter Novak said the port was closed.\n\nMaria Novak said it was open."

    assert [claim.source.name for claim in claims_of(text).claims] == ["Peter Novak", "Maria Novak"]


@pytest.mark.parametrize(
    "text",
    [
        "The navy lost two boats. Its chief engineer, Anna Orlova, said the crews were safe.",
        "The navy lost two boats. Its chief engineer said the crews were safe.",
    ],
)
def test_a_role_is_said_without_whose_it_is(claims_of: FindClaims, text: str) -> None:
    assert only(claims_of(text)).source.role == "chief engineer"


def test_a_role_noun_means_the_body_or_person_named_before(claims_of: FindClaims) -> None:
    text = (
        "Three rockets hit the village, the country’s southern military command said.\n\n"
        "The command added that nobody was hurt.\n\n"
        "The regional governor, Anna Orlova, said a school was damaged. The governor said it was empty."
    )

    names = [claim.source.name for claim in claims_of(text).claims]

    assert names[1] == names[0] == "the country’s southern military command"
    assert names[2:] == ["Anna Orlova", "Anna Orlova"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministry said the port was open.", SpeakerKind.ORGANISATION),
        ("A report said the port was open.", SpeakerKind.DOCUMENT),
        ("Witnesses said the port was open.", SpeakerKind.UNNAMED),
        ("Peter Novak said the port was open.", SpeakerKind.PERSON),
    ],
)
def test_what_sort_of_speaker_it_is(claims_of: FindClaims, text: str, kind: SpeakerKind) -> None:
    assert only(claims_of(text)).source.kind is kind


@pytest.mark.parametrize(
    ("text", "channel", "kind"),
    [
        ("Anna Orlova said on Telegram that the port was open.", "Telegram", ChannelKind.SOCIAL),
        ("Anna Orlova told the Interfax news agency the port was open.", "the Interfax news agency", ChannelKind.AGENCY),
        ("Anna Orlova said in a statement that the port was open.", "a statement", ChannelKind.STATEMENT),
        ("Anna Orlova told her deputy in a phone call that the city needed help.", "a phone call", ChannelKind.CALL),
        ("Anna Orlova told reporters that the port was open.", "reporters", ChannelKind.PRESS),
    ],
)  # fmt: skip
def test_through_what_it_was_said(claims_of: FindClaims, text: str, channel: str, kind: ChannelKind) -> None:
    claim = only(claims_of(text))

    assert claim.channel is not None
    assert (claim.channel.text, claim.channel.kind) == (channel, kind)


def test_an_agency_that_is_the_source_is_no_channel(claims_of: FindClaims) -> None:
    claim = only(claims_of("According to the Interfax news agency, the port was open."))

    assert (claim.source.text, claim.channel) == ("the Interfax news agency", None)


def test_only_words_of_going_on_carry_the_channel(claims_of: FindClaims) -> None:
    text = (
        "“The port is open,” Anna Orlova said on Telegram. “Ships are leaving,” she added.\n\n"
        "Orlova said the harbour was crowded."
    )

    assert [claim.channel is not None for claim in claims_of(text).claims] == [True, True, False]


def test_notes_speak_of_the_whole_run_before_them(claims_of: FindClaims) -> None:
    text = (
        "Peter Novak said the road was cut.\n\n"
        "“The port is open,” Anna Orlova said. “Ships are leaving,” she added.\n\n"
        "The claims could not be independently verified and there was no immediate comment from the army."
    )

    found = claims_of(text)

    kinds = [[status.status for status in claim.verification] for claim in found.claims]
    assert kinds == [[], *[[StatusKind.UNVERIFIED, StatusKind.NO_COMMENT]] * 2]
    silent = found.claims[1].verification[1].by
    assert silent is not None
    assert silent.text == "the army"


def test_a_claim_without_evidence_is_unverified_itself(claims_of: FindClaims) -> None:
    text = (
        "The army said the port was open.\n\nThe ministry claimed that rebels fired first, without providing evidence."
    )

    claims = claims_of(text).claims

    assert [len(claim.verification) for claim in claims] == [0, 1]


def test_a_denial_speaks_of_the_claim_it_shares_words_with(claims_of: FindClaims) -> None:
    text = (
        "Rebels said the army shelled the market.\n\nThe mayor said schools would close.\n\n"
        "The ministry denied that the army had shelled the market."
    )

    claims = claims_of(text).claims

    assert [[status.status for status in claim.verification] for claim in claims] == [[StatusKind.DENIED], [], []]


def test_a_note_of_no_claim_is_kept_aside(claims_of: FindClaims) -> None:
    found = claims_of("The reports could not be independently verified.")

    assert (list(found.claims), [status.status for status in found.statuses]) == ([], [StatusKind.UNVERIFIED])


def test_a_quotation_runs_on_through_paragraphs(claims_of: FindClaims) -> None:
    claim = only(claims_of("“We are safe,” the mayor said. “We stay.\n\n“Nobody leaves.”"))

    assert content(claim) == ["We are safe", "We stay.", "Nobody leaves."]


def test_transcripts_and_headlines_name_the_speaker_before_a_colon(claims_of: FindClaims) -> None:
    claim = only(claims_of("NOVAK: The road is closed until Monday.\n\nReporters left with Novak."))

    assert (claim.source.text, content(claim)) == ("NOVAK", ["The road is closed until Monday"])


def test_every_span_is_where_it_says(claims_of: FindClaims) -> None:
    text = (
        "“The port is open,” Anna Orlova told reporters in Kyiv – and “nobody” is 'hurt' 🚢, she said.\r\n\r\n"
        "According to \"the ministry\", it’s “shut. The ministry’s claim that ''all'' left was denied by Novak.\n"
    )

    for claim in claims_of(text).claims:
        spans = [
            claim.source,
            *claim.content,
            *([claim.cue] if claim.cue else []),
            *([claim.channel] if claim.channel else []),
        ]
        assert all(text[span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Secretary of State Anna Kolar said it rained.", "Anna Kolar", "Secretary of State"),
        ("U.S. Ambassador to the United Nations Anna Kolar said it rained.", "Anna Kolar", "U.S. Ambassador to the United Nations"),
        ("Anna Kolar, First Deputy Minister of Ferries, said it rained.", "Anna Kolar", "First Deputy Minister of Ferries"),
        ("Chairman of the House of Ferries Anna Kolar said it rained.", "Anna Kolar", "Chairman of the House of Ferries"),
    ],
)  # fmt: skip
def test_an_office_beside_a_name_is_no_part_of_it(claims_of: FindClaims, text: str, name: str, role: str) -> None:
    (claim,) = claims_of(text).claims

    assert (claim.source.name, claim.source.role) == (name, role)


def test_who_is_told_of_in_a_claim_does_not_become_the_speaker(claims_of: FindClaims) -> None:
    text = "Anna Kolar said Petro Kost had mined the bridge. She added that it rained."

    assert [claim.source.name for claim in claims_of(text).claims] == ["Anna Kolar", "Anna Kolar"]


def test_an_office_alone_is_nobodys_name(claims_of: FindClaims) -> None:
    (claim,) = claims_of("Deputy Minister of Ferries said it rained.").claims

    assert claim.source.name == "Deputy Minister of Ferries"

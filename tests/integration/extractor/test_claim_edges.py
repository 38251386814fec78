"""Where claims begin and end, and whose they are, on sentences parsed by the real model."""

import pytest
from tests.integration.extractor.conftest import FindClaims, Read, Told


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“The road is cut,” added another harbour official. “Nobody can leave.”", "another harbour official", "added", ["The road is cut", "Nobody can leave."]),
        ("Trade with a neighbour that buys most of the grain has come to a halt, said Maria Kolar, head of the chamber.", "Maria Kolar, head of the chamber", "said", ["Trade with a neighbour that buys most of the grain has come to a halt"]),
        ("“It is over,” councillor Maria Kolar said of the plan for moving the market.", "councillor Maria Kolar", "said", ["It is over"]),
        ("The general last week warned that the bridge was mined.", "The general", "warned", ["that the bridge was mined"]),
        ("In all, the committee raised $57million, Federal Harbour Commission records show.", "Federal Harbour Commission records", "show", ["In all, the committee raised $57million"]),
        ("In an interview with the hosts Jo Scarb and Mika Brzez, the presidential candidate stated that the talks were over.", "the presidential candidate", "stated", ["that the talks were over"]),
        ("The envoy is trying to show that the road was cut.", "The envoy", "is trying to show", ["that the road was cut"]),
        ("Advisers were quick to point out that polls had closed.", "Advisers", "were quick to point out", ["that polls had closed"]),
        ("Prosecutors argued that although Hauck lied, he showed no fear.", "Prosecutors", "argued", ["that although Hauck lied, he showed no fear"]),
        ("One of the guards said that the bridge was mined.", "One of the guards", "said", ["that the bridge was mined"]),
        ("Floods have cut two roads to the town of Sumy, its mayor, Anna Orlova, has said.", "its mayor, Anna Orlova", "has said", ["Floods have cut two roads to the town of Sumy"]),
        ("Floods swept away the house of engineer Petro Kost, a harbour official said.", "a harbour official", "said", ["Floods swept away the house of engineer Petro Kost"]),
        ("The road was cut, Petro Kost, a harbour official said.", "Petro Kost, a harbour official", "said", ["The road was cut"]),
        ("“The road is cut,” said Petro Kost, a harbour official.", "Petro Kost, a harbour official", "said", ["The road is cut"]),
        ("The road was cut, Petro Kost, a harbour official, said.", "Petro Kost, a harbour official", "said", ["The road was cut"]),
        ("The road was cut, reported the harbour office.", "the harbour office", "reported", ["The road was cut"]),
        ("The mayor posted on Telegram that the road was cut.", "The mayor", "posted", ["that the road was cut"]),
        ("The mayor shot back that the road was cut.", "The mayor", "shot", ["that the road was cut"]),
        ("The mayor made clear that the road was cut.", "The mayor", "made clear", ["that the road was cut"]),
        ("The mayor let it be known that the road was cut.", "The mayor", "let it be known", ["that the road was cut"]),
        ("The mayor inferred that the road was cut.", "The mayor", "inferred", ["that the road was cut"]),
        ("The mayor blogged that the road was cut.", "The mayor", "blogged", ["that the road was cut"]),
        ("Even soldiers said that the bridge was mined.", "soldiers", "said", ["that the bridge was mined"]),
    ],
)  # fmt: skip
def test_the_subject_is_read_off_misread_sentences(
    told: Told, text: str, source: str, cue: str, content: list[str]
) -> None:
    assert told(text) == [(source, cue, content)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Kolar asked the general if the road was open.", ["if the road was open"]),
        ("Kolar said leaving the town could take days.", ["leaving the town could take days"]),
        ("The bridge is cut, Kolar said, and the road has been mined.", ["The bridge is cut", "the road has been mined"]),
        ("“The bridge is cut,” Kolar said, and the crowd left.", ["The bridge is cut"]),
        ("Kolar said two shells hit the port, sinking a ferry.", ["two shells hit the port, sinking a ferry"]),
        ("The guards fired shells that Kolar said were made abroad.", ["shells", "were made abroad"]),
        ("Kolar said Tuesday the bridge was cut.", ["the bridge was cut"]),
        ("Kolar said Tuesday was the worst day.", ["Tuesday was the worst day"]),
        ("“His name lives on,” Kolar said as young sailors waited outside.", ["His name lives on"]),
        ("“We leave,” Kolar told “Morning Hour.”", ["We leave"]),
        ("Kolar called for the troops to leave.", ["the troops to leave"]),
        ("Kolar mentioned the plant, which opened in 1970.", ["the plant"]),
        ("Kolar vowed to leave the talks, angering the hosts.", ["to leave the talks"]),
        ("Kolar vowed to leave the talks and the town.", ["to leave the talks and the town"]),
        ("Kolar reminded residents of the danger.", ["the danger"]),
        ("Kolar ruled out a truce.", ["a truce"]),
        ("Kolar warned the army against shelling the port.", ["shelling the port"]),
        ("Kolar took to the radio to announce that the bridge was open.", ["that the bridge was open"]),
        ("The bridge was cut, and the road has been mined, according to Kolar.", ["The bridge was cut, and the road has been mined"]),
        ("Rebels left the camp, and the town was, according to Kolar, empty by noon.", ["the town was", "empty by noon"]),
        ("The camp is empty, according to Kolar, at present.", ["The camp is empty"]),
    ],
)  # fmt: skip
def test_what_was_said_is_told_whole_and_alone(told: Told, text: str, content: list[str]) -> None:
    assert [spans for _, _, spans in told(text)] == [content]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The shelling of the bridge was confirmed by the mayor.", "the mayor", "was confirmed", ["The shelling of the bridge"]),
        ("A warning echoed by Kolar went unheard.", "Kolar", "echoed", ["A warning"]),
        ("Kolar repeated a charge that the army denied.", "the army", "denied", ["a charge"]),
    ],
)  # fmt: skip
def test_content_stands_before_its_cue(told: Told, text: str, source: str, cue: str, content: list[str]) -> None:
    assert (source, cue, content) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "They waited for Kolar, who believes.",
        "It was confirmed by the mayor.",
        "Kolar was quoted by the newspaper.",
        "Kolar could not travel to announce that the bridge was open.",
        "The army was unable to say that the bridge was cut.",
        "The army did not want to say that the bridge was cut.",
        "“We stay here whatever happens.” – Anna Orlova left the town.",
    ],
)
def test_what_says_nothing_is_no_content(told: Told, text: str) -> None:
    assert told(text) == []


def test_to_refuse_to_confirm_confirms_nothing(told: Told) -> None:
    assert told("The army refused to confirm that the bridge was cut.") == [
        ("The army", "refused", ["to confirm that the bridge was cut"])
    ]


def test_two_cues_joined_share_the_speaker(told: Told) -> None:
    assert told("The expert noted that the river was low and asked whether the mill could run.") == [
        ("The expert", "noted", ["that the river was low"]),
        ("The expert", "asked", ["whether the mill could run"]),
    ]


@pytest.mark.parametrize("break_", [" ", "\n"])
def test_a_dash_signs_a_quotation(told: Told, break_: str) -> None:
    assert told(f"“We stay here whatever happens.”{break_}— Anna Orlova, 40, baker") == [
        ("Anna Orlova, 40, baker", "—", ["We stay here whatever happens."])
    ]


def test_a_remark_behind_a_claim_is_the_same_speakers(told: Told) -> None:
    assert told("Kolar said the bridge was cut, accusing the army of shelling it.") == [
        ("Kolar", "said", ["the bridge was cut"]),
        ("Kolar", "accusing", ["the army of shelling it"]),
    ]


def test_what_quoted_people_know_hides_no_cue(told: Told) -> None:
    claims = told("The mayor noted that he once built roads, and added: “I have laid some asphalt.”")

    assert [(cue, content) for _, cue, content in claims] == [
        ("noted", ["that he once built roads"]),
        ("added", ["I have laid some asphalt."]),
    ]


def test_whole_paragraphs_of_speech_go_on_with_the_speaker_before(told: Told) -> None:
    claims = told("“We stay,” Maria Kolar said.\n\n“Nobody leaves.”\n\n“Nobody at all.”")

    assert claims == [("Maria Kolar", "said", ["We stay", "Nobody leaves.", "Nobody at all."])]


@pytest.mark.parametrize(
    "text",
    [
        "“We stay,” Maria Kolar said. The others left.\n\n“Nobody leaves.”",
        "“We stay,” Maria Kolar said.\n\n“Nobody leaves” is what they sing.",
    ],
)
def test_speech_after_other_words_is_nobodys(told: Told, text: str) -> None:
    assert told(text) == [("Maria Kolar", "said", ["We stay"])]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Kolar was quoted by the Interfax news agency as saying that the bridge was open.", "the Interfax news agency"),
        ("In a post on Telegram, Kolar said the bridge was open.", "Telegram"),
        ("Speaking on Telegram, Kolar said the bridge was open.", "Telegram"),
        ("Responding to the remarks, Kolar said the bridge was open.", None),
        ("On Friday, Kolar said the bridge was open.", None),
    ],
)  # fmt: skip
def test_the_channel_stands_before_the_speaker_or_behind_who_quotes(
    claims_of: FindClaims, text: str, channel: str | None
) -> None:
    (claim,) = claims_of(text).claims

    assert (claim.channel.text if claim.channel else None) == channel


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("“We stay,” Maria Kolar said on Telegram. “Nobody leaves,” she said.", ["Telegram", "Telegram"]),
        ("“We stay,” Maria Kolar said on Telegram. She said nobody would leave.", ["Telegram", None]),
        ("“We stay,” Maria Kolar said on Telegram.\n\n“Nobody leaves,” Kolar said.", ["Telegram", None]),
    ],
)
def test_a_run_of_quotes_keeps_its_channel(claims_of: FindClaims, text: str, channels: list[str | None]) -> None:
    claims = claims_of(text).claims

    assert [claim.channel.text if claim.channel else None for claim in claims] == channels


@pytest.mark.parametrize(
    "dateline",
    ["SUMY, Ukraine (AP) — ", "Sumy (AFP) – ", "SUMY/KYIV, March 3 (Reuters) - ", "SUMY, Ukraine — ", "SUMY - "],
)
def test_a_dateline_is_no_part_of_what_is_said(told: Told, dateline: str) -> None:
    text = "The harbour closes\n" + dateline + "The road was cut, the harbour ministry said."

    assert ("the harbour ministry", "said", ["The road was cut"]) in told(text)


def test_an_explanation_in_brackets_before_a_dash_is_no_dateline(read: Read) -> None:
    assert len(read("The Kalina missile (a gift) - a new weapon - was shown in Sumy.").sentences) == 1


def test_to_go_on_doing_is_to_say_nothing(told: Told) -> None:
    assert told("Two ferries sank, and thousands of troops continued to line the river, and the envoy left.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The army fired back that night.",
        "The army went on that night to take the town.",
        "Clashes began that were the worst of the year.",
        "The army held the town that night.",
        "Little is known about the road.",
    ],
)
def test_deeds_in_the_words_of_speech_are_no_claims(claims_of: FindClaims, text: str) -> None:
    assert claims_of(text).claims == []

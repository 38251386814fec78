"""Who said it, in texts that have lost the comma before the speaker; written for these tests."""

import pytest
from tests.integration.extractor.conftest import Told


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Shelling of the town of Orikhiv killed nine civilians a war monitor said.", "a war monitor"),
        ("Shelling hit the town and wounded two people the regional council has said.", "the regional council"),
        ("Six people died when a shell hit their house on Sunday the Marsh Council for Human Rights reported.", "the Marsh Council for Human Rights"),
        ("Warplanes bombed the market in Orikhiv killing nine people residents and a doctor in the city said.", "residents and a doctor in the city"),
        ("Warplanes bombed the market on Sunday the head of the town council said in a statement.", "the head of the town council"),
        ("The depot burned for three days after it was hit by rockets he added.", "he"),
        ("Rebels fired mortars on the bus station in northern Orikhiv TASS reported on Monday.", "TASS"),
        ("Two shells fell near the river and nobody was hurt the Marsh River Council (MRC) said on Friday.", "the Marsh River Council (MRC)"),
        ("At least ten people were killed in raids near the hospital in Orikhiv said the head of the town council.", "the head of the town council"),
        ("Two shells hit the bakery at dawn a medic told the agency by telephone.", "a medic"),
        ("Warplanes bombed the market and killed nine people a witness said adding that houses had burned.", "a witness"),
        ("Warplanes bombed the market and killed nine people a witness said as envoys met for talks.", "a witness"),
        ("Rebels had mined the road to the depot in Marsh Town a source in Orikhiv district told a reporter.", "a source in Orikhiv district"),
    ],
)  # fmt: skip
def test_a_speaker_ends_the_sentence_without_a_comma(told: Told, text: str, source: str) -> None:
    assert [found for found, cue, _ in told(text) if cue in {"said", "has said", "reported", "added", "told"}] == [
        source
    ]


@pytest.mark.parametrize(
    ("behind", "source"),
    [
        ("Omar Haddad a local media activist told the agency.", "Omar Haddad a local media activist"),
        ("Rami Karim head of the town council said on Friday.", "Rami Karim head of the town council"),
        ("the mayor of Marsh Town said.", "the mayor of Marsh Town"),
        ("a Marsh Council doctor said.", "a Marsh Council doctor"),
    ],
)
def test_a_name_behind_a_quotation_is_no_part_of_it(told: Told, behind: str, source: str) -> None:
    [(found, _, content)] = told(f'"We saw two jets" {behind} "They bombed the market."')
    assert (found, content) == (source, ["We saw two jets", "They bombed the market."])


def test_a_speaker_is_quoted_as_saying_what_stands_before_him(told: Told) -> None:
    text = "Shelling of the town killed nine civilians a medic was quoted by the state agency as saying on Monday."
    assert ("a medic", ["Shelling of the town killed nine civilians"]) in [(who, said) for who, _, said in told(text)]


def test_all_before_the_speaker_is_what_was_said(told: Told) -> None:
    ((_, cue, content),) = told("Shelling of the town of Orikhiv killed nine civilians a war monitor said on Monday.")

    assert (cue, content) == ("said", ["Shelling of the town of Orikhiv killed nine civilians"])


@pytest.mark.parametrize(
    "text",
    [
        "Nobody in the town believed what the mayor said.",
        "Nobody in the town knows what the mayor told the agency.",
        "The mayor repeated all the things he said.",
        "Shelling of the town killed nine civilians and the monitor said.",
        "Nine people were killed in Orikhiv said.",
    ],
)
def test_others_say_nothing_before_the_cue(told: Told, text: str) -> None:
    assert not [
        content
        for _, cue, content in told(text)
        if cue in {"said", "told"} and content[0].startswith(("Shelling", "Nobody", "The", "Nine"))
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Later in the day a doctor in the town said two shells had fallen.", "a doctor in the town"),
        ("Earlier the reporter noted that two shells had fallen.", "the reporter"),
        ("Meanwhile a source at the town hospital said two people had died.", "a source at the town hospital"),
        ("According to the Marsh Observatory heavy bombardment has hit the province.", "the Marsh Observatory"),
        ("According to the council of the town heavy shelling hit two schools.", "the council of the town"),
        ("A photographer of the agency saw two wounded children.", "A photographer of the agency"),
        ("A witness heard two explosions.", "A witness"),
    ],
)
def test_the_speaker_begins_and_ends_where_the_commas_were(told: Told, text: str, source: str) -> None:
    assert [found for found, _, _ in told(text)] == [source]


def test_what_others_saw_is_nobodys_claim(told: Told) -> None:
    assert told("The soldiers saw two wounded children.") == []

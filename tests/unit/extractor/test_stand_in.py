"""Speakers whose words stand for somebody named elsewhere."""

import pytest

from claimwire.events import Speaker, SpeakerKind
from claimwire_extractor.adapters.lexicons import load_strike_lexicon
from claimwire_extractor.core.strikes.stand_in import stands_for_another

WORDS = load_strike_lexicon().modality


def speaker(name: str, kind: SpeakerKind = SpeakerKind.ORGANISATION) -> Speaker:
    return Speaker(text=name, start=0, end=len(name), name=name, kind=kind)


DANISH = speaker("the Danish Aid Council")
PERSON = speaker("Olha Marchuk", SpeakerKind.PERSON)


@pytest.mark.parametrize(
    ("source", "others"),
    [
        (speaker("He", SpeakerKind.PERSON), []),
        (speaker("Marchuk", SpeakerKind.PERSON), [PERSON]),
        (speaker("the group"), [DANISH]),
        (speaker("The Danish-based organisation"), [DANISH]),
        (speaker("the report", SpeakerKind.DOCUMENT), [DANISH]),
        (speaker("the ministry"), [speaker("Denmark’s defence ministry")]),
    ],
)
def test_it_adds_nobody(source: Speaker, others: list[Speaker]) -> None:
    assert stands_for_another(source, [source, *others], WORDS)


@pytest.mark.parametrize(
    ("source", "others"),
    [
        (PERSON, [DANISH]),
        (PERSON, [speaker("Marchuk", SpeakerKind.PERSON)]),
        (speaker("Marchuk", SpeakerKind.PERSON), [DANISH]),
        (speaker("the group"), []),
        (speaker("a monitoring group"), [DANISH]),
        (speaker("the army"), [DANISH]),
        (speaker("the Marsh news agency"), [DANISH]),
        (speaker("Denmark"), [speaker("Denmark’s defence ministry")]),
    ],
)
def test_it_is_somebody_of_its_own(source: Speaker, others: list[Speaker]) -> None:
    assert not stands_for_another(source, [source, *others], WORDS)

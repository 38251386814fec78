"""Strikes that somebody only weighs, awaits, came near to or made up, beside those that came; texts written for these tests."""

from collections.abc import Callable

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.known_place import known_place

from claimwire.events import Factuality, Side
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundStrike

Find = Callable[[str], list[FoundStrike]]

GAZETTEER = MemoryGazetteer([known_place("Nikopol", population=150_000), known_place("Hamas", "SY", "Hama")])

PAIRS = {
    "called off": (
        "The president called off a missile strike on Nikopol.",
        "The president called off talks after a missile strike on Nikopol.",
    ),
    "cancelled": (
        "The air strike on Nikopol was cancelled.",
        "A concert was cancelled after an air strike on Nikopol.",
    ),
    "banned": ("The truce bans air strikes on Nikopol.", "The army ended the truce with air strikes on Nikopol."),
    "approved": (
        "Parliament approved air strikes on Nikopol.",
        "Parliament opposed the air strikes on Nikopol, which killed ten.",
    ),
    "voted on": ("Parliament voted against air strikes on Nikopol.", "Parliament met after air strikes on Nikopol."),
    "ruled out": ("He ruled out air strikes on Nikopol.", "He ruled out talks after air strikes on Nikopol."),
    "doubted": ("Analysts doubt that Russia will bomb Nikopol.", "Analysts say that Russia bombed Nikopol."),
    "unlikely": ("It is unlikely that Russia bombed Nikopol.", "It is known that Russia bombed Nikopol."),
    "likely": (
        "Missile strikes on Nikopol are likely.",
        "The air strikes on Nikopol are likely to have killed dozens.",
    ),
    "expected": ("Missile strikes on Nikopol are expected.", "As expected, missiles hit Nikopol."),
    "going to": ("The army was going to bomb Nikopol.", "The army went on to bomb Nikopol."),
    "as though": ("It sounded as though a bomb had hit Nikopol.", "A bomb hit Nikopol as though from nowhere."),
    "like": ("It felt like a bomb had hit Nikopol.", "A bomb hit Nikopol like the one on Monday."),
    "chance": ("The chance of a missile hitting Nikopol is small.", "Footage of a missile hitting Nikopol was shown."),
    "far from": ("Far from bombing Nikopol, they left.", "Far from the front, jets bombed Nikopol."),
    "close to": ("The army came close to bombing Nikopol.", "He came close to death when a bomb hit Nikopol."),
    "no point": ("There is no point in bombing Nikopol.", "Jets flew in bombing Nikopol."),
    "only a mistake": ("Bombing Nikopol would be a mistake.", "Bombing of Nikopol went on."),
    "spared": ("Nikopol has been spared missile strikes.", "The missile strike on Nikopol spared the church."),
    "safe": ("Nikopol is safe from missile strikes.", "Nikopol was cut off by missile strikes."),
    "hardly": ("Hardly a missile hit Nikopol.", "Hardly had they left when a missile hit Nikopol."),
    "only": ("Russia only hits depots in Nikopol.", "Russian missiles hit only one depot in Nikopol."),
    "fake": ("A fake video showed a missile hitting Nikopol.", "A video showed a missile hitting Nikopol."),
    "simulation": ("The simulation shows a missile hitting Nikopol.", "The footage shows a missile hitting Nikopol."),
}


@pytest.fixture
def find(strikes_of: FindStrikes) -> Find:
    return lambda text: strikes_of(text, gazetteer=GAZETTEER, published=None)


@pytest.mark.parametrize("text", [none for none, _ in PAIRS.values()], ids=PAIRS.keys())
def test_what_has_not_come_is_no_strike(find: Find, text: str) -> None:
    assert [strike for strike in find(text) if strike.factuality is not Factuality.PLANNED] == []


@pytest.mark.parametrize("text", [one for _, one in PAIRS.values()], ids=PAIRS.keys())
def test_what_came_is_one(find: Find, text: str) -> None:
    (strike,) = find(text)
    assert strike.factuality not in {Factuality.PLANNED, Factuality.DENIED}


@pytest.mark.parametrize(
    "text",
    [
        "The missile strike on Nikopol, which Russia denies, killed two.",
        "The attack on Nikopol, which Moscow has denied carrying out, killed two.",
        "Reports of a missile strike on Nikopol proved false.",
    ],
)
def test_what_is_denied_aside_is_denied(find: Find, text: str) -> None:
    assert [strike.factuality for strike in find(text)] == [Factuality.DENIED]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A missile may have hit a school in Nikopol.", Factuality.CLAIMED),
        ("Russia appears to have bombed Nikopol.", Factuality.CLAIMED),
        ("It is believed that Russia bombed Nikopol.", Factuality.CLAIMED),
        ("There were unconfirmed reports of shelling in Nikopol.", Factuality.CLAIMED),
        ("An apparent Russian air strike hit a depot in Nikopol.", Factuality.CLAIMED),
        ("An air strike attributed to Russia hit a depot in Nikopol.", Factuality.CLAIMED),
        ("Shelling in Nikopol was heard, and a missile hit a school.", Factuality.ASSERTED),
        ("A missile hit a school in Nikopol, whose pupils may have left.", Factuality.ASSERTED),
        ("Years of daily reports of shelling in Nikopol wore them out.", Factuality.ASSERTED),
    ],
)
def test_what_is_doubted_is_no_fact(find: Find, text: str, told: Factuality) -> None:
    assert {strike.factuality for strike in find(text)} == {told}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("A rocket attack on Nikopol was blamed on Hamas.", Side.PS),
        ("A rocket attack on Nikopol blamed on Hamas killed two.", Side.PS),
        ("The mayor attributed a rocket attack on Nikopol to Hamas.", Side.PS),
        ("Hamas rockets hit a school in Nikopol.", Side.PS),
        ("Russian shelling killed two in Nikopol.", Side.RU),
        ("Hezbollah shelling killed two in Nikopol.", Side.OTHER),
        ("A car bomb claimed by Islamic State killed ten in Nikopol.", Side.ISIS),
        ("The Houthis said they had fired rockets at Nikopol.", Side.OTHER),
        ("Kyiv said they had fired rockets at Nikopol.", Side.UNKNOWN),
        ("The Free Syrian Army's rockets hit a school in Nikopol.", Side.SY_OPP),
        ("Syria's rockets hit a school in Nikopol.", Side.SY_GOV),
        ("The raid on Nikopol was blamed on the weather, but a missile killed two.", Side.UNKNOWN),
    ],
)
def test_who_fired(find: Find, text: str, side: Side) -> None:
    assert {strike.actor.side for strike in find(text)} == {side}

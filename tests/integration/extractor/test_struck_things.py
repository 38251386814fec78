"""What strikes hit and who fired, in sentences written for these tests, parsed by the real model."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.known_place import known_place

from claimwire.events import PlacePrecision, Side, StrikeKind
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundStrike

Find = Callable[[str], list[FoundStrike]]

GAZETTEER = MemoryGazetteer(
    [
        known_place("Harim", "SY", "Idlib", at=(36.2, 36.5)),
        known_place("Manbij", "SY", "Aleppo", at=(36.5, 37.9)),
        known_place("Syria", "SY", None, precision=PlacePrecision.COUNTRY, at=(35.0, 38.0)),
    ]
)


@pytest.fixture
def find(strikes_of: FindStrikes) -> Find:
    return lambda text: strikes_of(text, gazetteer=GAZETTEER, published=date(2016, 9, 7))


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Russian and Syrian raids on Harim killed nine people.", Side.OTHER),
        ("Turkish artillery and Russian jets hit nine depots in Harim, Syria.", Side.OTHER),
        ("The raids by the regime and its Russian ally destroyed a mill in Harim, Syria.", Side.OTHER),
        ("Farmers in Harim accused both sides of indiscriminate bombing.", Side.OTHER),
        ("The observatory reported raids by the Turkish army on Harim.", Side.TR),
        ("Russian raids on Syrian and Turkish depots in Harim killed nine people.", Side.RU),
        ("Shelling of a rebel stronghold near Harim in Syria killed nine people.", Side.UNKNOWN),
        ("Shelling of Harim in Syria by a rebel battalion killed nine people.", Side.SY_OPP),
        ("Artillery shelled a mill in Harim. Turkish troops shelled a depot in Manbij.", Side.TR),
        (
            "A car bomb killed nine people in Harim. Daesh carried out several bombings in Manbij in the past.",
            Side.UNKNOWN,
        ),
    ],
)
def test_who_fired(find: Find, text: str, side: Side) -> None:
    assert find(text)[0].actor.side is side


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("An air raid on Harim killed 20 soldiers.", ["soldiers"]),
        ("An air raid on Harim killed 20 farmers.", []),
        ("An air raid on Harim killed 12 fighters and two civilians.", ["fighters"]),
        ("An air raid on Harim killed two civilians and 12 fighters.", ["fighters"]),
        ("An air raid on Harim killed 12 fighters' wives.", []),
        ("An air raid on a depot in Harim killed 20 soldiers.", ["a depot"]),
        ("The army killed nine fighters in air strikes on Harim in Syria.", ["fighters"]),
        ("Rebels launched attacks with rockets on residential districts of Harim.", ["residential districts of Harim"]),
        ("The raids destroyed a lorry two mortar positions and a mill in Harim.", ["a lorry", "two mortar positions", "a mill"]),
        ("The raids destroyed a lorry and its two drivers in Harim.", ["a lorry"]),
        ("Shells hit wooden houses and tall towers in Harim.", ["wooden houses", "tall towers"]),
        ("Shells hit schools and other buildings in Harim.", ["schools and other buildings"]),
        ("An air raid hit a rebel-held town in Syria.", ["a rebel-held town"]),
        ("An air raid hit a village controlled by rebels in Syria.", ["a village"]),
        ("Rockets were fired at the government-held half of the city.", ["the government-held half of the city"]),
        ("An air raid hit the rebel-held town of Harim in Syria.", []),
        ("An air raid hit a northern town in Syria.", []),
        ("An air raid on a mill in a rebel-held town killed nine people.", ["a mill"]),
        ("Jets struck military targets and other targets in Harim.", ["military targets"]),
        ("Rebels fired a number of rockets at a school in Harim.", ["a school"]),
        ("Jets dropped bombs filled with chlorine on a clinic in Harim.", ["a clinic"]),
        ("The coalition is battling the militants in Harim with air strikes.", ["the militants"]),
        ("The raids on Harim destroyed two mills three lorries a tractor and a barn.", ["two mills", "three lorries", "a tractor", "a barn"]),
        ("The raids on Harim destroyed two mills three men died.", ["two mills"]),
        ("Shells hit Harim causing damage in the houses.", ["the houses"]),
        ("Shells hit Harim causing damage in the morning.", []),
        ("The shelling of Harim caused damage to the citizens houses.", ["the citizens houses"]),
        ("The shelling of Harim is a loss for the region.", []),
        ("Shells hit Harim with damage inflicted upon three cars.", ["three cars"]),
        ("The shelling of Harim hit a mill, a school and a clinic, officials said.", ["a mill", "a school", "a clinic"]),
        ("Drones damaged port infrastructure in Manbij and grain silos in Harim.", ["port infrastructure", "grain silos"]),
        ("Missiles destroyed a depot near Manbij, two radars in Harim and a bridge in Aleppo.", ["a depot", "two radars", "a bridge"]),
        ("Drones hit a refinery in Harim and an airfield near Manbij, the governor said.", ["a refinery", "an airfield"]),
        ("Drones hit a refinery in Harim, a spokesman for the army said.", ["a refinery"]),
        ("Drones hit a refinery in Harim and in other towns.", ["a refinery"]),
        ("Jets bombed a depot in Harim a monitor and a teacher in the town said.", ["a depot"]),
        ("Rebels blew up a bridge in Harim.", ["a bridge"]),
        ("Rebels blew up a car bomb in Harim.", []),
        ("An air raid on Harim killed 20 members of the rebel militia.", ["members of the rebel militia"]),
        ("An air raid on Harim killed 20 members of the family.", []),
        ("A car bomb detonated in a playground in Harim.", ["a playground"]),
        ("An air raid hit a village near Harim in Syria.", ["a village"]),
        ("Shells hit al-Hara and al-Bayda districts.", []),
        ("A rocket hit a market in Harim. The rocket on the Harim market killed nine people.", ["a market"]),
        ("Air raids hit depots in Harim - Daily Manbij", ["depots"]),
        ("Air raids left corpses in Harim.", []),
        ("Hospital bombed in Harim", ["Hospital"]),
        ("The airport in Harim was the target of a missile attack.", ["The airport"]),
        ("Missiles struck plants including a mill and a bakery in Harim.", ["plants", "a mill", "a bakery"]),
        ("Missiles struck plants such as mills in Harim.", ["plants", "mills"]),
        ("A missile struck a mill, not a barracks, in Harim.", ["a mill"]),
        ("Dozens of mills and some of the best farms in Harim were destroyed by shelling.", ["Dozens of mills", "some of the best farms"]),
    ],
)  # fmt: skip
def test_what_was_hit(find: Find, text: str, targets: list[str]) -> None:
    assert [[target.text for target in strike.targets] for strike in find(text)] == [targets]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two children were killed by regime bombs in Harim, Syria.", StrikeKind.AIRSTRIKE),
        ("Two children were killed by rebel bombs in Harim, Syria.", StrikeKind.BOMB),
        ("Two children were killed by Russian car bombs in Harim, Syria.", StrikeKind.BOMB),
        ("Nine shells hit Harim on Monday. The attack with rocket shells on Harim hit a mill.", StrikeKind.ROCKET),
        ("Mortar fire and air raids on Harim killed nine people.", StrikeKind.MORTAR),
        ("Air raids and mortar fire on Harim killed nine people.", StrikeKind.AIRSTRIKE),
        ("Daesh carried out several bombings in Harim.", StrikeKind.BOMB),
        ("Russia carried out several bombings in Harim.", StrikeKind.UNSPECIFIED),
        ("Shelling killed nine people in Harim on Monday. The shelling of Harim hit a mill.", StrikeKind.ARTILLERY),
    ],
)  # fmt: skip
def test_what_it_was_done_with(find: Find, text: str, kind: StrikeKind) -> None:
    assert [strike.kind for strike in find(text)] == [kind]

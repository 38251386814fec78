"""Which mentions are one strike, in texts written for these tests and parsed by the real model."""

from collections.abc import Callable

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.known_place import known_place

from claimwire.events import PlacePrecision, Side
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer

GAZETTEER = MemoryGazetteer(
    [
        known_place("Nikopol", "UA", "Dnipropetrovsk", at=(47.57, 34.40)),
        known_place("Poltava", "UA", "Poltava", at=(49.59, 34.55)),
        known_place("Izmail", "UA", "Odesa", at=(45.35, 28.84)),
        known_place("Dnipropetrovsk", "UA", "Dnipropetrovsk", at=(48.46, 35.05), precision=PlacePrecision.REGION),
        known_place("Ukraine", "UA", None, at=(49.0, 32.0), precision=PlacePrecision.COUNTRY),
    ]
)


@pytest.fixture
def count(strikes_of: FindStrikes) -> Callable[[str], int]:
    return lambda text: len(strikes_of(text, gazetteer=GAZETTEER))


ONE = {
    "the headline and the lead": "Drones hit oil depot in Izmail\nA depot in Izmail was hit by drones on Friday.",
    "the attack, some sentences on": (
        "Two missiles hit a school in Nikopol. Rescuers came. The roof is gone. Lessons will go on. "
        "Nobody was hurt in the attack."
    ),
    "a region and a town in it": (
        "Rockets were fired at the Dnipropetrovsk region on Friday. Rockets fell on Nikopol at noon."
    ),
    "a blast and what caused it": "Explosions rocked Nikopol as two missiles hit a school.",
    "one toll": "A strike on a market killed 14 people. A missile killed 14 shoppers in Nikopol, the mayor said.",
    "two words for one target": "A rocket hit a jail in Izmail on Friday. Ten rockets were fired at the prison.",
    "mutual accusation": (
        "Ukraine accused Russian forces of shelling the power plant in Nikopol. "
        "Russia accused Ukrainian troops of shelling the plant."
    ),
    "a caption that the text repeats": (
        "Smoke after a rocket attack meant for the northern police station.\n"
        "We saw smoke after a rocket attack meant for the northern police station."
    ),
    "what binds two tellings": (
        "Five people were killed by a missile in Izmail. Rain fell. Talks went on. The mayor spoke. Help came. "
        "A rocket was fired at the cannery. Nobody knows more. Russia was blamed for the strike on the cannery in Izmail."
    ),
    "a part of a town": (
        "The mayor was in Kyiv.\nShelling of houses in Nikopol killed 11 people. The shells fell on New Nikopol."
    ),
    "a denial": "Rebel rockets hit a hospital in Izmail. Rain fell. The rebels denied firing on the hospital.",
    "the compound": (
        "The mayor was in Kyiv.\nFrench jets bombed a command centre near Izmail. Ten jets dropped bombs on the compound."
    ),
    "two weapons in one breath": "Airstrikes and artillery fire hit the harbour of Izmail on Friday.",
    "what bombs were filled with": (
        "Chlorine attack kills four\nA helicopter dropped barrels filled with chlorine on Izmail on Friday, medics said."
    ),
    "a quotation printed again": (
        '"The shelling is daily and merciless"\nTalks went on. Nobody came. Prices rose. The mayor spoke. Help is near. '
        'Rain fell. A medic said: "The shelling is daily and merciless."'
    ),
    "a participle": "The raid took place on Friday with two bombs dropped from a helicopter.",
    "a relative clause": "The mill in Izmail was hit by a bomb dropped by a helicopter which struck its gate.",
    "a Saturday without its apostrophe": (
        "A car bomb hit a market in Izmail on Saturday. Nobody knows who was behind Saturdays bombing."
    ),
    "the attack in a quarter nobody lists": (
        "The mayor was in Kyiv.\nA car bomb killed nine people in Izmail on Friday. "
        "The attack which also wounded twenty people occurred in the quarter of Saltivchyk."
    ),
    "the attack did more": "A rocket hit a school in Nikopol. Rain fell. The attack also damaged a clinic.",
    "the bomber": (
        "A suicide bomber killed nine people at a market in Izmail. Rain fell. The bomber blew himself up beside a stall."
    ),
    "it was": "Nine people were killed in air strikes on Nikopol. Rain fell. It was a series of air strikes on a market.",
    "one day's": "An air raid on a mill in Nikopol killed nine people. Rain fell. Friday's strike also destroyed a shop.",
    "poison": (
        "Doctors spoke of an alleged gas attack that day. Rain fell. "
        "The rebels accused the army of launching chemical attacks on Nikopol."
    ),
    "a headline of another kind": (
        "Shelling of harbour kills 19\nAt least 19 people were killed in an air raid on the harbour on Friday."
    ),
    "the airstrikes, taken for a verb": (
        "Warplanes bombed a mill in Nikopol. Rain fell. The coalition airstrikes killed nine millers."
    ),
    "what it is described as": (
        "The mayor was in Kyiv.\nNine people were killed in an attack on offices in Izmail. "
        "The militants described it as a truck bombing that struck a barracks."
    ),
    "a headline with another word for the target": (
        "Russian airstrikes hit rebels\n\nRain fell.\n\nRussian jets hit an outpost near Izmail on Sunday."
    ),
    "the other side is blamed for it": (
        "Russian forces are likely responsible for the gas attack that killed 900 people in Izmail. Rain fell. "
        "Talks went on. Aid came. Nobody slept. The mayor spoke. Others said that the gas attack came from Ukrainian forces."
    ),
    "what tells nothing else": (
        "The mayor was in Kyiv.\nA mortar attack on Nikopol killed three people on Friday. Rain fell. "
        "Mortar shells exploded in a crowded lane."
    ),
    "whom it killed, told right behind it": (
        "The mayor was in Kyiv.\nShells fell on Nikopol on Friday. Artillery fire killed two people."
    ),
    "an attack of no kind": (
        "The mayor was in Kyiv.\nMissiles hit a tower in Nikopol on Friday. It was the start of a barbaric bombing."
    ),
    "another kind right behind it": (
        "The mayor was in Kyiv.\nAn air raid on Nikopol killed nine people on Friday. The jets fired missiles for an hour."
    ),
    "what was said earlier": (
        "The mayor was in Kyiv.\nMissiles killed nine people in Nikopol. Earlier it was said that missiles on Nikopol had killed four."
    ),
    "what the raids are causing": (
        "The mayor was in Kyiv.\nAir raids hit mills in Nikopol on Friday. The raids on Nikopol are causing fires."
    ),
    "a headline that does not say with what": (
        "Regime pounds militant positions\n\nRain fell.\n\nMayors met. "
        "A convoy in Izmail was raided by warplanes on Friday."
    ),
    "what an attack goes on to hit": (
        "Troops launched a wave of attacks on grain silos on Monday, hitting a school far from the front."
    ),
    "how it was done, told of whoever is blamed": (
        "Rebels blamed the army for gassing a suburb of Nikopol on Monday by firing rockets at a mill."
    ),
    "verbs that share their object": "Troops shelled and bombed the villages around Nikopol.",
}
TWO = {
    "a blast and another strike": "Explosions rocked Nikopol, and two missiles hit a school in Poltava.",
    "a headline and another day": (
        "Missile hits school in Nikopol\nA missile hit a school in Nikopol on Friday.\n"
        "On Thursday, a missile hit a mill in Nikopol."
    ),
    "what was hit fires, too": "Jets bombed a base near Poltava that fires rockets at Izmail.",
    "towns far apart": "Rockets hit Nikopol on Friday. Rockets hit Izmail on Friday.",
    "days apart": "Shells hit a mill in Nikopol on Monday. On Thursday, shells hit a bakery in Nikopol.",
    "another attack": "A drone hit an oil depot in Poltava. Another drone attack damaged a bridge near Izmail.",
    "another rocket": "Rockets hit several towns on Friday. The people fled. Another rocket hit a school in Nikopol.",
    "accusations of two strikes": (
        "Ukraine accused Russian forces of shelling Nikopol. Ukrainian troops shelled a depot in Izmail."
    ),
    "one day's and ongoing": (
        "The mayor was in Kyiv.\nMissiles hit a tower in Nikopol on Friday. Nikopol has been hit by air strikes in recent weeks."
    ),
    "another side's strikes": (
        "The mayor was in Kyiv.\nAir raids killed nine people in Nikopol. Russian media spoke of the Ukrainian strikes against the militia."
    ),
    "again and again": (
        "The mayor was in Kyiv.\nAn air strike hit a mill in Nikopol. Air strikes on the villages have intensified."
    ),
    "stepped up": (
        "The mayor was in Kyiv.\nAn air strike hit a mill in Nikopol. The army has stepped up air strikes on Nikopol."
    ),
    "what goes on": (
        "The mayor was in Kyiv.\nAn air strike hit a mill in Nikopol. Jets are bombing villages around Nikopol."
    ),
    "a campaign": (
        "The mayor was in Kyiv.\nAn air strike hit a mill in Nikopol. Officials spoke of bombing campaigns in Nikopol."
    ),
    "one of many": "The army has launched nearly 200 air raids on Ukraine including four raids on Nikopol on Friday.",
    "the rest of a headline's list": (
        "Rockets kill seven in Nikopol and Izmail\nSeven people were killed on Monday by rockets in Nikopol and Izmail. "
        "Rockets fell on Nikopol, killing five. The army fired rockets at Izmail, killing two."
    ),
    "a day after": (
        "The mayor was in Kyiv.\nShells hit Nikopol on Friday, killing four. "
        "They came a day after a school in Nikopol was hit by shells."
    ),
    "earlier shelling": "Shells hit a school in Nikopol. Four people were killed in earlier shelling of Nikopol.",
    "a surge": (
        "The mayor was in Kyiv.\nAn air strike hit a mill in Nikopol. Officials spoke of a surge in air strikes on Nikopol."
    ),
    "since Saturday": (
        "The mayor was in Kyiv.\nAir raids on Nikopol killed nine people on Thursday. "
        "Since Saturday at least 60 people have been killed in air raids on Nikopol."
    ),
    "in return for another": "Jets hit a base in Poltava in retaliation for mortar fire that hit Izmail.",
    "previous ones": (
        "The mayor was in Kyiv.\nA car bomb killed nine people in Izmail. "
        "The militants have claimed previous bombings in the region."
    ),
    "a list, place by place": (
        "The mayor was in Kyiv.\nRockets hit Nikopol and Izmail on Monday. A rocket killed four people in Nikopol. "
        "Two were hurt when a rocket fell in Izmail."
    ),
    "two villages nobody lists": (
        "The mayor was in Kyiv.\nMany armed rebels fired heavy shells on the quiet village of Vyshkove. "
        "Many armed rebels fired heavy shells on Izmail and the village of Lapynske."
    ),
    "a day of its own": (
        "The mayor was in Kyiv.\nMortar shells fell on Nikopol. Rain fell. Mortar shells exploded on a street on Friday."
    ),
    "a toll of its own": (
        "The mayor was in Kyiv.\nMortar shells fell on Nikopol. Rain fell. Mortar shells killed two people on a street."
    ),
    "another target": (
        "The mayor was in Kyiv.\nMortar shells hit a mill in Nikopol. Rain fell. Mortar shells hit the yard of a school."
    ),
    "another kind, later on": (
        "The mayor was in Kyiv.\nAn air raid on Nikopol killed nine people on Friday. Rain fell. The jets fired missiles for an hour."
    ),
    "a headline, and another toll at another place": (
        "Shells kill three in Izmail and Nikopol\n\nRain fell.\n\nShells killed nine people in Lapynske near Nikopol."
    ),
    "what was also hit": "Jets bombed Nikopol, also hitting a school.",
    "two tolls": "Missiles killed 40 people on Friday. Rain fell. Air strikes on an army camp killed four soldiers.",
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE.keys())
def test_mentions_of_one_strike_come_together(count: Callable[[str], int], text: str) -> None:
    assert count(text) == 1


@pytest.mark.parametrize("text", TWO.values(), ids=TWO.keys())
def test_mentions_of_two_strikes_stay_apart(count: Callable[[str], int], text: str) -> None:
    assert count(text) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Russian jets bombed the militants who shelled Izmail.", [(Side.RU, []), (Side.UNKNOWN, ["Izmail"])]),
        ("Russian jets bombed a tower in Poltava that was shelled on Monday.", [(Side.RU, ["Poltava"])]),
    ],
)  # fmt: skip
def test_what_was_hit_has_fired_itself(strikes_of: FindStrikes, text: str, told: list[tuple[Side, list[str]]]) -> None:
    found = strikes_of(text, gazetteer=GAZETTEER)
    assert [(strike.actor.side, [place.text for place in strike.places]) for strike in found] == told

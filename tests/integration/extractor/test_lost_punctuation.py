"""Strikes in texts that lost their commas, apostrophes and line breaks on the way; written for these tests."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.integration.extractor.conftest import FindStrikes, Read
from tests.integration.extractor.known_place import known_place

from claimwire.events import PlacePrecision, Side, StrikeKind
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundStrike

Find = Callable[[str], list[FoundStrike]]


GAZETTEER = MemoryGazetteer(
    [
        known_place("Salamiyah", "SY", "Hama", at=(35.0, 37.1)),
        known_place("Manbij", "SY", "Aleppo", at=(36.5, 37.9)),
        known_place("Raqqa", "SY", "Raqqa", precision=PlacePrecision.REGION, at=(36.0, 39.0)),
        known_place("Syria", "SY", None, precision=PlacePrecision.COUNTRY, at=(35.0, 38.0)),
    ]
)


@pytest.fixture
def find(strikes_of: FindStrikes) -> Find:
    return lambda text: strikes_of(text, gazetteer=GAZETTEER, published=date(2016, 9, 7))


def test_a_day_of_writing_counts_no_bombs(find: Find) -> None:
    (strike,) = find("Tue Sep 6 2016 Car bomb kills four in Salamiyah.")
    assert strike.count is None
    assert strike.evidence[0].text.startswith("Car bomb")


def test_a_number_is_read_where_it_counts_bombs(find: Find) -> None:
    (strike,) = find("Tue Sep 6 2016 Six car bombs kill four in Salamiyah.")
    assert strike.count is not None
    assert strike.count.min == 6


def test_a_number_behind_a_day_counts_people(find: Find) -> None:
    (strike,) = find("On Sunday 14 people were killed by warplanes in Manbij.")
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 14


def test_a_number_behind_a_month_is_the_day(find: Find) -> None:
    (strike,) = find("On September 4 people were killed by warplanes in Manbij.")
    assert strike.casualties.killed is None or strike.casualties.killed.min != 4


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("3 Farmers Killed 28 Injured in Rocket Attack on Salamiyah", 3),
        ("Six villagers killed dozens wounded in rocket attack on Salamiyah", 6),
        ("The rocket attack on Salamiyah killed 20 wounded soldiers.", 20),
    ],
)
def test_the_killed_are_told_from_the_injured_behind_them(find: Find, text: str, dead: int) -> None:
    killed = find(text)[0].casualties.killed
    assert killed is not None
    assert killed.min == dead


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Salamiyah car bomb kills four.", "car bomb"),
        ("Two farmers were killed by regime bombs in Manbij.", "bombs"),
        ("Soviet cluster bombs fell on Manbij.", "cluster bombs"),
        (
            "Terror Rocket Attacks Kill Three Farmers Near Salamiyah\nThree died when rocket shells hit Salamiyah.",
            "rocket shells",
        ),
    ],
)
def test_whose_a_weapon_is_and_where_is_no_part_of_its_name(find: Find, text: str, weapon: str) -> None:
    span = find(text)[0].weapon
    assert span is not None
    assert span.text.lower() == weapon


def test_a_suicide_bomber_is_no_aircraft(find: Find) -> None:
    found = find("A suicide bomber killed nine people in Manbij. A baker saw the moment the bomber struck.")
    assert [strike.kind for strike in found] == [StrikeKind.BOMB]


def test_a_bomber_alone_is_an_aircraft(find: Find) -> None:
    (strike,) = find("A bomber struck a bakery in Manbij.")
    assert strike.kind is StrikeKind.AIRSTRIKE


def test_explosive_rounds_are_shells(find: Find) -> None:
    (strike,) = find("Rebels fired explosive rounds at a bakery in Manbij.")
    assert strike.kind is StrikeKind.ARTILLERY
    assert strike.weapon is not None
    assert strike.weapon.text == "explosive rounds"


def test_a_headlines_verb_may_look_like_a_noun(find: Find) -> None:
    (strike,) = find("Russia bombs rebel positions near Manbij")
    assert strike.actor.side is Side.RU
    assert strike.weapon is None


def test_a_list_of_bombs_is_no_strike(find: Find) -> None:
    assert find("Soldiers found bombs and rifles near Manbij.") == []


def test_the_shelling_of_a_day_is_the_one_told(find: Find) -> None:
    found = find("Shelling killed six people in Manbij on Sunday. Some fighters died in Sundays shelling.")
    assert len(found) == 1


def test_the_shelling_of_a_day_elsewhere_is_another(find: Find) -> None:
    found = find("Shelling killed six people in Manbij on Sunday. Sundays shelling of Salamiyah hurt two.")
    assert len(found) == 2


def test_a_word_that_goes_on_telling_is_no_place(find: Find) -> None:
    found = find("Rebels fired rockets on the city of Manbij Meanwhile in Salamiyah shells fell on a school.")
    assert all(place.text != "Meanwhile" for strike in found for place in strike.places)


@pytest.mark.parametrize(
    "behind",
    [
        "Another 18 people were killed in raids on farms near Manbij.",
        "A further eight died in barrel bomb attacks in Manbij.",
        "Other air raids also hit a mill in Manbij.",
    ],
)
def test_those_hurt_besides_were_hurt_in_another_strike(find: Find, behind: str) -> None:
    assert len(find(f"Air raids left 11 people dead in Manbij. {behind}")) == 2


def test_those_hurt_besides_in_the_raid_were_hurt_in_the_same(find: Find) -> None:
    assert len(find("Air raids left 11 people dead in Manbij. Another five were wounded in the raids.")) == 1


def test_a_village_that_nobody_knows_may_lie_in_the_region_told(find: Find) -> None:
    found = find(
        "Barrel bombs killed 10 people in a camp in the province of Raqqa on Tuesday. "
        "Two barrel bombs were dropped on the camp near the village of Tell Warda killing 10 people."
    )
    assert len(found) == 1


def test_a_village_of_another_region_does_not(find: Find) -> None:
    found = find(
        "Barrel bombs killed 10 people in a camp in the province of Raqqa on Tuesday. "
        "Two barrel bombs were dropped on a school in Salamiyah killing a girl."
    )
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Shells fall on Salamiyah The toll of the day rose to nine.", 2),
        ("Shells fall on Salamiyah Three people were killed in a bakery.", 2),
        ("A clerk in The new office and a guard of the Big Five watched.", 1),
        ("The guard told The Guardian and wrote This is the end.", 1),
        ("Guards Watch A Shop In The Town Square.", 1),
        ("Shells hit a bakery on Tuesday 6 Sep 2016 Salamiyah guards told us.", 1),
    ],
)
def test_a_sentence_begins_where_a_full_stop_got_lost(read: Read, text: str, sentences: int) -> None:
    assert len(read(text).sentences) == sentences


def test_the_story_begins_behind_the_day_of_writing(read: Read) -> None:
    text = "Shells kill nine in Salamiyah Monitor AFP Tuesday 6 Sep 2016 Shells hit a bakery."
    starts = {sentence.start for sentence in read(text).sentences}
    assert {text.index("Tuesday"), text.index("Shells hit")} <= starts

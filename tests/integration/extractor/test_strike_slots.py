"""The slots of a strike: who fired what, from where, at what, and whom it hurt; read in sentences written for these tests."""

from collections.abc import Callable

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.killed import killed
from tests.integration.extractor.known_place import known_place

from claimwire.events import PlacePrecision, Side, StrikeKind
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundStrike

Find = Callable[[str], list[FoundStrike]]


GAZETTEER = MemoryGazetteer(
    [
        known_place("Ochakiv", "UA", "Mykolaiv", at=(46.6, 31.5)),
        known_place("Nikopol", "UA", "Dnipropetrovsk", at=(47.6, 34.4)),
        known_place("Marhanets", "UA", "Dnipropetrovsk", at=(47.6, 34.6)),
        known_place("Orikhiv", "UA", "Zaporizhzhia", at=(47.6, 35.8)),
        known_place("Poltava", "UA", "Poltava", at=(49.6, 34.5)),
        known_place("Kyiv", "UA", "Kyiv", at=(50.5, 30.5)),
        known_place("Shebekino", "RU", "Belgorod", at=(50.4, 36.9)),
        known_place("Douma", "SY", "Rif Dimashq", at=(33.6, 36.4)),
        known_place("Syria", "SY", None, precision=PlacePrecision.COUNTRY, at=(35.0, 38.0)),
        known_place("Black Sea", "", None, precision=PlacePrecision.REGION, at=(43.2, 34.4)),
        known_place("Ukraine", "UA", None, precision=PlacePrecision.COUNTRY, at=(49.0, 32.0)),
    ]
)


@pytest.fixture
def find(strikes_of: FindStrikes) -> Find:
    return lambda text: strikes_of(text, gazetteer=GAZETTEER)


def targets(strike: FoundStrike) -> list[str]:
    return [target.text for target in strike.targets]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A missile hit a hospital and a bakery in Orikhiv.", ["a hospital", "a bakery"]),
        ("Rockets struck hangars and workshops in Orikhiv.", ["hangars and workshops"]),
        ("Shells hit the Dawn, a tanker, in Ochakiv.", ["the Dawn", "a tanker"]),
        ("Drones attacked most of the grain silos in Orikhiv.", ["most of the grain silos"]),
        ("Artillery shelled two residential districts of Orikhiv.", ["two residential districts of Orikhiv"]),
        ("Artillery shelled the northern districts of Orikhiv.", []),
        ("Artillery shelled rebel-held suburbs of Orikhiv.", ["rebel-held suburbs of Orikhiv"]),
        ("Artillery shelled those areas near Orikhiv.", []),
        ("A rocket hit a bakery in the centre of the city of Orikhiv.", ["a bakery"]),
        ("A rocket hit the Faculty of Arts in Orikhiv.", ["the Faculty of Arts"]),
        ("Two rockets hit the main square in Orikhiv.", ["the main square"]),
        ("Russian air strikes hit opposition forces near Orikhiv.", ["opposition forces"]),
        (
            "Air raids hit three tall towers a local council building and a mill in Orikhiv.",
            ["three tall towers", "a local council building", "a mill"],
        ),
        ("A drone strike killed a commander of the militia in Orikhiv.", ["a commander of the militia"]),
        ("A drone strike killed a nurse in Orikhiv.", []),
        ("A rocket hit a bakery in Orikhiv at about 0600 a.m. on Monday.", ["a bakery"]),
        ("Workers dig after a rocket attack on Orikhiv AFP", []),
        ("Air strikes hit several locations in Orikhiv.", []),
        ("Russian forces shelled Ukrainian cities, towns and villages near Orikhiv.", ["Ukrainian cities"]),
        ("Russian forces shelled Ukrainian towns and villages near Orikhiv.", ["Ukrainian towns and villages"]),
        ("Artillery shelled rural areas near Orikhiv.", ["rural areas"]),
        ("Artillery shelled the town of Orikhiv.", []),
        ("Artillery shelled a village near Orikhiv.", ["a village"]),
        ("Artillery shelled Orikhiv, a town in the south.", []),
        ("The army widened its bombing campaign against power stations in Orikhiv.", ["power stations"]),
        ("A missile attack aimed at the barracks in Orikhiv killed nine.", ["the barracks"]),
        ("Militants fired a shell on a bakery in Orikhiv according to Reuters.", ["a bakery"]),
        ("Militants attacked with rockets the building of a school in Orikhiv.", ["the building of a school"]),
        ("Missiles struck targets across Ukraine.", []),
        ("A bomb planted inside the Central Mosque went off in Orikhiv.", ["the Central Mosque"]),
        ("A car bomb exploded in front of a school in Orikhiv.", ["a school"]),
        ("A missile strike killed two guards near a police station in Orikhiv.", ["a police station"]),
        ("Militants attacked dozens of farmers with rockets in Orikhiv.", ["dozens of farmers"]),
        ("Rockets killed dozens of farmers in Orikhiv.", []),
        ("Militants fired rockets at residential area in Orikhiv.", ["residential area"]),
        ("Two rockets hit the crowded Abbasid Square in the town of Orikhiv.", []),
        ("The school bombing in Orikhiv shocked parents.", ["school"]),
        ("Airstrikes hit a depot in a railway station in Orikhiv.", ["a depot", "a railway station"]),
    ],
)
def test_targets_are_things_and_no_places(find: Find, text: str, expected: list[str]) -> None:
    [strike] = find(text)
    assert targets(strike) == expected


@pytest.mark.parametrize(
    ("behind", "damaged"),
    [
        ("The blast shattered the windows of a library.", ["the windows of a library"]),
        ("Three shops and a pharmacy were destroyed.", ["Three shops", "a pharmacy"]),
        ("The attack caused damage to a dairy.", ["a dairy"]),
        ("A warehouse was set ablaze.", ["A warehouse"]),
        ("The roof of a gym collapsed.", ["The roof of a gym"]),
        ("A warehouse was not damaged.", []),
        ("Ukrainian soldiers destroyed a bridge.", []),
        ("Air defences destroyed nine drones.", []),
        ("Fire could destroy the mill.", []),
    ],
)
def test_the_sentence_behind_tells_what_was_damaged(find: Find, behind: str, damaged: list[str]) -> None:
    strike = find(f"A missile hit a hostel in Orikhiv on Monday. {behind}")[0]
    assert targets(strike) == ["a hostel", *damaged]


def test_the_fuller_of_two_wordings_stays(find: Find) -> None:
    [strike] = find("A missile hit a fuel depot in Orikhiv. The strike on the depot started a fire.")
    assert targets(strike) == ["a fuel depot"]


@pytest.mark.parametrize(
    ("text", "actor", "side"),
    [
        ("Putin’s forces shelled Orikhiv.", "Putin’s forces", Side.RU),
        ("Putin spoke while shells hit Orikhiv.", None, Side.UNKNOWN),
        ("Russian and Belarusian rockets hit a dairy in Orikhiv.", "Russian and Belarusian", Side.OTHER),
        ("US-made rockets hit a dairy in Orikhiv.", None, Side.UNKNOWN),
        ("Pro-Russian separatists shelled Orikhiv.", "Pro-Russian separatists", Side.DPR_LPR),
        ("The Kyiv drone attack frightened residents.", None, Side.UNKNOWN),
        ("A helicopter belonging to the Russian army bombed a mill in Orikhiv.", "the Russian army", Side.RU),
        ("Drones were used by Ukrainian troops to hit a depot in Shebekino.", "Ukrainian troops", Side.UA),
        ("Russian forces killed six people in airstrikes on Orikhiv.", "Russian forces", Side.RU),
        ("Ukrainian soldiers died in shelling in Orikhiv.", None, Side.UNKNOWN),
        ("Six people were injured in Russian artillery shelling in Orikhiv.", "Russian artillery", Side.RU),
        ("Three regime airstrikes hit a bakery in Orikhiv.", "regime", Side.UNKNOWN),
        (
            "Ukraine’s navy claimed responsibility for a drone attack on a depot in Shebekino.",
            "Ukraine’s navy",
            Side.UA,
        ),
        ("No Ukrainian unit claimed responsibility for the drone attack on a depot.", None, Side.UNKNOWN),
        (
            "Six people died near Orikhiv in a bombing claimed by the Islamic State group.",
            "the Islamic State group",
            Side.ISIS,
        ),
        (
            "The Islamic State group claimed a bomb attack on a depot near Orikhiv.",
            "The Islamic State group",
            Side.ISIS,
        ),
        (
            "Kyiv accused the Russian navy of wounding dozens in a rocket attack near Orikhiv.",
            "the Russian navy",
            Side.RU,
        ),
        ("Jets believed to be Russian struck a dairy in Orikhiv.", "Russian", Side.RU),
        ("Two jets thought to belong to the Russian navy struck a dairy in Orikhiv.", "the Russian navy", Side.RU),
        ("Jets struck a dairy believed to be Russian in Orikhiv.", None, Side.UNKNOWN),
        ("Ukraine has weakened the fleet through drone attacks on depots in Sevastopol.", "Ukraine", Side.UA),
        ("The US air strikes on a depot near Orikhiv went on.", "US", Side.US_COALITION),
        ("US air strikes have hit a depot near Orikhiv.", "US", Side.US_COALITION),
        (
            "The United States and its allies have launched air raids on a depot near Orikhiv.",
            "The United States",
            Side.US_COALITION,
        ),
        ("Villagers fled the bombardment the Russian army is carrying out on Orikhiv.", "the Russian army", Side.RU),
        ("Villagers fled the bombardment which the Russian army was waging on Orikhiv.", "the Russian army", Side.RU),
        ("Russia has been waging a bombing campaign against Orikhiv.", "Russia", Side.RU),
        ("The attack on Orikhiv appeared to have been carried out by Russian troops.", "Russian troops", Side.RU),
        ("The air raids on Orikhiv are believed to have been conducted by Russian jets.", "Russian", Side.RU),
        ("It is not clear whether the air raid on Orikhiv was carried out by Russian jets.", None, Side.UNKNOWN),
        (
            "The anti-Russian coalition carried out air strikes on a depot near Orikhiv.",
            "The anti-Russian coalition",
            Side.US_COALITION,
        ),
        ("Two IS suicide bombers attacked a market in Orikhiv.", "IS", Side.ISIS),
        (
            "Militants of the extremist group ISIL fired rockets at Kurdish positions near Orikhiv.",
            "Militants of the extremist group ISIL",
            Side.ISIS,
        ),
    ],
)
def test_who_fired(find: Find, text: str, actor: str | None, side: Side) -> None:
    [strike] = find(text)
    assert (strike.actor.text, strike.actor.side) == (actor, side)


def test_the_side_blamed_for_a_place_is_blamed_for_all_fire_on_it(find: Find) -> None:
    first, second = find("Russian troops shelled Orikhiv on Monday.\n\nRockets hit a school in Orikhiv on Friday.")
    assert (first.actor.side, second.actor.side, second.actor.text) == (Side.RU, Side.RU, None)
    *_, other = find(
        "Russian troops shelled Orikhiv on Monday.\n\nUkrainian troops shelled a depot near Poltava on Tuesday.\n\n"
        "Rockets hit a school in Nikopol on Friday."
    )
    assert other.actor.side is Side.UNKNOWN


def test_what_is_reported_of_attacks_belongs_to_them(find: Find) -> None:
    [strike] = find("Two drone attacks were reported in Orikhiv on a brewery.")
    assert targets(strike) == ["a brewery"]


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("Missiles launched from bombers over the Black Sea hit a mill in Orikhiv.", ["Black Sea"]),
        ("Rockets fired by artillery units stationed in Nikopol hit Marhanets.", ["Nikopol"]),
        ("Four missiles were launched by a submarine at a depot in Orikhiv.", ["a submarine"]),
        ("Rockets were fired from trucks parked in Nikopol at a mill in Orikhiv.", ["Nikopol"]),
        ("Shells were fired from howitzers stationed in Nikopol.", ["Nikopol"]),
        ("Six people died from the shelling of Orikhiv.", []),
        ("Rockets from Nikopol hit a mill in Orikhiv.", ["Nikopol"]),
        ("Warships in the Black Sea fired rockets at Orikhiv.", ["Black Sea"]),
        ("Farmers in Nikopol fired rockets at Orikhiv.", []),
        ("Shelling from across the border hit Orikhiv.", ["the border"]),
        ("Russia launched missiles from its territory at Orikhiv.", ["its territory"]),
    ],
)
def test_where_the_fire_came_from(find: Find, text: str, origins: list[str]) -> None:
    [strike] = find(text)
    assert [place.text for place in strike.origins] == origins


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Russian aircraft dropped glide bombs on a mill in Orikhiv.", "glide bombs"),
        ("Missiles hit a mill in Orikhiv. The mill was hit by Kh-22 missiles.", "Kh-22 missiles"),
        ("Warplanes and Kh-101 missiles hit a mill in Orikhiv.", "Kh-101 missiles"),
        ("The Russian air force bombed a mill in Orikhiv.", None),
        ("Troops fired 152mm artillery at a mill in Orikhiv.", "152mm artillery"),
        ("Six long-range Tu-22 bombers struck a mill in Orikhiv.", "long-range Tu-22"),
        ("A suicide bomber killed six people in Orikhiv.", None),
    ],
)
def test_the_weapon_is_the_most_exact_name(find: Find, text: str, weapon: str | None) -> None:
    [strike] = find(text)
    assert (strike.weapon.text if strike.weapon else None) == weapon


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Car bombs are common. US bombers struck a mill in Orikhiv on Monday.", StrikeKind.AIRSTRIKE),
        ("A child bomber was held. Bombers pounded Orikhiv on Monday.", StrikeKind.AIRSTRIKE),
        ("A suicide bomber was held. The bomber struck a market in Orikhiv on Monday.", StrikeKind.BOMB),
        ("Car bombers struck a market in Orikhiv.", StrikeKind.BOMB),
    ],
)
def test_bombers_are_aircraft_where_the_words_make_them_no_people(find: Find, text: str, kind: StrikeKind) -> None:
    [strike] = find(text)
    assert strike.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "The Kyiv City strike frightened residents.",
        "Ukraine air raids killed six people in Orikhiv.",
    ],
)
def test_a_place_before_the_strike_word_fires_nothing(find: Find, text: str) -> None:
    [strike] = find(text)
    assert strike.actor.side is Side.UNKNOWN


def test_a_country_before_an_aimed_strike_fires(find: Find) -> None:
    [strike] = find("Ukraine drone attack on a depot in Shebekino killed six people.")
    assert strike.actor.side is Side.UA


def test_days_and_questions_count_nobody(find: Find) -> None:
    [strike] = find("A similar bombing in Orikhiv on July 25 killed a dozen people.")
    assert killed(strike) == (12, 12)
    [strike] = find("It is unclear how many people were killed in the drone strike on Orikhiv.")
    assert killed(strike) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nikopol came under the heavy airstrikes of the Russian warplanes.", []),
        ("The insurgents suffered losses in airstrikes on Orikhiv.", ["The insurgents"]),
        ("Airstrikes on Orikhiv killed dozens of shoppers.", []),
        ("Airstrikes hit the market place in Orikhiv.", ["the market place"]),
        ("A drone hit two lorries in Orikhiv, killing two Belgians and a Dane.", ["two lorries"]),
        (
            "A missile hit a six-storey block in Orikhiv on Friday, killing five people and wounding 16, the town’s mayor, Petro Lysenko, said.",
            ["a six-storey block"],
        ),
    ],
)
def test_what_fires_and_whom_it_hurts_are_no_targets(find: Find, text: str, expected: list[str]) -> None:
    [strike] = find(text)
    assert targets(strike) == expected


def test_what_is_hit_fires_nothing(find: Find) -> None:
    [strike] = find("An Odesa office block was wrecked, killing a man, in a missile strike.")
    assert strike.actor.side is Side.UNKNOWN


def test_a_number_said_again_loosely_stays_open(find: Find) -> None:
    [strike] = find(
        "A rocket killed at least 11 people in Orikhiv on Monday. The rocket killed 11 people, police said."
    )
    assert killed(strike) == (11, None)


def test_fighters_of_a_named_group_are_of_its_side_alone(find: Find) -> None:
    [strike] = find("Insurgents left Douma in Syria. Syrian towns burned. ISIS insurgents shelled a dairy in Douma.")
    assert strike.actor.side is Side.ISIS


def test_a_number_before_an_article_counts_something_else(find: Find) -> None:
    [strike] = find("Get URL 412 A missile strike on Orikhiv killed six people.")
    assert strike.count is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A truck bombing killed nine farmers in Orikhiv.", StrikeKind.BOMB),
        ("Twin bombings struck a market in Orikhiv.", StrikeKind.BOMB),
        ("Barrel bombing of Orikhiv killed nine farmers.", StrikeKind.AIRSTRIKE),
        ("The bombing of Orikhiv killed nine farmers.", StrikeKind.UNSPECIFIED),
    ],
)
def test_what_stands_before_a_bombing_tells_its_kind(find: Find, text: str, kind: StrikeKind) -> None:
    assert [strike.kind for strike in find(text)] == [kind]


def test_a_verb_behind_a_weapon_is_no_part_of_its_name(find: Find) -> None:
    [strike] = find("Mortars fired on Orikhiv at dawn.")
    assert strike.weapon
    assert (strike.weapon.text, strike.kind) == ("Mortars", StrikeKind.MORTAR)
    [strike] = find("Mortar fire hit Orikhiv at dawn.")
    assert strike.weapon
    assert strike.weapon.text == "Mortar fire"

"""Strikes found in sentences written for these tests, parsed by the real model."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.known_place import known_place

from claimwire.events import Factuality, PlacePrecision, Side, StatusKind, StrikeKind
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundStrike

Find = Callable[[str], list[FoundStrike]]


FAR = (3.0, 4.0)
REGION, COUNTRY = PlacePrecision.REGION, PlacePrecision.COUNTRY
GAZETTEER = MemoryGazetteer(
    [
        known_place("Ochakiv", "UA", "Mykolaiv", population=14_000),
        known_place("Nikopol", "UA", "Dnipropetrovsk", population=105_000),
        known_place("Nikopol", "BG", "Pleven", population=3_000),
        known_place("Marhanets", "UA", "Dnipropetrovsk", population=45_000),
        known_place("Orikhiv", "UA", "Zaporizhzhia", population=14_000),
        known_place("Poltava", "UA", "Poltava", population=280_000),
        known_place("Shebekino", "RU", "Belgorod", population=40_000),
        known_place("Douma", "SY", "Rif Dimashq", population=110_000),
        known_place("Dnipropetrovsk", "UA", "Dnipropetrovsk", precision=REGION, at=FAR),
        known_place("Zaporizhzhia", "UA", "Zaporizhzhia", precision=REGION, at=FAR),
        known_place("Black Sea", "", "Black Sea", precision=REGION, at=FAR),
        known_place("Ukraine", "UA", None, precision=COUNTRY, at=FAR),
        known_place("Russia", "RU", None, precision=COUNTRY, at=FAR),
    ]
)


@pytest.fixture
def find(strikes_of: FindStrikes) -> Find:
    def found(text: str) -> list[FoundStrike]:
        strikes = strikes_of(text, gazetteer=GAZETTEER)
        for strike in strikes:
            spans = [*strike.evidence, *strike.targets, *strike.places, *strike.origins]
            spans += [span for span in (strike.weapon, strike.count, strike.occurred) if span]
            assert all(text[span.start : span.end] == span.text for span in spans)
        return strikes

    return found


def names(strike: FoundStrike) -> list[str]:
    return [place.text for place in strike.places]


def test_every_argument_of_a_plain_sentence_is_read(find: Find) -> None:
    [strike] = find("On Friday, six Russian missiles fired from the Black Sea hit a grain terminal in Ochakiv.")
    assert strike.kind is StrikeKind.MISSILE
    assert strike.weapon is not None
    assert strike.weapon.text == "missiles"
    assert strike.count is not None
    assert (strike.count.min, strike.count.max) == (6, 6)
    assert strike.actor.side is Side.RU
    assert [place.text for place in strike.origins] == ["Black Sea"]
    assert [target.text for target in strike.targets] == ["a grain terminal"]
    assert names(strike) == ["Ochakiv"]
    assert strike.occurred is not None
    assert strike.occurred.date_from == date(2023, 5, 19)
    assert strike.factuality is Factuality.ASSERTED


def test_a_list_of_places_is_one_strike(find: Find) -> None:
    [strike] = find("Nikopol, Marhanets and Orikhiv were shelled on Thursday.")
    assert names(strike) == ["Nikopol", "Marhanets", "Orikhiv"]
    assert strike.kind is StrikeKind.ARTILLERY
    assert strike.actor.side is Side.UNKNOWN


def test_an_active_verb_gives_actor_and_place(find: Find) -> None:
    [strike] = find("Ukrainian troops shelled the town of Shebekino.")
    assert (strike.actor.text, strike.actor.side, names(strike)) == ("Ukrainian troops", Side.UA, ["Shebekino"])


def test_a_strike_in_a_claim_rests_on_its_speaker(find: Find) -> None:
    [strike] = find("Drones attacked a substation in Poltava overnight, Dmytro Lunin, the governor, said.")
    assert strike.kind is StrikeKind.DRONE
    assert strike.factuality is Factuality.CLAIMED
    assert [found.span.text for found in strike.attribution] == ["Dmytro Lunin"]
    assert strike.attribution[0].claim == 0


def test_casualties_of_the_next_sentence_belong_to_the_strike(find: Find) -> None:
    [strike] = find("A rocket hit a bakery in Orikhiv. At least three people were killed and 12 were wounded.")
    assert strike.casualties.killed is not None
    assert (strike.casualties.killed.min, strike.casualties.killed.max) == (3, None)
    assert strike.casualties.wounded is not None
    assert strike.casualties.wounded.min == 12


def test_no_casualties_is_not_silence(find: Find) -> None:
    [silent] = find("Shells fell on Orikhiv.")
    [none] = find("Shells fell on Orikhiv. No casualties were reported.")
    assert not silent.casualties.none_reported
    assert none.casualties.none_reported


def test_mentions_of_one_strike_are_brought_together(find: Find) -> None:
    [strike] = find(
        "Missile hits school in Nikopol\n\nA missile hit a school in Nikopol on Monday. The attack left a crater. "
        "The strike was the third this week."
    )
    assert len(strike.evidence) >= 3


def test_different_places_are_different_strikes(find: Find) -> None:
    strikes = find("Artillery pounded Nikopol on Monday.\n\nA drone hit a warehouse in Poltava on Tuesday.")
    assert [(strike.kind, names(strike)) for strike in strikes] == [
        (StrikeKind.ARTILLERY, ["Nikopol"]),
        (StrikeKind.DRONE, ["Poltava"]),
    ]


def test_what_happened_long_ago_is_historical(find: Find) -> None:
    [strike] = find("In October 2022, drones struck a power station in Poltava.")
    assert strike.factuality is Factuality.HISTORICAL


@pytest.mark.parametrize(
    ("behind", "history"),
    [
        ("On April 20 missiles hit a school in Poltava.", True),
        ("On May 10 missiles hit a school in Poltava.", False),
        ("Last month missiles hit a school in Poltava.", True),
    ],
)
def test_what_was_weeks_before_the_news_is_historical(find: Find, behind: str, *, history: bool) -> None:
    strikes = find(f"Drones struck a depot in Nikopol on Thursday.\n\n{behind}")
    assert [strike.factuality is Factuality.HISTORICAL for strike in strikes] == [False, history]


@pytest.mark.parametrize(
    ("text", "history"),
    [
        ("Talks were held earlier this month and on Thursday a missile hit Poltava.", False),
        ("Talks were held on Thursday and earlier this month a missile hit Poltava.", True),
        ("The army said on Thursday that a missile hit Poltava earlier this month.", True),
    ],
)
def test_what_was_earlier_this_month_is_what_these_words_stand_beside(find: Find, text: str, *, history: bool) -> None:
    assert [strike.factuality is Factuality.HISTORICAL for strike in find(text)] == [history]


@pytest.mark.parametrize(
    ("text", "history"),
    [
        ("Rockets have hit Poltava in the past, including its harbour.", True),
        ("Rockets have hit Poltava in the past including its harbour.", True),
        ("Rockets have hit Poltava in the past few days.", False),
        ("Rockets have hit Poltava in the past 24 hours.", False),
        ("Poltava has been hit by missiles since 2019.", True),
        ("Missiles have killed thousands in Poltava since the beginning of the uprising in 2019.", True),
        ("Russia has been bombing Poltava since 2019.", False),
        ("Poltava is shelled every day since 2019.", False),
        ("The army has been waging a bombing campaign in Poltava for four years.", False),
        ("Some 700 missiles have been fired at Poltava since January.", False),
        ("The brigade has often been targeted by air strikes near Poltava.", True),
        ("The brigade is often targeted by air strikes near Poltava.", False),
        ("Rebels have shelled Poltava before and will do so again.", True),
        ("Troops shelled Poltava during the war.", True),
        ("Troops shelled Poltava in previous years.", True),
        ("On Thursday troops shelled Poltava during the war game.", False),
        ("Rebels have shelled Poltava many times before and will do so again.", True),
        ("Rebels shelled Poltava before the talks.", False),
        ("Shells hit Poltava the day before and killed two people.", False),
        ("Shells hit Poltava hours before and killed two people.", False),
    ],
)
def test_what_goes_on_is_news_and_what_was_now_and_then_is_not(find: Find, text: str, *, history: bool) -> None:
    assert [strike.factuality is Factuality.HISTORICAL for strike in find(text)] == [history]


def test_what_was_weeks_ago_is_the_news_where_nothing_else_is(find: Find) -> None:
    [strike] = find("On April 20 missiles hit a school in Poltava.")
    assert strike.factuality is Factuality.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was killed in the missile strike on Poltava.",
        "Six people are known to have died in the missile strike on Poltava.",
        "The missile strike on Poltava did not kill anyone.",
        "Drones struck Poltava but did not injure anybody.",
    ],
)
def test_a_strike_that_hurt_nobody_and_one_of_which_is_known_took_place(find: Find, text: str) -> None:
    [strike] = find(text)
    assert strike.factuality is Factuality.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "Minsk did not comment on the strike on Poltava that killed two people.",
        "The ministry declined to comment on missile strikes near Poltava.",
        "Minsk has not condemned the air strikes on Poltava.",
        "The army does not acknowledge its missile strike on Poltava.",
        "Minsk will respond to the missile strike on Poltava.",
        "There is no doubt that Russia struck Poltava.",
        "The president approved a missile strike on Poltava that killed a general.",
        "A missile strike on Poltava is likely to have killed ten people.",
        "Missile strikes kill only two in Poltava.",
        "The strike on a school in Poltava, which Russia has not denied, killed two.",
    ],
)
def test_what_somebody_passes_over_took_place(find: Find, text: str) -> None:
    [strike] = find(text)
    assert strike.factuality is Factuality.ASSERTED


@pytest.mark.parametrize(
    "text",
    ["Minsk did not order a missile strike on Poltava.", "Minsk would respond to a missile strike on Poltava."],
)
def test_a_strike_not_ordered_and_one_not_yet_come_did_not(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "text", ["Nobody fired missiles at Poltava.", "The general hopes to have hit Poltava with missiles by Monday."]
)
def test_a_strike_nobody_made_and_one_hoped_for_did_not(find: Find, text: str) -> None:
    assert find(text) == []


def test_an_announced_strike_is_planned(find: Find) -> None:
    [strike] = find("Russian forces will bomb Poltava, the general said.")
    assert strike.factuality is Factuality.PLANNED


def test_a_strike_that_is_only_referred_to_is_told_as_a_fact(find: Find) -> None:
    [strike] = find("The shelling began at dawn.")

    assert strike.factuality is Factuality.ASSERTED


def test_airstrikes_and_barrel_bombs(find: Find) -> None:
    [raid] = find("Air raids on Douma killed nine civilians.")
    assert (raid.kind, names(raid)) == (StrikeKind.AIRSTRIKE, ["Douma"])
    [bombs] = find("Syrian army helicopters dropped barrel bombs on Douma.")
    assert (bombs.kind, bombs.actor.side) == (StrikeKind.AIRSTRIKE, Side.SY_GOV)


def test_a_car_bomb_is_a_bomb(find: Find) -> None:
    [strike] = find("A car bomb exploded near a market in Douma, killing four people.")
    assert strike.kind is StrikeKind.BOMB
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 4


def test_the_region_of_the_sentence_decides_between_places_of_one_name(find: Find) -> None:
    [strike] = find("Ukrainian officials spoke.\n\nRockets hit Nikopol in the Dnipropetrovsk region.")
    assert [(place.country, place.precision) for place in strike.places] == [
        ("UA", PlacePrecision.SETTLEMENT),
        ("UA", PlacePrecision.REGION),
    ]


def test_a_misspelt_place_is_found_in_the_region_named(find: Find) -> None:
    [strike] = find("Shells hit the town of Orihkiv in the Zaporizhzhia region.")
    assert (strike.places[0].text, strike.places[0].name) == ("Orihkiv", "Orikhiv")


def test_an_unknown_place_stays_unresolved(find: Find) -> None:
    [strike] = find("Shells hit the village of Verbolozivka in Ukraine.")
    assert strike.places[0].text == "Verbolozivka"
    assert strike.places[0].precision is PlacePrecision.UNRESOLVED


@pytest.mark.parametrize(
    "sentence",
    [
        "The two countries struck a deal on grain in Poltava.",
        "Rail workers in Poltava went on strike on Friday.",
        "The prisoner began a hunger strike in Shebekino.",
        "The report was a bombshell for the government in Ukraine.",
        "The minister came under fire from critics.",
        "Ukraine was hit by inflation and a sharp recession.",
        "The firm hid its money in a shell company in Poltava.",
        "If missiles hit Poltava, the hospital would close.",
        "Russia could shell Nikopol again.",
        "The army did not shell Nikopol.",
        "The rockets are capable of hitting Poltava.",
        "Air defences prevented a missile attack on Poltava.",
        "Kyiv asked for cruise missiles and artillery shells.",
        "He died of a heart attack in Poltava.",
        "The earthquake struck Poltava at dawn.",
        "The president fired his defence minister on Friday.",
    ],
)
def test_words_of_strikes_without_strikes_are_left_alone(find: Find, sentence: str) -> None:
    assert find(sentence) == []


def test_long_and_deep_texts_end_soon(find: Find) -> None:
    assert isinstance(find("rockets hit " * 1_000), list)
    assert isinstance(find("in Poltava " * 1_000 + "was shelled"), list)


def test_a_target_in_quotation_marks_keeps_both_or_none(find: Find) -> None:
    [strike] = find("Two rockets struck a “training ground” outside Poltava on Friday.")

    assert [target.text for target in strike.targets] == ["a “training ground”"]


@pytest.mark.parametrize(
    ("text", "status", "by"),
    [
        ("The army acknowledged that it had shelled Orikhiv.", StatusKind.VERIFIED, "The army"),
        ("The ministry denied that its troops had shelled Orikhiv.", StatusKind.DENIED, "The ministry"),
        ("The ministry said that its troops had shelled Orikhiv.", None, None),
    ],
)
def test_who_acknowledges_or_denies_a_strike_settles_its_status(
    find: Find, text: str, status: StatusKind | None, by: str | None
) -> None:
    [strike] = find(text)

    told = strike.verification
    assert (told and told.status, told and told.by and told.by.text) == (status, by)
    assert told is None or told.evidence.text == text.removesuffix(".")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army said the air strikes targeted areas near Nikopol.", StrikeKind.AIRSTRIKE),
        ("The car bomber struck a checkpoint in Nikopol.", StrikeKind.BOMB),
        ("Four people died as a result of an explosion in Nikopol.", StrikeKind.UNSPECIFIED),
        ("Four people were killed because of an explosion in Nikopol.", StrikeKind.UNSPECIFIED),
        ("A source said that terrorist fired rocket shells at two streets of Nikopol.", StrikeKind.ROCKET),
        (
            "Three millers injured due to two bombs that a helicopter let fall on a mill.",
            StrikeKind.AIRSTRIKE,
        ),
        ("Russian forces attacked several Ukrainian towns using Orlan assault drones.", StrikeKind.DRONE),
        ("A drone was shot down over Nikopol and its wreckage fell on a house.", StrikeKind.DRONE),
        ("Nikopol came under attack from drones.", StrikeKind.DRONE),
        ("Two people died in terrorist attacks with mortar shells and sniper shots on Nikopol.", StrikeKind.MORTAR),
        ("Ukrainian forces hit back with artillery at Russian lines near Nikopol.", StrikeKind.ARTILLERY),
        ("Fighters targeted the houses of a village near Nikopol with mortar shells.", StrikeKind.MORTAR),
        ("Fighters attacked a depot with rockets near Nikopol.", StrikeKind.UNSPECIFIED),
        (
            "Six farmers were killed in Kurdish-led alliances strikes west of the town of Nikopol.",
            StrikeKind.UNSPECIFIED,
        ),
        ("Fragments of a downed Russian rocket fell on a hamlet near Nikopol.", StrikeKind.ROCKET),
        ("A baker was killed in the hamlet from another shell.", StrikeKind.ARTILLERY),
        ("The Ukrainian Air Force destroyed three command posts.", StrikeKind.AIRSTRIKE),
        ("Attacks that took place in Nikopol killed four people.", StrikeKind.UNSPECIFIED),
        ("Government forces gassed a suburb of Nikopol by firing rockets.", StrikeKind.ROCKET),
    ],
)
def test_one_strike_is_read_off_a_hard_sentence(find: Find, text: str, kind: StrikeKind) -> None:
    (strike,) = find(text)

    assert strike.kind is kind


def test_a_heading_without_a_word_on_where_or_who_is_no_strike_of_its_own(find: Find) -> None:
    text = "Talks went on in Kherson.\n\nRelentless bombardment\n\nA drone hit a mill in Nikopol."

    (strike,) = find(text)

    assert strike.kind is StrikeKind.DRONE


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Rebels fired rocket shells at a mill in Orikhiv on Friday.", StrikeKind.ROCKET),
        ("Rebels fired rocket shells and tank shells at a mill in Orikhiv on Friday.", StrikeKind.ARTILLERY),
    ],
)
def test_shells_are_of_the_only_sort_the_article_names(find: Find, first: str, kind: StrikeKind) -> None:
    strikes = find(f"{first} On Saturday, four shells hit a school in Nikopol.")

    assert next(strike.kind for strike in strikes if names(strike) == ["Nikopol"]) is kind

"""On whose word a strike rests, and how firmly, in sentences written for these tests; published on Saturday 20 May 2023."""

from collections.abc import Callable

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.known_place import known_place

from claimwire.events import Factuality, StatusKind
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundStrike

Find = Callable[[str], list[FoundStrike]]


GAZETTEER = MemoryGazetteer([known_place("Orikhiv"), known_place("Poltava")])


@pytest.fixture
def find(strikes_of: FindStrikes) -> Find:
    return lambda text: strikes_of(text, gazetteer=GAZETTEER)


def sources(strike: FoundStrike) -> list[str]:
    return [name.span.text for name in strike.attribution]


@pytest.mark.parametrize(
    "behind",
    [
        "The fire service said two clerks had died.",
        "The blast destroyed two flats, the fire service said.",
        "Rescuers were searching the rubble, the fire service said.",
    ],
)
def test_who_tells_what_it_left_behind_is_a_source_too(find: Find, behind: str) -> None:
    [strike] = find(f"Two rockets hit a school in Orikhiv. {behind}")
    assert [name.lower() for name in sources(strike)] == ["the fire service"]
    assert strike.factuality is Factuality.ASSERTED


@pytest.mark.parametrize(
    "behind",
    [
        "The fire service said its budget had grown.",
        "More than 9,000 people have died in the war, the fire service said.",
        "The fire service said it would get new rockets for its parade.",
    ],
)
def test_who_speaks_of_something_else_is_none(find: Find, behind: str) -> None:
    [strike] = find(f"Two rockets hit a school in Orikhiv. {behind}")
    assert sources(strike) == []


def test_a_strike_that_a_claim_takes_for_granted_does_not_rest_on_it(find: Find) -> None:
    [strike] = find("Two rockets hit a school in Orikhiv. The minister said the attack showed how cruel the war was.")
    assert sources(strike) == []


def test_a_strike_before_which_something_was_does_not_rest_on_who_says_so(find: Find) -> None:
    [strike] = find("Two rockets hit a school in Orikhiv. The minister said there were talks before the attack.")
    assert sources(strike) == []


def test_what_a_claim_says_of_a_known_strike_rests_on_it(find: Find) -> None:
    [strike] = find("Two rockets hit a school in Orikhiv. The minister said the attack killed a teacher.")
    assert sources(strike) == ["The minister"]


def test_going_on_about_a_claimed_strike_makes_no_fact_of_it(find: Find) -> None:
    [strike] = find("Rockets hit a school in Orikhiv, the army said. The rockets landed near the school in Orikhiv.")
    assert strike.factuality is Factuality.CLAIMED


def test_what_is_first_told_on_somebodys_word_stays_so(find: Find) -> None:
    [strike] = find("Rockets hit a school in Orikhiv, the army said. Rockets fell on Orikhiv for an hour on Friday.")
    assert strike.factuality is Factuality.CLAIMED


def test_what_the_article_first_tells_itself_stays_a_fact(find: Find) -> None:
    [strike] = find("Rockets fell on Orikhiv for an hour on Friday. Rockets hit a school in Orikhiv, the army said.")
    assert strike.factuality is Factuality.ASSERTED
    assert sources(strike) == ["the army"]


def test_a_strike_that_only_claims_take_for_granted_rests_on_them(find: Find) -> None:
    [strike] = find("The mayor said the school had been shut since the rocket attack on Orikhiv.")
    assert (sources(strike), strike.factuality) == (["The mayor"], Factuality.CLAIMED)
    [told] = find("A rocket hit Orikhiv. The mayor said the school had been shut since the rocket attack on Orikhiv.")
    assert (sources(told), told.factuality) == ([], Factuality.ASSERTED)


@pytest.mark.parametrize("verb", ["condemned", "denounced", "deplored"])
def test_who_condemns_a_strike_is_no_source_for_it(find: Find, verb: str) -> None:
    [strike] = find(f"Two rockets hit a school in Orikhiv. The council {verb} the attack on the school.")
    assert sources(strike) == []


@pytest.mark.parametrize(
    "behind",
    [
        "Police put the death toll at nine.",
        "Police gave a toll of nine dead.",
        "Police have documented the deaths of nine pupils.",
        "Police put the number of dead at nine.",
    ],
)
def test_who_puts_a_number_on_the_dead_is_a_source(find: Find, behind: str) -> None:
    [strike] = find(f"Two rockets hit a school in Orikhiv. {behind}")
    assert sources(strike) == ["Police"]


def test_each_speaker_of_a_sentence_tells_of_his_own_strike(find: Find) -> None:
    found = find(
        "According to the mayor, rockets hit a school in Orikhiv, but police said a drone hit a bank in Poltava."
    )
    assert [sources(strike) for strike in found] == [["the mayor"], ["police"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is not true that rockets hit a school in Orikhiv, the mayor said.", Factuality.DENIED),
        ("It is true that rockets hit a school in Orikhiv, the mayor said.", Factuality.CLAIMED),
        ("The army refused to confirm that its jets had bombed Orikhiv.", Factuality.CLAIMED),
        ("The mayor said jets bombed Orikhiv. The army, which denies bombing towns, kept silent.", Factuality.CLAIMED),
        ("The mayor said jets bombed Orikhiv. The army denied the bombing.", Factuality.DENIED),
    ],
)
def test_who_leaves_a_strike_open_does_not_deny_it(find: Find, text: str, expected: Factuality) -> None:
    assert [strike.factuality for strike in find(text)] == [expected]


def test_who_praises_confirms_nothing(find: Find) -> None:
    [strike] = find("The mayor praised the crews who hit a bank in Orikhiv with rockets.")
    assert strike.verification is None


def test_who_answers_with_deeds_is_no_source(find: Find) -> None:
    [strike] = find("Two rockets hit a school in Orikhiv as government troops responded to a raid.")
    assert sources(strike) == []


@pytest.mark.parametrize("event", ["the siege", "the latest toll", "the shelling"])
def test_what_happens_is_nobody_who_says_so(find: Find, event: str) -> None:
    [strike] = find(f"Two rockets hit a school in Orikhiv, according to {event}.")
    assert sources(strike) == []


@pytest.mark.parametrize(
    "body", ["The Marsh-based group", "The U.S.-based rights group", "The Marsh-based opposition monitoring group"]
)
def test_a_body_called_by_where_it_sits_goes_by_its_name(find: Find, body: str) -> None:
    strikes = find(f"The Reed Council said roads were closed. {body} said two rockets hit a school in Orikhiv.")
    assert [sources(strike) for strike in strikes] == [["The Reed Council"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two rockets reportedly hit a school in Orikhiv.", Factuality.CLAIMED),
        ("It was reported that two rockets hit a school in Orikhiv.", Factuality.CLAIMED),
        ("Two rockets are said to have hit a school in Orikhiv.", Factuality.CLAIMED),
        ("Jets are believed to have bombed a school in Orikhiv.", Factuality.CLAIMED),
        # Hearsay about something else, or about what came of it.
        ("Two rockets hit a school in Orikhiv, reportedly wounding a teacher.", Factuality.ASSERTED),
        ("Delays were reported on the railway as two rockets hit a school in Orikhiv.", Factuality.ASSERTED),
        ("Missile strikes apparently aimed at a depot damaged a school in Orikhiv on Friday.", Factuality.ASSERTED),
        ("In late April two rockets hit a school in Orikhiv.", Factuality.HISTORICAL),
        ("Last month two rockets hit a school in Orikhiv.", Factuality.HISTORICAL),
        ("Orikhiv has been shelled for three years.", Factuality.HISTORICAL),
        ("Orikhiv has been shelled for three days.", Factuality.ASSERTED),
        ("Orikhiv has been hit by rockets in the past.", Factuality.HISTORICAL),
        ("Orikhiv had previously been hit by rockets.", Factuality.HISTORICAL),
        ("The offensive had previously brought air raids and shelling to Orikhiv.", Factuality.HISTORICAL),
        (
            "Old roads that had previously been closed were open when rockets hit a school in Orikhiv.",
            Factuality.ASSERTED,
        ),
        ("Rockets hit a school in Orikhiv on Friday in the sixth year of the civil war.", Factuality.ASSERTED),
        ("Orikhiv has been hit by rockets several times, including on May 4.", Factuality.HISTORICAL),
        ("Orikhiv has been hit by rockets several times, including on May 19.", Factuality.ASSERTED),
        ("Orikhiv has often been hit by rockets.", Factuality.HISTORICAL),
        ("Earlier this month two rockets hit a school in Orikhiv.", Factuality.HISTORICAL),
        ("Earlier this week two rockets hit a school in Orikhiv.", Factuality.ASSERTED),
        ("Orikhiv is often hit by rockets.", Factuality.ASSERTED),
        (
            "A rocket hit a school in Orikhiv, where the army has held out since rebels took it in 2019.",
            Factuality.ASSERTED,
        ),
        ("Orikhiv remembers a revolt in 1982 in which rockets hit a school.", Factuality.HISTORICAL),
        ("Both sides blamed each other for rocket attacks on Orikhiv in the past.", Factuality.HISTORICAL),
        ("The mayor spoke of previous rocket attacks on Orikhiv.", Factuality.HISTORICAL),
        ("Orikhiv has been hit by rockets in the past 24 hours.", Factuality.ASSERTED),
        ("Rockets hit a school in Orikhiv in the worst raid since the start of the war.", Factuality.ASSERTED),
        ("Rockets have hit schools in Orikhiv since the start of the war.", Factuality.HISTORICAL),
        ("Last week two rockets hit a school in Orikhiv.", Factuality.ASSERTED),
    ],
)
def test_words_and_dates_decide_how_it_is_told(find: Find, text: str, expected: Factuality) -> None:
    assert [strike.factuality for strike in find(text)] == [expected]


@pytest.mark.parametrize(
    "behind",
    [
        "The army denied responsibility.",
        "The army denied that it had fired at the town.",
        "The army rejected the accusations.",
        "The army strongly denied it.",
    ],
)
def test_a_denial_right_behind_denies_the_strike(find: Find, behind: str) -> None:
    [strike] = find(f"Two rockets hit a school in Orikhiv, the mayor said. {behind}")
    assert strike.verification is not None
    assert strike.verification.status is StatusKind.DENIED
    assert strike.factuality is Factuality.DENIED


@pytest.mark.parametrize(
    "behind",
    [
        "The army denied that it had run out of fuel.",
        "The army rejected reports of a mutiny.",
        "The army has repeatedly denied targeting civilians.",
        "Talks were held.\nTrains ran.\nBanks opened.\nThe army denied responsibility.",
    ],
)
def test_a_denial_of_something_else_does_not(find: Find, behind: str) -> None:
    [strike] = find(f"Two rockets hit a school in Orikhiv, the mayor said. {behind}")
    assert strike.verification is None
    assert strike.factuality is Factuality.CLAIMED


def test_what_nobody_could_check_is_unverified_even_if_the_article_says_it(find: Find) -> None:
    [strike] = find("Two rockets hit a school in Orikhiv. This could not be independently verified.")
    assert strike.verification is not None
    assert strike.verification.status is StatusKind.UNVERIFIED


@pytest.mark.parametrize(
    ("behind", "status"),
    [
        ("The army did not comment.", StatusKind.NO_COMMENT),
        ("The ministry declined to comment on the strike.", StatusKind.NO_COMMENT),
        ("The army later confirmed the strike.", StatusKind.VERIFIED),
        ("The army confirmed the reports.", StatusKind.VERIFIED),
        ("The hospital later confirmed that six people had died.", StatusKind.VERIFIED),
    ],
)
def test_silence_and_checks_right_behind_speak_of_the_strike(find: Find, behind: str, status: StatusKind) -> None:
    [strike] = find(f"Two rockets hit a school in Orikhiv. {behind}")
    assert strike.verification is not None
    assert strike.verification.status is status


def test_a_check_of_something_else_does_not(find: Find) -> None:
    [strike] = find("Two rockets hit a school in Orikhiv. The army later confirmed a change of command.")
    assert strike.verification is None


@pytest.mark.parametrize(
    "behind",
    [
        "It was not immediately clear who fired.",
        "The mayor said it was unclear whether the attack was aimed at the school.",
    ],
)
def test_what_is_not_known_of_a_strike_leaves_no_doubt_of_it(find: Find, behind: str) -> None:
    strike = find(f"Two rockets hit a school in Orikhiv, the mayor said. {behind}")[0]
    assert strike.verification is None


def test_checked_footage_of_a_strike_verifies_it(find: Find) -> None:
    [strike] = find("The group said it had verified video of a missile hitting a school in Orikhiv.")
    assert strike.verification is not None
    assert strike.verification.status is StatusKind.VERIFIED


def test_a_strike_that_two_sides_put_on_each_other_is_denied(find: Find) -> None:
    [strike] = find(
        "Ukraine accused Russian forces of shelling a school in Orikhiv. "
        "Russia accused Ukrainian forces of shelling the school in Orikhiv."
    )
    assert strike.factuality is Factuality.DENIED


def test_allies_blamed_in_turn_clear_nobody(find: Find) -> None:
    [strike] = find(
        "A medic said Russian jets bombed a school in Orikhiv on Friday. "
        "The mayor said Belarusian jets bombed the school in Orikhiv on Friday."
    )
    assert strike.factuality is Factuality.CLAIMED


def test_sides_that_accuse_each_other_deny_it_both(find: Find) -> None:
    [strike] = find("Kyiv and Moscow accused each other of shelling a school in Orikhiv.")
    assert strike.factuality is Factuality.DENIED
    assert sources(strike) == ["Kyiv", "Moscow"]


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        ("residents and the local mayor", ["residents", "the local mayor"]),
        ("the Ministry of Roads and Bridges", ["the Ministry of Roads and Bridges"]),
    ],
)
def test_those_who_say_it_together_are_named_one_by_one(find: Find, speakers: str, expected: list[str]) -> None:
    [strike] = find(f"Two rockets hit a school in Orikhiv, according to {speakers}.")
    assert sources(strike) == expected


def test_those_who_say_it_together_are_told_apart_without_a_comma(find: Find) -> None:
    [strike] = find("Two rockets hit a school in Orikhiv on Friday the Marsh news agency and local media reported.")
    assert sources(strike) == ["the Marsh news agency", "local media"]


def test_a_recalled_strike_does_not_rest_on_who_recalls_it(find: Find) -> None:
    [strike] = find("Two rockets hit a school in Orikhiv. The envoy said the recent attack was caused by greed.")
    assert sources(strike) == []


def test_a_side_that_nobody_blames_denies_something_else(find: Find) -> None:
    blamed = "Russian rockets hit a school in Orikhiv, the mayor said."
    [denied] = find(f"{blamed} Russia denied responsibility.")
    [other] = find(f"{blamed} Turkey denied responsibility.")
    [own_act] = find(f"{blamed} Turkey denied killing civilians.")
    assert (denied.factuality, other.factuality) == (Factuality.DENIED, Factuality.CLAIMED)
    assert own_act.factuality is Factuality.CLAIMED


def test_who_denies_a_strike_is_no_source_for_it(find: Find) -> None:
    [strike] = find("Rockets hit a school in Orikhiv, the mayor said. The army denied hitting the school in Orikhiv.")
    assert sources(strike) == ["the mayor"]


def test_one_body_is_named_once(find: Find) -> None:
    [strike] = find(
        "The Marsh Council for Human Rights said two rockets hit a school in Orikhiv. Two people died in the attack on "
        "the school, the Marsh Council for Human Rights said. The council said the rockets hit the school at noon."
    )
    assert sources(strike) == ["The Marsh Council for Human Rights"]


def test_who_confirms_it_is_a_source(find: Find) -> None:
    [strike] = find("The mayor said two rockets hit a school in Orikhiv. The army confirmed the reports.")
    assert sources(strike) == ["The mayor", "The army"]


def test_a_phrase_names_the_body_it_points_back_to(find: Find) -> None:
    found = find(
        "The Marsh Council for Human Rights said the road to Poltava was closed.\n\n"
        "Two rockets hit a school in Orikhiv, the Norwegian organisation said. A medic said two people had died."
    )
    assert sources(found[0]) == ["The Marsh Council for Human Rights", "A medic"]


def test_who_says_how_many_died_in_a_known_strike_is_a_source(find: Find) -> None:
    [strike] = find(
        "Two rockets hit a bus near Orikhiv. The command said three people died from the attack on the bus."
    )
    assert sources(strike) == ["The command"]

"""What headlines tell of strikes, in articles written for these tests; published on Saturday 20 May 2023."""

from collections.abc import Callable

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.known_place import known_place

from claimwire.events import Factuality
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundStrike

Find = Callable[[str], list[FoundStrike]]


GAZETTEER = MemoryGazetteer([known_place("Orikhiv"), known_place("Poltava")])


@pytest.fixture
def find(strikes_of: FindStrikes) -> Find:
    return lambda text: strikes_of(text, gazetteer=GAZETTEER)


def test_a_first_line_that_ends_like_a_sentence_is_no_headline(find: Find) -> None:
    [strike] = find("Rockets fell on Orikhiv on Friday.\n\nRockets hit a school in Orikhiv, the army said.")
    assert strike.factuality is Factuality.ASSERTED


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ('Zelensky: "Rockets hit a school in Orikhiv."', Factuality.CLAIMED),
        ("Syria’s health ministry: rockets hit a school in Orikhiv.", Factuality.CLAIMED),
        ('Orikhiv: rockets hit a "military" school.', Factuality.ASSERTED),
    ],
)
def test_whom_a_colon_makes_the_speaker_did_not_fire(find: Find, text: str, factuality: Factuality) -> None:
    [strike] = find(text)
    assert strike.factuality is factuality
    assert strike.actor.text is None


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Rockets hit school in Orikhiv", Factuality.ASSERTED),
        ("Rockets hit school in Orikhiv: army", Factuality.CLAIMED),
        ("Rockets hit school in Orikhiv Monitor | Marsh Post", Factuality.CLAIMED),
        ("Rockets hit school in Orikhiv Monitor AFP", Factuality.CLAIMED),
        ("State TV says rockets hit school in Orikhiv", Factuality.CLAIMED),
        ("Monitor: rockets hit school in Orikhiv", Factuality.CLAIMED),
    ],
)
def test_a_flat_headline_tells_a_fact_and_one_with_its_source_does_not(
    find: Find, headline: str, expected: Factuality
) -> None:
    [strike] = find(f"{headline}\n\n19 May 2023 {headline}. Two rockets hit a school in Orikhiv, the army said.")
    assert strike.factuality is expected
    assert strike.attribution[-1].span.text == "the army"


@pytest.mark.parametrize(("ending", "expected"), [("", Factuality.ASSERTED), (" Monitor", Factuality.CLAIMED)])
def test_a_headline_may_stand_before_a_day_in_one_paragraph(find: Find, ending: str, expected: Factuality) -> None:
    [strike] = find(f"Rockets hit school in Orikhiv{ending} AFP Friday 19 May 2023 Two rockets hit a school in Orikhiv, the army said.")  # fmt: skip
    assert strike.factuality is expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Army kills nine in Orikhiv", Factuality.ASSERTED),
        ("Army kills nine in Orikhiv: mayor", Factuality.CLAIMED),
        ("Did the army kill nine in Orikhiv?", Factuality.CLAIMED),
        ("Army kills four in Poltava", Factuality.CLAIMED),
        ("Mayor of Orikhiv meets teachers", Factuality.CLAIMED),
    ],
)
def test_a_headline_tells_what_the_lead_puts_on_somebodys_word(find: Find, headline: str, expected: Factuality) -> None:
    [strike] = find(f"{headline}\n\nThe mayor said nine people were killed when rockets hit a school in Orikhiv.")
    assert strike.factuality is expected


@pytest.mark.parametrize(
    ("headline", "lead", "expected"),
    [
        (
            "Rockets kill nine in Orikhiv region",
            "Rockets hit a bank in Poltava on Thursday, the army said.",
            "asserted",
        ),
        ("Rockets kill nine in Orikhiv region", "Ten were killed when a drone hit Poltava, the army said.", "claimed"),
        ("Russian rockets kill nine in Orikhiv", "Ukrainian rockets hit Poltava, the army said.", "claimed"),
        ("Rockets kill nine in Orikhiv: mayor", "Rockets hit a bank in Poltava on Thursday, the army said.", "claimed"),
    ],
)
def test_a_headline_that_tells_of_fire_tells_of_all_of_its_kind_in_the_lead(
    find: Find, headline: str, lead: str, expected: str
) -> None:
    found = find(f"{headline}\n\nRockets hit a bakery in Orikhiv on Friday. {lead}")
    assert [str(strike.factuality) for strike in found][1:] == [expected]


def test_a_headline_says_too_shortly_what_its_lead_takes_for_a_rumour(find: Find) -> None:
    [strike] = find("Rockets hit school in Orikhiv\n\nTwo rockets reportedly hit a school in Orikhiv on Friday.")
    assert strike.factuality is Factuality.CLAIMED


def test_what_only_a_headline_with_its_source_tells_is_claimed(find: Find) -> None:
    [strike] = find("Rockets hit school in Orikhiv: mayor\n\nThe school had been closed since May.")
    assert strike.factuality is Factuality.CLAIMED


@pytest.mark.parametrize(
    ("again", "expected"),
    [("19 May 2023 Rockets hit school in Orikhiv: mayor. ", Factuality.CLAIMED), ("", Factuality.ASSERTED)],
)
def test_a_headline_may_end_in_a_full_stop_where_it_is_printed_again(
    find: Find, again: str, expected: Factuality
) -> None:
    [strike] = find(f"Rockets hit school in Orikhiv: mayor.\n\n{again}Rockets hit a school in Orikhiv, the mayor said.")
    assert strike.factuality is expected

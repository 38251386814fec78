"""Words looked up before a text is searched let through whatever the search would find."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimwire_extractor.adapters.lexicons import load_strike_lexicon
from claimwire_extractor.core.claims.lettered_pattern import LetteredPattern
from claimwire_extractor.core.dates.find_dates import date_forms
from claimwire_extractor.core.dates.form import Form
from claimwire_extractor.core.quantities.read_quantity import QUANTITY, may_hold_number
from claimwire_extractor.core.strikes.sentence_words import sentence_words
from claimwire_extractor.core.strikes.strike_lexicon import Trigger
from claimwire_extractor.core.strikes.word_forms import word_forms

DATA = files("claimwire_extractor") / "data"
NOTES = tomllib.loads((DATA / "verification.toml").read_text(encoding="utf-8"))
LINES = tomllib.loads((DATA / "boilerplate.toml").read_text(encoding="utf-8"))
LETTERED = [
    *((pattern, letters) for kind, letters in NOTES["letters"].items() for pattern in NOTES[kind]),
    *((pattern, letters) for kind, letters in NOTES["in_speech_letters"].items() for pattern in NOTES["in_speech"][kind]),
    *((pattern, LINES["letters"]) for pattern in LINES["anywhere"]),
]  # fmt: skip
LEXICON = load_strike_lexicon()
FORMS = date_forms(LEXICON.dates)
# As articles have them; what a pattern skips, and what stands around its match, is drawn from these.
SIGNS = st.characters(codec="ascii", exclude_categories=["Cc"]) | st.sampled_from("’“”–")
sampled = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def texts(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    """Texts that a pattern finds something in; the strategy of a long one takes a second to make."""
    return st.from_regex(pattern, alphabet=SIGNS)


def matched(pattern: re.Pattern[str], data: st.DataObject) -> str:
    found = pattern.search(data.draw(texts(pattern)))
    assert found
    return found[0]


def words_of(text: str) -> frozenset[str]:
    return sentence_words(word_forms(word.lower(), "") for word in re.findall(r"[\w’'./–-]+", text))


@pytest.mark.parametrize(("pattern", "letters"), LETTERED, ids=[pattern for pattern, _ in LETTERED])
@given(data=st.data())
@settings(sampled, max_examples=100)
def test_every_match_holds_some_of_its_letters(pattern: str, letters: list[str], data: st.DataObject) -> None:
    lettered = LetteredPattern.of([pattern], letters)

    assert lettered.may_be_in(matched(lettered.pattern, data).lower())


@pytest.mark.parametrize("form", FORMS, ids=[form.pattern.pattern for form in FORMS])
@given(data=st.data())
@sampled
def test_every_date_holds_some_of_its_words(form: Form, data: st.DataObject) -> None:
    assert form.may_be_in(words_of(matched(form.pattern, data)))


@given(data=st.data())
@settings(sampled, max_examples=200)
def test_every_number_holds_some_of_its_words(data: st.DataObject) -> None:
    assert may_hold_number(matched(QUANTITY, data))


@pytest.mark.parametrize("phrase", sorted(LEXICON.modality.historical_phrases))
@pytest.mark.parametrize("ending", ["", "s", "fare"])
def test_every_phrase_of_the_past_holds_some_of_its_words(phrase: str, ending: str) -> None:
    goes_on = ending if " " in phrase else ""

    assert not LEXICON.past_words.isdisjoint(words_of(f"They had shelled it {phrase}{goes_on}"))


@pytest.mark.parametrize(
    ("trigger", "said"),
    [
        (trigger, said)
        for senses in LEXICON.triggers.values()
        for trigger in senses
        for said in sorted(trigger.unless | trigger.other_sorts | trigger.beside)
    ],
)
def test_words_that_turn_a_strike_word_are_found_in_its_sentence(trigger: Trigger, said: str) -> None:
    assert not trigger.turning.isdisjoint(words_of(f"It was {said}"))


@pytest.mark.parametrize("said", sorted(LEXICON.modality.averted | LEXICON.modality.awaited))
@pytest.mark.parametrize("ending", ["", "s"])
def test_words_that_avert_a_strike_are_found_in_its_sentence(said: str, ending: str) -> None:
    first, *others = said.split()

    assert not LEXICON.averting_words.isdisjoint(words_of(" ".join((f"{first}{ending}", *others))))


@pytest.mark.parametrize("first", sorted(LEXICON.side_names.keys() | LEXICON.leaders.keys()))
@pytest.mark.parametrize("printed", ["{}", "{}-made", "anti-{}", "pro-{}-led"])
def test_names_of_sides_begin_with_words_that_are_looked_for(first: str, printed: str) -> None:
    assert not LEXICON.side_words.isdisjoint(word_forms(printed.format(first), "").every)

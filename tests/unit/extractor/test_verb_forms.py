import pytest

from claimwire_extractor.core.strikes.verb_forms import verb_forms
from claimwire_extractor.core.token import Token


def verb(text: str, lemma: str) -> Token:
    return Token(index=0, text=text, start=0, end=len(text), lemma=lemma, pos="VERB", tag="VBD", dep="ROOT", sentence=0)


@pytest.mark.parametrize(
    ("text", "lemma", "wanted"),
    [
        ("zorched", "zorche", "zorch"),
        ("Blorping", "blorpe", "blorp"),
        ("glazed", "glaz", "glaze"),
        ("razing", "raz", "raze"),
        ("zorches", "zorche", "zorch"),
        ("yeets", "yeets", "yeet"),
        ("gutted", "gutte", "gut"),
    ],
)
def test_a_verb_the_model_has_never_seen_is_found_under_its_dictionary_form(text: str, lemma: str, wanted: str) -> None:
    assert wanted in verb_forms(verb(text, lemma))


def test_the_lemma_of_the_model_comes_first() -> None:
    assert verb_forms(verb("struck", "strike"))[0] == "strike"

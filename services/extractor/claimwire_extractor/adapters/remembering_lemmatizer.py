"""spaCy's lemmatizer, asked once about each form of a word."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

if TYPE_CHECKING:
    from thinc.types import Ints2d

MOST_REMEMBERED: Final = 50_000
"""Forms of words remembered; then it begins anew."""

_FORM: Final[list[int | str]] = [ORTH, POS, MORPH]


class RememberingLemmatizer(EnglishLemmatizer):
    """Sets the lemmas that the rules of an ``EnglishLemmatizer`` set, in an eighth of the time.

    They go by a word's letters, part of speech and form alone, which spaCy remembers of some words only: not
    of nouns in the singular or whatever else is its own lemma, most words of an article.
    """

    def __init__(self, vocab: Vocab, name: str) -> None:
        """Begin without tables; ``initialize`` gives it some."""
        super().__init__(vocab, None, name, mode="rule")
        self._remembered: dict[tuple[int, ...], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of words that have none."""
        for memory in (self._remembered, self.cache):
            if len(memory) > MOST_REMEMBERED:
                memory.clear()
        number: Callable[[str], int] = self.vocab.strings.add
        lemmas = doc.to_array(LEMMA).tolist()
        for index, form in enumerate(map(tuple, doc.to_array(_FORM).tolist())):
            if not lemmas[index]:
                lemma = self._remembered.get(form)
                if lemma is None:
                    lemma = self._remembered[form] = self.lemmatize(doc[index])[0]
                # Each time anew: a string made in a memory zone goes with its article, and its number would mean nothing to the next.
                lemmas[index] = number(lemma)
        return doc.from_array([LEMMA], cast("Ints2d", np.array([lemmas], dtype=np.uint64).T))


@Language.factory("claimwire_remembering_lemmatizer")
def _empty(nlp: Language, name: str) -> RememberingLemmatizer:
    return RememberingLemmatizer(nlp.vocab, name)


def remember_lemmas(nlp: Language, name: str = "lemmatizer") -> None:
    """Put one in the place of a pipeline's English lemmatizer, with its tables."""
    lemmatizer = nlp.get_pipe(name)
    remembering = nlp.replace_pipe(name, "claimwire_remembering_lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    assert isinstance(remembering, RememberingLemmatizer)
    remembering.initialize(lookups=lemmatizer.lookups)

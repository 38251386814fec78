"""The words of a sentence, as lists may have them."""

import re
from functools import lru_cache

from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.verb_forms import regular_stems

_WORD = re.compile(r"\w+")


def sentence_words(sentence: Sentence) -> frozenset[str]:
    """Give every form under which a list may have a word of the sentence.

    A rule whose words are none of these need not look at the sentence: to find that out takes a hundredth of the time.
    """
    return frozenset().union(*[word_forms(token.lower, token.lemma) for token in sentence.tokens])


@lru_cache(maxsize=20_000)
def word_forms(word: str, lemma: str) -> frozenset[str]:
    """Give every form under which a list may have one word, printed so in lower case."""
    pieces = _WORD.findall(word)
    return frozenset({word, lemma, *pieces, *(piece.removesuffix("s") for piece in pieces), *regular_stems(word)})

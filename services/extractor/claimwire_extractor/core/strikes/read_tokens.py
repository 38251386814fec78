"""How much of a sentence is read for strikes."""

from collections.abc import Iterator, Sequence
from itertools import islice

from claimwire.events import Cut
from claimwire_extractor.core.reading import Reading, Sentence
from claimwire_extractor.core.strikes.strike_lexicon import StrikeLexicon
from claimwire_extractor.core.token import Token

LONGEST_SENTENCE = 400
"""Tokens of a sentence that are read; longer "sentences" are tables and lists."""
MOST_TRIGGERS = 40
"""Strike words of one sentence that are read; comparing them takes quadratic time."""


def read_tokens(sentence: Sentence, lexicon: StrikeLexicon) -> Sequence[Token]:
    """Take the beginning of a sentence that is read for strikes; nearly always that is all of it."""
    tokens = sentence.tokens
    if len(tokens) <= MOST_TRIGGERS:
        return tokens
    words = (index for index, token in enumerate(tokens) if is_strike_word(token, lexicon))
    return tokens[: min(LONGEST_SENTENCE, next(islice(words, MOST_TRIGGERS, None), len(tokens)))]


def is_strike_word(token: Token, lexicon: StrikeLexicon) -> bool:
    """Tell whether the word is listed as a trigger, whatever it needs beside it."""
    return token.pos in {"VERB", "NOUN", "PROPN"} and bool(
        lexicon.triggers.get((token.lemma, "VERB" if token.pos == "VERB" else "NOUN"))
    )


def not_read(reading: Reading, lexicon: StrikeLexicon) -> Iterator[Cut]:
    """Tell which ends of sentences are not read for strikes."""
    for sentence in reading.sentences:
        left_out = sentence.tokens[len(read_tokens(sentence, lexicon)) :]
        if left_out:
            yield Cut(start=left_out[0].start, end=sentence.end, reason="strikes of a long sentence")

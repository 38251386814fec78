"""Claim rules on monstrous sentences: time and output grow with the text, no faster."""

import time
from collections.abc import Callable

import pytest

from claimwire_extractor.adapters.lexicons import load_claim_lexicon
from claimwire_extractor.core.claims.find_claims import find_claims
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.token import Token

Word = tuple[str, str, str, str, str]
HE: Word = ("he", "he", "PRON", "PRP", "nsubj")
SAID: Word = ("said", "say", "VERB", "VBD", "ccomp")
MARK: Word = ('"', '"', "PUNCT", "``", "punct")
NAME: Word = ("Novak", "novak", "PROPN", "NNP", "nsubj")
LEFT: Word = ("left", "leave", "VERB", "VBD", "ccomp")
ACCORDING: list[Word] = [("according", "accord", "VERB", "VBG", "prep"), ("to", "to", "ADP", "IN", "prep"), NAME]


def one_sentence(words: list[Word], heads: list[int]) -> Reading:
    tokens: list[Token] = []
    offset = 0
    for index, (text, lemma, pos, tag, dep) in enumerate(words):
        end = offset + len(text)
        tokens.append(Token(index, text, offset, end, lemma, pos, tag, dep, sentence=0, space_after=True))
        offset = end + 1
    for token, head in zip(tokens, heads, strict=True):
        if tokens[head] is not token:
            token.hang_on(tokens[head])
    return Reading.of(" ".join(word[0] for word in words), [tokens])


def nested(count: int) -> Reading:
    heads = [head for i in range(count) for head in (2 * i + 1, max(2 * i - 1, 1))]
    return one_sentence([HE, SAID] * count, heads)


def joined(count: int) -> Reading:
    said: Word = ("said", "say", "VERB", "VBD", "conj")
    heads = [1, 1] + [head for i in range(count) for head in (1, 2 + 3 * i + 2, 2 + 3 * i)]
    return one_sentence([HE, ("said", "say", "VERB", "VBD", "ROOT"), *[said, NAME, LEFT] * count], heads)


def marks(count: int) -> Reading:
    return one_sentence([MARK] * 4 * count, [0] * 4 * count)


def quoted_cues(count: int) -> Reading:
    heads = [head for i in range(count) for head in (4 * i + 2, 4 * i + 2, 2, 4 * i + 2)]
    return one_sentence([MARK, HE, SAID, MARK] * count, heads)


def names(count: int) -> Reading:
    return one_sentence([NAME] * 4 * count, [0] * 4 * count)


def accordings(count: int) -> Reading:
    heads = [head for i in range(count) for head in (max(3 * i - 1, 0), 3 * i, 3 * i + 1)]
    return one_sentence(ACCORDING * count, heads)


def wishes(count: int) -> Reading:
    want: Word = ("want", "want", "VERB", "VB", "xcomp")
    to: Word = ("to", "to", "PART", "TO", "aux")
    heads = [1, 1] + [head for i in range(count) for head in (2 * i + 3, 2 * i + 1)]
    return one_sentence([HE, ("wants", "want", "VERB", "VBZ", "ROOT"), *[to, want] * count], heads)


def owners(count: int) -> Reading:
    claim: Word = ("claim", "claim", "NOUN", "NN", "pobj")
    heads = [head for i in range(count) for head in (3 * i + 1, max(3 * i - 1, 1), 3 * i + 1)]
    his: Word = ("his", "his", "PRON", "PRP$", "poss")
    return one_sentence([his, claim, ("of", "of", "ADP", "IN", "prep")] * count, heads)


@pytest.mark.parametrize("make", [nested, joined, marks, quoted_cues, names, accordings, wishes, owners])
def test_no_sentence_takes_quadratic_time(make: Callable[[int], Reading]) -> None:
    reading = make(10_000)

    started = time.process_time()
    found = find_claims(reading, load_claim_lexicon())
    took = time.process_time() - started

    words = sum(len(span.text) for claim in found.claims for span in claim.content)
    assert words <= 20 * len(reading.text)
    assert took < 10, "quadratic rules take minutes here"

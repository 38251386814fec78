"""The forms under which lists may have a word."""

import re
from functools import lru_cache
from typing import NamedTuple

from claimwire_extractor.core.strikes.verb_forms import regular_stems

_WORD = re.compile(r"\w+")
_SPLIT = re.compile(r"[-\u2011–\s]+")


class WordForms(NamedTuple):
    """The forms of one word; ``word_forms`` gives them."""

    every: frozenset[str]
    """Every form under which any list may have it."""
    pieces: tuple[frozenset[str], ...]
    """What each of its pieces between hyphens may be in a name of several words."""


@lru_cache(maxsize=20_000)
def word_forms(word: str, lemma: str) -> WordForms:
    """Give the forms of a word, printed in lower case, with this dictionary form."""
    parts, pieces = _WORD.findall(word), [piece for piece in _SPLIT.split(word) if piece]
    stems = (*(part.removesuffix("s") for part in (word, *parts)), *regular_stems(word))
    every = frozenset({word, lemma, *parts, *pieces, *stems})
    return WordForms(every, tuple(_forms_of(piece, lemma if piece == word else piece) for piece in pieces))


def _forms_of(piece: str, lemma: str) -> frozenset[str]:
    return frozenset({piece, piece.removesuffix("s"), piece.removesuffix("'s").removesuffix("’s"), lemma})

"""Headlines that capitalise every word."""

from typing import Final

from claimwire_extractor.core.reading import Sentence

_LETTERS: Final = 4
"""Shorter words are small in title case too ("of", "and", "the")."""
_WORDS: Final = 4
_SHARE: Final = 0.85


def in_title_case(sentence: Sentence) -> bool:
    """Tell a sentence in which a capital says nothing: nearly all of its longer words have one."""
    small = capitals = 0
    most_small = (1 - _SHARE) * len(sentence.tokens)
    for token in sentence.tokens:
        word = token.text
        if len(word) < _LETTERS or not word.isalpha():
            continue
        if word[0].isupper():
            capitals += 1
            continue
        small += 1
        # Nearly every sentence shows by its first few words that it is none.
        if small > most_small:
            return False
    words = small + capitals
    return words >= _WORDS and capitals >= _SHARE * words

"""Headlines that capitalise every word."""

from typing import Final

from claimwire_extractor.core.reading import Sentence

_LETTERS: Final = 4
"""Shorter words are small in title case too ("of", "and", "the")."""
_WORDS: Final = 4
_SHARE: Final = 0.85


def in_title_case(sentence: Sentence) -> bool:
    """Tell a sentence in which a capital says nothing: nearly all of its longer words have one."""
    words = [token.text for token in sentence.tokens if len(token.text) >= _LETTERS and token.text.isalpha()]
    return len(words) >= _WORDS and sum(word[0].isupper() for word in words) >= _SHARE * len(words)

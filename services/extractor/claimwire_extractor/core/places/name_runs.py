"""Runs of capitalised words."""

from collections.abc import Iterator

from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.token import Token

PARTICLES = frozenset({"al", "el", "ez", "az", "ash", "as", "ar", "at", "ad", "ul", "de", "on", "na"})
"""Small words that hyphens make part of a name."""
ARTICLES = frozenset({"al", "el", "ul", "ez", "ash", "ad", "az"})
"""Those that are Arabic articles, which lose their hyphens."""
HYPHENS = frozenset({"-", "–", "\u2011"})
_NO_NAMES = frozenset({"DET", "PRON", "ADP", "AUX", "CCONJ", "SCONJ", "NUM", "PUNCT"})
"""Sorts of words that are capitalised for other reasons."""


def name_runs(sentence: Sentence) -> Iterator[list[Token]]:
    """Cut the sentence into runs of capitalised words, hyphens and particles included."""
    run: list[Token] = []
    tokens = sentence.tokens
    for position, token in enumerate(tokens, start=1):
        if token.text[0].isupper() and token.pos not in _NO_NAMES:
            run.append(token)
        elif run or (token.lower in PARTICLES and not token.space_after):
            following = tokens[position] if position < len(tokens) else None
            if _opens(token, following) or (run and _goes_on(run[-1], token, following)):
                run.append(token)
            elif run:
                yield run
                run = []
    if run:
        yield run


def is_name(token: Token) -> bool:
    """Tell whether a word is capitalised as a name is."""
    return token.text[0].isupper() and token.pos not in _NO_NAMES


def _is_article(token: Token, following: Token | None) -> bool:
    """Tell an Arabic article that lost its hyphen ("Deir al Hara")."""
    return token.lower in ARTICLES and following is not None and is_name(following)


def _goes_on(before: Token, token: Token, following: Token | None) -> bool:
    if token.text in HYPHENS:
        return not before.space_after and following is not None and not token.space_after
    return (before.text in HYPHENS and not before.space_after) or _is_article(token, following)


def _opens(token: Token, following: Token | None) -> bool:
    """Tell a small particle that begins a name or goes on with one ("al-Bab", "Deir ez-Zor")."""
    particle = token.lower in PARTICLES and not token.space_after
    return particle and following is not None and following.text in HYPHENS

"""Words that say that nobody was hurt."""

from dataclasses import dataclass

from claimwire_extractor.core.reading import Sentence
from claimwire_extractor.core.strikes.strike_lexicon import PeopleWords
from claimwire_extractor.core.token import Token

_FURTHEST = 8


@dataclass(frozen=True, slots=True)
class NoCasualties:
    """A stretch like "no casualties", "nobody was hurt", "no fatalities"."""

    cue: Token
    """The word that denies it."""
    last: Token
    only_deaths: bool
    """Whether nothing is said of wounded."""


def no_casualties(sentence: Sentence, words: PeopleWords) -> NoCasualties | None:
    """Find the first such words; "no details of casualties" is none, nor is "no further casualties"."""
    for position, token in enumerate(sentence.tokens):
        if token.lower not in words.nobody:
            continue
        deadly = None
        for other in sentence.tokens[position + 1 : position + 1 + _FURTHEST]:
            if other.lower in words.casualties:
                return NoCasualties(token, other, only_deaths=False)
            if other.lower in words.deaths and deadly is None:
                deadly = other
            if other.lower not in words.between_no_and_casualties:
                break
        if deadly is not None:
            return NoCasualties(token, deadly, only_deaths=True)
    return None

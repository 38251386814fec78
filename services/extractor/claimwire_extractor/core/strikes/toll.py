"""Totals of killed or wounded that are told as such."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimwire.events import Quantity
from claimwire_extractor.core.quantities.read_quantity import quantity_of, read_quantity
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.strikes.strike_lexicon import PeopleWords
from claimwire_extractor.core.strikes.syntax import child, phrase, prepositions
from claimwire_extractor.core.token import Token

TOTALS = frozenset({"toll", "number", "tally", "count", "figure"})
"""Nouns that a total is told with; but for a toll they say themselves of whom."""
_RISING = frozenset({"rise", "climb", "grow", "reach", "increase", "stand", "jump", "hit", "mount", "be", "bring", "raise", "put", "soar", "surpass", "exceed", "take", "update", "revise", "push", "estimate", "go", "place", "set", "drive"})  # fmt: skip
_TELLING = frozenset({"be", "stand", "put", "place", "set", "estimate", "give"})
"""Verbs that give a total without saying that it has changed."""
_REACHING = frozenset({"reach", "hit", "surpass", "exceed", "be"})
_UP_TO = frozenset({"to", "at"})
_CHANGED = frozenset({"new", "latest", "updated", "revised", "final", "current"})
_OWN = frozenset({"the", "its", "their", "our", "his", "a", "an", "total", "death", "overall", "confirmed", "official"})
_FAR = 16
"""Words between the noun and its number, in which the place and the day may stand."""
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Toll:
    """A total, of killed or else of wounded."""

    killed: bool
    quantity: Quantity
    newest: bool
    """Whether it is said to have changed ("rose to", "reached"), not only to be so high ("put at")."""


def toll_of(reading: Reading, noun: Token, words: PeopleWords) -> Toll | None:
    """Read "the death toll rose to 12", "bringing the toll to at least 30", "the number of injured is now 40"."""
    killed = _says_of_whom(reading, noun, words)
    quantity = None if killed is None else _by_parse(reading, noun) or _by_words(reading, noun)
    newest = noun.head.lemma in _RISING - _TELLING or any(part.lower in _CHANGED for part in noun.lefts)
    return Toll(killed, quantity, newest) if killed is not None and quantity else None


def _says_of_whom(reading: Reading, noun: Token, words: PeopleWords) -> bool | None:
    """Tell a total of killed from one of wounded; none where the noun counts something else."""
    if noun.lemma == "toll":
        return True
    for token in _of_sentence(reading, noun, noun.index + 1, noun.index + 1 + _NEAR):
        if token.lower in words.deaths or token.lemma in words.killed_verbs:
            return True
        if token.lower in words.wounded_adjectives or token.lemma in words.wounded_nouns:
            return False
        if token.pos in {"AUX", "PUNCT"} or (token.pos == "VERB" and token.tag != "VBN"):
            return None
    return None


def _by_parse(reading: Reading, noun: Token) -> Quantity | None:
    for above in (noun.head, noun):
        if above.lemma not in _RISING and above is not noun:
            continue
        number = next((held for preposition, held in prepositions(above) if preposition.lower in _UP_TO), None)
        if number is None and above.lemma in _REACHING:
            number = child(above, "dobj", "attr")
        if number and number is not noun:
            return quantity_of(reading.text, *reading.reach_of(phrase(number)))
    # "With a death toll of 12"
    of = next((held for preposition, held in prepositions(noun) if preposition.lower == "of"), None)
    return quantity_of(reading.text, *reading.reach_of(phrase(of))) if of and noun.lemma == "toll" else None


def _by_words(reading: Reading, noun: Token) -> Quantity | None:
    """Read what the parser got wrong: "brought to 49 the number killed", "put the number of dead in Y at 13"."""
    behind = _of_sentence(reading, noun, noun.index + 1, noun.index + 1 + _FAR)
    for position, token in enumerate(behind):
        number = position if token.lower == "between" else position + 1
        if (token.lower in _UP_TO or number == position) and (found := _right_at(reading, behind[number:])):
            rises = any(other.lemma in _RISING for other in behind[:position]) or noun.head.lemma in _RISING
            return found if rises else None
    before = [
        token for token in reading.tokens[max(0, noun.index - _NEAR) : noun.index] if token.sentence == noun.sentence
    ]
    while before and before[-1].lower in _OWN:
        before.pop()
    up_to = next((position for position, token in enumerate(before) if token.lower in _UP_TO), None)
    return _right_at(reading, before[up_to + 1 :]) if up_to is not None else None


def _right_at(reading: Reading, tokens: Sequence[Token]) -> Quantity | None:
    """Read the number with which words begin."""
    if not tokens:
        return None
    offset = tokens[0].start
    found = read_quantity(reading.text[offset : tokens[-1].end])
    return found.within(reading.text, offset) if found and found.start == 0 else None


def _of_sentence(reading: Reading, token: Token, first: int, after: int) -> Sequence[Token]:
    return [other for other in reading.tokens[first:after] if other.sentence == token.sentence]

"""What else is in a list that lost its commas."""

from collections.abc import Iterator, Sequence

from claimwire_extractor.core.strikes.background import Background
from claimwire_extractor.core.strikes.syntax import prepositions, with_conjuncts
from claimwire_extractor.core.token import Token

_LONGEST = 40
"""Words behind a thing among which its list goes on."""
_ARTICLES = frozenset({"a", "an", "another"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"ADJ", "NUM", "NOUN", "PROPN"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
_SAYING = frozenset({"spokesman", "spokeswoman", "spokesperson", "governor", "mayor", "minister", "official", "ambassador", "prosecutor", "observatory", "monitor", "watchdog", "agency", "correspondent", "reporter", "activist", "analyst", "witness", "resident", "source", "journalist", "group"})  # fmt: skip


def listed_behind(background: Background, head: Token) -> Iterator[Token]:
    """Read on behind a thing: "two tanks three trucks a launcher and a depot", however it was parsed.

    What runs into the next clause ("hit a shop two people died") is no part of the list.
    """
    words = background.reading.tokens
    at, end = head.index + 1, min(head.index + _LONGEST, len(words))
    if at >= end or not (_opens(words[at]) or words[at].text == ","):
        return
    while at < end:
        at += words[at].text == ","
        linked = at < end and words[at].lower == "and"
        at += linked
        if at >= end or words[at].sentence != head.sentence or not _opens(words[at]):
            return
        noun, at = _noun(words, at, end)
        if noun is None or (not linked and at < end and words[at].sentence == head.sentence and _is_done(words[at])):
            return
        yield noun
        if linked:
            return


def may_say_so(head: Token) -> bool:
    """Tell who runs into what was hit from it: "hit a depot, a spokesman for the army said"."""
    return head.tag in {"NN", "NNP"} and head.lemma in _SAYING


def listed_beyond_place(background: Background, head: Token) -> Iterator[Token]:
    """Read "a depot in X and silos in Y": the parser hangs the silos on X, or on the verb."""
    verb = head.head if head.head.pos == "VERB" else None
    if verb:
        yield from (other for other in verb.rights if other.dep == "conj" and other.pos == "NOUN")
    if head.sentence not in background.placed:
        return
    for word in (head, verb) if verb else (head,):
        for _, held in prepositions(word):
            if held.index in background.toponyms:
                yield from _listed_with(background, held)


def _listed_with(background: Background, place: Token) -> Iterator[Token]:
    words = background.lexicon.places.class_nouns
    # "near X, two radars in Y": what is counted is no other name of X.
    counted = [other for other in place.rights if other.dep == "appos" and other.tag == "NNS"]
    for other in (known for first in (place, *counted) for known in with_conjuncts(first)):
        if other.pos == "NOUN" and other.index not in background.toponyms and other.lemma not in words:
            yield other


def _opens(token: Token) -> bool:
    """Tell an article or a number, by which the next thing of a list is known."""
    return token.lower in _ARTICLES or token.tag == "CD"


def _noun(words: Sequence[Token], first: int, end: int) -> tuple[Token | None, int]:
    """Find the last noun of a phrase and the place of the word behind it."""
    noun = None
    for at in range(first, end):
        token = words[at]
        if token.sentence != words[first].sentence or (at > first and _ends(token, noun)):
            return noun, at
        if token.pos in _NOMINAL:
            noun = token
    return noun, end


def _ends(token: Token, noun: Token | None) -> bool:
    if token.pos not in _INSIDE and token.tag != "HYPH" and token.tag not in _PARTICIPLES:
        return True
    return noun is not None and _opens(token)


def _is_done(token: Token) -> bool:
    return token.pos in {"VERB", "AUX"} and token.tag not in _PARTICIPLES

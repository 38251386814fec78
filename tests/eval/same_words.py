"""When two phrases count as the same."""

import re
from collections.abc import Iterable
from typing import Final

_NO_WORD: Final = re.compile(r"[^\w ]+")
_ARTICLE: Final = re.compile(r"^(the|a|an) ")


def bare(phrase: str | None) -> str:
    """Leave out case, punctuation and a leading article."""
    words = _NO_WORD.sub(" ", (phrase or "").lower()).strip()
    return " ".join(_ARTICLE.sub("", words).split())


def same_words(one: str | None, other: str | None) -> bool:
    """Whether one phrase holds the other, or they have half of the shorter one's words in common."""
    one, other = bare(one), bare(other)
    if not one or not other:
        return False
    some, others = one.split(), other.split()
    return one in other or other in one or len(set(some) & set(others)) * 2 >= min(len(some), len(others))


def matched(labelled: Iterable[str], found: Iterable[str]) -> int:
    """How many labelled phrases have a found one each, in the order of the labels."""
    left, hits = list(found), 0
    for phrase in labelled:
        same = next((other for other in left if same_words(phrase, other)), None)
        if same is not None:
            left.remove(same)
            hits += 1
    return hits

"""By which words targets are compared."""

from collections.abc import Container, Iterable, Iterator

from claimwire.events import Span
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.strikes.target_words import TargetWords


def hit_words(targets: Iterable[Span], words: TargetWords, demonyms: Container[str]) -> Iterator[str]:
    """Give what each target is, in one word where that tells it from others, and alike for words of one sense.

    What has a name is told from what has another one, though not by whose it is ("Syrian", in ``demonyms``).
    """
    for target in targets:
        for part in target.text.split(" and "):
            said = name_key(part.split(" of ")[0]).split()
            if said:
                last = said[-1].removesuffix("s")
                whole = last in words.vague or _is_named(part, demonyms)
                yield " ".join(said) if whole else words.canonical.get(last, last)


def _is_named(part: str, demonyms: Container[str]) -> bool:
    """Tell "the Nur mosque" from "the mosque" and "a rebel-held mosque"; the first capital may only begin a sentence."""
    words = part.split(" of ", maxsplit=1)[0].split()[1:]
    return any(word[:1].isupper() and "-" not in word and word.lower() not in demonyms for word in words)

"""By which words targets are compared."""

from collections.abc import Iterable, Iterator

from claimwire.events import Span
from claimwire_extractor.core.places.name_key import name_key
from claimwire_extractor.core.strikes.target_words import TargetWords


def hit_words(targets: Iterable[Span], words: TargetWords) -> Iterator[str]:
    """Give what each target is, in one word where that tells it from others, and alike for words of one sense."""
    for part in (part for target in targets for part in target.text.split(" and ")):
        said = name_key(part.split(" of ")[0]).split()
        if said:
            last = said[-1].removesuffix("s")
            yield " ".join(said) if last in words.vague else _canonical(last, words)


def _canonical(word: str, words: TargetWords) -> str:
    return next((same.split()[0] for same in words.synonyms if word in same.split()), word)

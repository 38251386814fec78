"""A regular expression that is searched only where letters of it occur."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetteredPattern:
    """Words in which case does not count, and letters that make a text worth searching for them."""

    pattern: re.Pattern[str]
    letters: Sequence[str]
    """Of which every match holds some, in lower case: to look for them takes a tenth of the time."""

    @classmethod
    def of(cls, patterns: Iterable[str], letters: Sequence[str]) -> "LetteredPattern":
        """Make one of several expressions."""
        return cls(re.compile(either(patterns), re.IGNORECASE), letters)

    def letters_in(self, lowered: str) -> Sequence[str]:
        """Give the letters that a text in lower case has; without any of them it is not worth searching."""
        return [letters for letters in self.letters if letters in lowered]

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first match."""
        return next(self.all_in(text), None)

    def all_in(self, text: str) -> Iterator[re.Match[str]]:
        """Find all matches that do not overlap, from left to right."""
        lowered = text.lower()
        for letters in self.letters:
            if letters in lowered:
                return self.pattern.finditer(text)
        return iter(())


def either(patterns: Iterable[str]) -> str:
    """Join expressions into one that matches what any of them does."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)

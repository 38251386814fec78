"""Parts of words and phrases that are looked for in an article once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters that many patterns need, all in lower case."""

    _words: Sequence[str]
    _phrases: Mapping[str, Sequence[str]]
    """By the longest of their words: where that is missing they need not be looked for."""

    @classmethod
    def of(cls, letters: Iterable[str]) -> "Letters":
        """Tell the phrases from the words."""
        words: list[str] = []
        phrases: dict[str, list[str]] = {}
        for some in sorted(letters):
            if " " in some:
                phrases.setdefault(max(some.split(), key=len), []).append(some)
            else:
                words.append(some)
        return cls(words, phrases)

    def within(self, lowered: str) -> frozenset[str]:
        """Find which of them a text in lower case holds."""
        # Each word but once: that is half of the text or less.
        words = " ".join(set(lowered.split(" ")))
        found = [some for some in self._words if some in words]
        for longest, phrases in self._phrases.items():
            if longest in words:
                found.extend([some for some in phrases if some in lowered])
        return frozenset(found)
